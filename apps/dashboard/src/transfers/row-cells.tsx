'use client';

import { useRouter } from 'next/navigation';
import type { ComponentType, MouseEvent, ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { TransferSummary } from '../api/types';
import { routeFacts } from '../route/facts';
import { RouteGlyph } from '../route/route-glyph';
import { elapsed, formatDuration, formatRate } from '../text/format';
import { Bytes, FileName, JidText, Moment, Unknown } from '../ui/texts';
import type { ColumnName } from './layout';
import { Outcome, useRouteLabel } from './outcome';

/** How a column is set: its width, its side, and what the list can be ordered by there. */
export interface ColumnLook {
  readonly width?: string;
  readonly right?: boolean;
  /** Cuts what does not fit. */
  readonly cut?: boolean;
  readonly sort?: string;
}

export const LOOKS: Readonly<Record<ColumnName, ColumnLook>> = {
  time: { width: 'w-26', sort: '-time' },
  id: { width: 'w-30' },
  from: { width: 'w-[13%]', right: true, cut: true },
  route: { width: 'w-36' },
  to: { width: 'w-[13%]', cut: true },
  file: { cut: true },
  bytes: { width: 'w-24', right: true, sort: '-bytes' },
  outcome: { width: 'w-34', cut: true },
  duration: { width: 'w-24', right: true, sort: '-duration' },
  rate: { width: 'w-26', right: true, sort: '-rate' },
  method: { width: 'w-32', cut: true },
  type: { width: 'w-32', cut: true },
  evidence: { width: 'w-28', cut: true },
  host: { width: 'w-32', cut: true },
};

/** What was measured; where nothing was, what the sender said. */
export function Size({ transfer }: { readonly transfer: TransferSummary }) {
  const t = useTranslations('transfer');
  if (transfer.bytes === null && transfer.file.size !== null) {
    return (
      <span title={t('declaredOnly')} className="text-ink-3">
        <span className="sr-only">{t('declaredOnly')} </span>
        <Bytes value={transfer.file.size} />
      </span>
    );
  }
  return <Bytes value={transfer.bytes} />;
}

/** A word of a closed list, or a name: one line, quiet. */
function Quiet({ children }: { readonly children: ReactNode }) {
  return <span className="text-ink-2">{children}</span>;
}

interface CellProps {
  readonly transfer: TransferSummary;
}

function Time({ transfer }: CellProps) {
  return (
    <Quiet>
      <Moment at={transfer.offeredAt} />
    </Quiet>
  );
}

function Id({ transfer }: CellProps) {
  return <span className="font-mono text-xs">{transfer.shortId}</span>;
}

function From({ transfer }: CellProps) {
  return <JidText jid={transfer.sender.jid} bare />;
}

function To({ transfer }: CellProps) {
  return <JidText jid={transfer.receiver.jid} bare />;
}

function Route({ transfer }: CellProps) {
  const label = useRouteLabel();
  return <RouteGlyph facts={routeFacts(transfer)} label={label(transfer)} />;
}

function File({ transfer }: CellProps) {
  return <FileName name={transfer.file.name} />;
}

function Took({ transfer }: CellProps) {
  const t = useTranslations('facts');
  const locale = useLocale();
  const ms = elapsed(transfer.startedAt, transfer.endedAt);
  return ms === undefined ? <Unknown label={t('notSeen')} /> : formatDuration(ms, locale);
}

function Rate({ transfer }: CellProps) {
  const t = useTranslations('facts');
  const locale = useLocale();
  const rate = transfer.rateBytesPerSecond;
  return rate === null ? <Unknown label={t('notSeen')} /> : formatRate(rate, locale);
}

function Method({ transfer }: CellProps) {
  const t = useTranslations('transfer.method');
  return <Quiet>{t(transfer.method)}</Quiet>;
}

function Type({ transfer }: CellProps) {
  return (
    <Quiet>
      <bdi translate="no">{transfer.file.type ?? '–'}</bdi>
    </Quiet>
  );
}

function Evidence({ transfer }: CellProps) {
  const t = useTranslations('transfer.evidence');
  return <Quiet>{t(transfer.evidence)}</Quiet>;
}

function Host({ transfer }: CellProps) {
  const t = useTranslations('facts');
  return (
    <Quiet>{transfer.host === 'standalone' ? t('standalone') : <bdi>{transfer.host}</bdi>}</Quiet>
  );
}

/** The facts of a transfer, each as a row shows it. */
export const CELLS: Readonly<Record<ColumnName, ComponentType<CellProps>>> = {
  time: Time,
  id: Id,
  from: From,
  route: Route,
  to: To,
  file: File,
  bytes: Size,
  outcome: Outcome,
  duration: Took,
  rate: Rate,
  method: Method,
  type: Type,
  evidence: Evidence,
  host: Host,
};

/** Where rows lead: an address, and what a plain click does instead of going there. Stays the same from one drawing to the next. */
export interface RowTarget {
  readonly href: (shortId: string) => string;
  readonly onOpen?: ((shortId: string) => void) | undefined;
}

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

/** The one link of a row, which covers all of it. Not Next's: fifty of those are felt, for a look ahead that no row wants. */
export function RowLink(props: {
  readonly shortId: string;
  readonly target: RowTarget;
  readonly current?: boolean;
  readonly className: string;
  readonly children: ReactNode;
}) {
  const { shortId, target, current = false, className, children } = props;
  const router = useRouter();
  const href = target.href(shortId);
  return (
    <a
      href={href}
      data-row-link={shortId}
      aria-current={current ? 'true' : undefined}
      className={`${className} after:absolute after:inset-0`}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        if (target.onOpen === undefined) router.push(href);
        else target.onOpen(shortId);
      }}
    >
      {children}
    </a>
  );
}
