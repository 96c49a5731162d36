import type { TransferPath, TransferState } from '../api/types';

/** The drawings of the route: one for each thing an operator has to tell apart at a glance. */
export type RouteVariant =
  | 'direct'
  | 'proxy'
  | 'in-band'
  | 'upload'
  | 'stored'
  | 'live'
  | 'failed'
  | 'cancelled'
  | 'declined'
  | 'waiting'
  | 'expired';

export type ServerMark = 'hollow' | 'filled' | 'store';
export type EndMark = 'delivered' | 'handed-over' | 'cross' | 'square' | 'halo' | 'bar' | 'none';
export type LineStyle = 'solid' | 'broken' | 'dotted';

/** A line of the drawing; `d` is an SVG path in the units of the drawing. */
export interface RouteLine {
  readonly d: string;
  readonly style: LineStyle;
  /** The stretch the bytes really travelled; drawn stronger. */
  readonly done: boolean;
}

export interface RouteShape {
  readonly variant: RouteVariant;
  readonly server: ServerMark;
  readonly lines: readonly RouteLine[];
  readonly mark: EndMark;
  readonly markX: number;
  readonly markY: number;
}

/** Where things stand, in the units of the drawing. */
export interface RouteFrame {
  readonly width: number;
  readonly height: number;
  readonly baseline: number;
  readonly senderX: number;
  readonly serverX: number;
  readonly receiverX: number;
  /** 0 and 100 percent. */
  readonly startX: number;
  readonly endX: number;
  /** Control point of the arc of a direct transfer. */
  readonly arcY: number;
  /** Free room on either side of a hollow server. */
  readonly gap: number;
  /** How much larger than in a row the marks are drawn. */
  readonly scale: number;
}

/** The drawing in a table row: 132 × 24. */
export const ROW_FRAME: RouteFrame = {
  width: 132,
  height: 24,
  baseline: 14,
  senderX: 8,
  serverX: 66,
  receiverX: 124,
  startX: 13,
  endX: 119,
  arcY: -6,
  gap: 6.5,
  scale: 1,
};

/** The same drawing at the head of a transfer's page: 720 × 120. */
export const PAGE_FRAME: RouteFrame = {
  width: 720,
  height: 120,
  baseline: 76,
  senderX: 24,
  serverX: 360,
  receiverX: 696,
  startX: 38,
  endX: 682,
  arcY: -28,
  gap: 18,
  scale: 2.5,
};

/** The facts a drawing is made of. */
export interface RouteFacts {
  readonly state: TransferState;
  readonly path: TransferPath;
  readonly percent: number | null;
  /** Bytes were counted on their way through us, even if their total is not known. */
  readonly moved: boolean;
}

const STOPPED: Partial<Record<TransferState, RouteVariant>> = {
  failed: 'failed',
  cancelled: 'cancelled',
  declined: 'declined',
  expired: 'expired',
  streaming: 'live',
  stored: 'stored',
  offered: 'waiting',
  accepted: 'waiting',
};

const BY_PATH: Record<TransferPath, RouteVariant> = {
  direct: 'direct',
  relayed: 'proxy',
  'in-band': 'in-band',
  stored: 'upload',
  unknown: 'proxy',
};

/** Which drawing a transfer gets: how it ended comes before which way it took. */
export function routeVariant(facts: RouteFacts): RouteVariant {
  return STOPPED[facts.state] ?? BY_PATH[facts.path];
}

function serverMark(path: TransferPath, variant: RouteVariant): ServerMark {
  if (path === 'stored') return 'store';
  if (variant === 'declined' || variant === 'waiting' || variant === 'expired') return 'hollow';
  return path === 'relayed' ? 'filled' : 'hollow';
}

/** Where `percent` lies on the line. */
export function percentX(frame: RouteFrame, percent: number): number {
  const share = Math.min(100, Math.max(0, percent)) / 100;
  return round(frame.startX + share * (frame.endX - frame.startX));
}

const round = (value: number): number => Math.round(value * 100) / 100;
const straight = (frame: RouteFrame, from: number, to: number): string =>
  `M${String(round(from))} ${String(frame.baseline)}H${String(round(to))}`;

function arc(frame: RouteFrame): string {
  const { startX, serverX, endX, baseline, arcY } = frame;
  return `M${String(startX)} ${String(baseline)}Q${String(serverX)} ${String(arcY)} ${String(endX)} ${String(baseline)}`;
}

/** Left half of a quadratic curve up to `t`, by de Casteljau: for a direct transfer that stopped on its way. */
function arcUntil(frame: RouteFrame, t: number): { d: string; x: number; y: number } {
  const { startX, serverX, endX, baseline, arcY } = frame;
  const between = (a: number, b: number): number => a + (b - a) * t;
  const firstX = between(startX, serverX);
  const firstY = between(baseline, arcY);
  const x = round(between(firstX, between(serverX, endX)));
  const y = round(between(firstY, between(arcY, baseline)));
  const start = `M${String(startX)} ${String(baseline)}`;
  const control = `Q${String(round(firstX))} ${String(round(firstY))}`;
  return { d: `${start}${control} ${String(x)} ${String(y)}`, x, y };
}

/** The point at `t` of the curve that a frame's arc is. */
export function pointOnCurve(frame: RouteFrame, t: number): { x: number; y: number } {
  const { x, y } = arcUntil(frame, t);
  return { x, y };
}

/** A straight stretch. It never crosses a hollow server, so that this stays hollow on any ground. */
function stretch(frame: RouteFrame, server: ServerMark, from: number, to: number): string[] {
  if (server !== 'hollow') return [straight(frame, from, to)];
  const left = frame.serverX - frame.gap;
  const right = frame.serverX + frame.gap;
  if (to <= left || from >= right) return [straight(frame, from, to)];
  const parts: string[] = [];
  if (from < left) parts.push(straight(frame, from, left));
  if (to > right) parts.push(straight(frame, right, to));
  return parts;
}

const MARKS: Record<RouteVariant, EndMark> = {
  direct: 'handed-over',
  proxy: 'delivered',
  'in-band': 'delivered',
  upload: 'delivered',
  stored: 'none',
  live: 'halo',
  failed: 'cross',
  cancelled: 'square',
  declined: 'bar',
  waiting: 'none',
  expired: 'none',
};

/** Room for the mark of a transfer that stopped before its first byte. */
const FIRST_STEP_PERCENT = 9;

/**
 * Where a transfer is, or stopped: its percent. Bytes of an unknown total have reached the server, and nobody
 * can say more.
 */
function headX(frame: RouteFrame, facts: RouteFacts, variant: RouteVariant): number {
  if (facts.percent === null && facts.moved) return frame.serverX;
  const least = variant === 'live' ? 0 : FIRST_STEP_PERCENT;
  return percentX(frame, Math.max(least, facts.percent ?? 0));
}

function signalling(frame: RouteFrame): RouteLine[] {
  return stretch(frame, 'hollow', frame.startX, frame.endX).map((d) => ({
    d,
    style: 'dotted',
    done: false,
  }));
}

function directShape(frame: RouteFrame, facts: RouteFacts, variant: RouteVariant): RouteShape {
  const under = signalling(frame);
  const server: ServerMark = 'hollow';
  if (variant === 'direct' || variant === 'live') {
    const lines = [...under, { d: arc(frame), style: 'solid', done: true } as const];
    // Bytes between two others cannot be counted: a running one shows its way, and no head upon it.
    const delivered: EndMark = facts.state === 'completed' ? 'delivered' : 'handed-over';
    const mark: EndMark = variant === 'live' ? 'none' : delivered;
    return { variant, server, lines, mark, markX: frame.endX, markY: frame.baseline };
  }
  const stop = arcUntil(frame, Math.max(FIRST_STEP_PERCENT, facts.percent ?? 0) / 100);
  const lines: RouteLine[] = [...under, { d: stop.d, style: 'solid', done: true }];
  return { variant, server, lines, mark: MARKS[variant], markX: stop.x, markY: stop.y };
}

function straightShape(frame: RouteFrame, facts: RouteFacts, variant: RouteVariant): RouteShape {
  const server = serverMark(facts.path, variant);
  const style: LineStyle = facts.path === 'in-band' ? 'broken' : 'solid';
  const ended = variant === 'proxy' || variant === 'in-band' || variant === 'upload';
  // what nobody has fetched has come as far as the store
  const stopped = variant === 'stored' ? frame.serverX : headX(frame, facts, variant);
  const head = ended ? frame.endX : stopped;
  const lines: RouteLine[] = stretch(frame, server, frame.startX, head).map((d) => ({
    d,
    style,
    done: true,
  }));
  // Nothing was ever on its way: what lies ahead is only what was being talked about.
  const ahead: LineStyle = facts.moved || variant === 'live' ? style : 'dotted';
  if (!ended) {
    for (const d of stretch(frame, server, head, frame.endX)) {
      lines.push({ d, style: ahead, done: false });
    }
  }
  const mark = facts.state === 'handed-over' ? 'handed-over' : MARKS[variant];
  return { variant, server, lines, mark, markX: head, markY: frame.baseline };
}

/** The drawing of one transfer: pure numbers, so that row, page and test agree. */
export function routeShape(frame: RouteFrame, facts: RouteFacts): RouteShape {
  const variant = routeVariant(facts);
  const markY = frame.baseline;
  if (variant === 'declined') {
    const server = serverMark(facts.path, variant);
    return { variant, server, lines: [], mark: 'bar', markX: frame.endX, markY };
  }
  if (variant === 'waiting' || variant === 'expired') {
    const server = serverMark(facts.path, variant);
    return { variant, server, lines: signalling(frame), mark: 'none', markX: frame.endX, markY };
  }
  return facts.path === 'direct'
    ? directShape(frame, facts, variant)
    : straightShape(frame, facts, variant);
}
