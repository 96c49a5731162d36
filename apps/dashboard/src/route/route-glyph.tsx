import type { BywayShape } from './byways';
import { PAGE_FRAME, ROW_FRAME, routeShape } from './geometry';
import type {
  EndMark,
  LineStyle,
  RouteFacts,
  RouteFrame,
  RouteShape,
  RouteVariant,
} from './geometry';

/** Colour is for the outcome alone; the shape says the same without it. */
const TONES: Record<RouteVariant, string> = {
  direct: 'text-ok',
  proxy: 'text-ok',
  'in-band': 'text-ok',
  upload: 'text-ok',
  stored: 'text-ink-3',
  live: 'text-live',
  failed: 'text-bad',
  cancelled: 'text-warn',
  declined: 'text-warn',
  waiting: 'text-ink-3',
  expired: 'text-ink-3',
};

const DASHES: Record<LineStyle, readonly [number, number] | undefined> = {
  solid: undefined,
  broken: [2, 4],
  dotted: [1, 4],
};

function dash(style: LineStyle, frame: RouteFrame): string | undefined {
  const pair = DASHES[style];
  if (pair === undefined) return undefined;
  // Dots need a hair of length to be painted; scaled up they would be dashes.
  const grown = frame.scale > 1 ? frame.scale * 0.72 : 1;
  return pair.map((length) => String(length * grown)).join(' ');
}

function Lines({ shape, frame }: { readonly shape: RouteShape; readonly frame: RouteFrame }) {
  const grown = frame.scale > 1 ? frame.scale * 0.72 : 1;
  return shape.lines.map((line, place) => {
    const doneTone = shape.variant === 'live' ? 'text-live' : 'text-ink-2';
    const width = (line.style === 'dotted' ? 1.25 : line.done ? 2 : 1.5) * grown;
    return (
      <path
        key={place}
        d={line.d}
        className={line.done ? doneTone : 'text-rule-strong'}
        fill="none"
        stroke="currentColor"
        strokeWidth={width}
        strokeDasharray={dash(line.style, frame)}
        strokeLinecap={line.style === 'solid' ? 'butt' : 'round'}
        opacity={line.done || line.style === 'dotted' ? undefined : 0.7}
      />
    );
  });
}

/** Angle of the end mark: a direct route comes down its arc. */
function markTurn(shape: RouteShape, mark: EndMark, frame: RouteFrame): string {
  const arrow = mark === 'handed-over' || mark === 'delivered';
  if (shape.variant !== 'direct' || !arrow) return '';
  const slope = Math.atan2(frame.baseline - frame.arcY, frame.endX - frame.serverX);
  return ` rotate(${((slope * 180) / Math.PI).toFixed(1)})`;
}

function Marks({ shape, frame }: { readonly shape: RouteShape; readonly frame: RouteFrame }) {
  const { baseline, senderX, serverX, receiverX, scale } = frame;
  const at = (x: number, y: number): string =>
    `translate(${String(x)} ${String(y)})${scale === 1 ? '' : ` scale(${String(scale)})`}`;
  const quiet = shape.variant === 'waiting' || shape.variant === 'expired';
  const inner = quiet ? 'text-ink-3' : 'text-ink-2';
  return (
    <>
      <use href="#route-sender" transform={at(senderX, baseline)} className="text-ink" />
      <use
        href={`#route-server-${shape.server}`}
        transform={at(serverX, baseline)}
        className={inner}
      />
      <use href="#route-receiver" transform={at(receiverX, baseline)} className="text-ink" />
      {shape.mark === 'none' ? null : (
        <use
          href={`#route-${shape.mark}`}
          transform={at(shape.markX, shape.markY) + markTurn(shape, shape.mark, frame)}
          className={TONES[shape.variant]}
        />
      )}
    </>
  );
}

/** A way that was not taken, as the large drawing shows it. */
export interface DrawnByway extends BywayShape {
  /** What it was and what became of it. */
  readonly text: string;
}

/** Thin and broken, beneath everything else. Small drawings have no room for words: they stand beside those. */
function Byways({ byways }: { readonly byways: readonly DrawnByway[] }) {
  return byways.map(({ d, cross, labelY, text }) => (
    <g key={d} data-byway="">
      <path
        d={d}
        className="text-rule-strong"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray="6 5"
      />
      {cross === undefined ? null : (
        <use
          href="#route-cross"
          transform={`translate(${String(cross.x)} ${String(cross.y)}) scale(1.5)`}
          className="text-ink-2"
        />
      )}
      <text
        x={PAGE_FRAME.serverX}
        y={labelY}
        textAnchor="middle"
        fontSize="14"
        fill="currentColor"
        className="hidden text-ink-2 @min-[540px]:inline"
      >
        {text}
      </text>
    </g>
  ));
}

interface RouteGlyphProps {
  readonly facts: RouteFacts;
  /** What the drawing says, in words; none when the words stand beside it. */
  readonly label?: string | undefined;
  readonly size?: 'row' | 'page';
  /** Ways that were not taken; on the large drawing alone. */
  readonly byways?: readonly DrawnByway[];
}

/** One transfer as a drawn line: who, which way, how far, how it ended. */
export function RouteGlyph({ facts, label, size = 'row', byways = [] }: RouteGlyphProps) {
  const frame = size === 'row' ? ROW_FRAME : PAGE_FRAME;
  const shape = routeShape(frame, facts);
  const named =
    label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg
      viewBox={`0 0 ${String(frame.width)} ${String(frame.height)}`}
      width={frame.width}
      height={frame.height}
      focusable="false"
      data-route={shape.variant}
      className={size === 'row' ? 'block shrink-0' : 'block h-auto w-full max-w-[720px]'}
      {...named}
    >
      {size === 'page' ? <Byways byways={byways} /> : null}
      <Lines shape={shape} frame={frame} />
      <Marks shape={shape} frame={frame} />
    </svg>
  );
}
