'use client';

import Link from 'next/link';
import type { MouseEvent, ReactNode } from 'react';
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

function Took({ transfer }: { readonly transfer: TransferSummary }) {
  const t = useTranslations('facts');
  const locale = useLocale();
  const ms = elapsed(transfer.startedAt, transfer.endedAt);
  return ms === undefined ? <Unknown label={t('notSeen')} /> : formatDuration(ms, locale);
}

function Rate({ transfer }: { readonly transfer: TransferSummary }) {
  const t = useTranslations('facts');
  const locale = useLocale();
  const rate = transfer.rateBytesPerSecond;
  return rate === null ? <Unknown label={t('notSeen')} /> : formatRate(rate, locale);
}

function Route({ transfer }: { readonly transfer: TransferSummary }) {
  const label = useRouteLabel();
  return <RouteGlyph facts={routeFacts(transfer)} label={label(transfer)} />;
}

/** A word of a closed list, or a name: one line, quiet. */
function Quiet({ children }: { readonly children: ReactNode }) {
  return <span className="text-ink-2">{children}</span>;
}

/** One fact of a transfer as a row shows it. */
export function Cell(props: { readonly name: ColumnName; readonly transfer: TransferSummary }) {
  const { name, transfer } = props;
  const t = useTranslations('transfer');
  const f = useTranslations('facts');
  switch (name) {
    case 'time':
      return (
        <Quiet>
          <Moment at={transfer.offeredAt} />
        </Quiet>
      );
    case 'id':
      return <span className="font-mono text-xs">{transfer.shortId}</span>;
    case 'from':
      return <JidText jid={transfer.sender.jid} />;
    case 'to':
      return <JidText jid={transfer.receiver.jid} />;
    case 'route':
      return <Route transfer={transfer} />;
    case 'file':
      return <FileName name={transfer.file.name} />;
    case 'bytes':
      return <Size transfer={transfer} />;
    case 'outcome':
      return <Outcome transfer={transfer} />;
    case 'duration':
      return <Took transfer={transfer} />;
    case 'rate':
      return <Rate transfer={transfer} />;
    case 'method':
      return <Quiet>{t(`method.${transfer.method}`)}</Quiet>;
    case 'type':
      return (
        <Quiet>
          <bdi translate="no">{transfer.file.type ?? '–'}</bdi>
        </Quiet>
      );
    case 'evidence':
      return <Quiet>{t(`evidence.${transfer.evidence}`)}</Quiet>;
    case 'host':
      return (
        <Quiet>
          {transfer.host === 'standalone' ? f('standalone') : <bdi>{transfer.host}</bdi>}
        </Quiet>
      );
  }
}

/** Where a row leads: an address, and what a plain click does instead of loading it. */
export interface RowTarget {
  readonly href: (transfer: TransferSummary) => string;
  readonly onOpen?: ((transfer: TransferSummary) => void) | undefined;
}

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

/** The one link of a row, which covers all of it. */
export function RowLink(props: {
  readonly transfer: TransferSummary;
  readonly target: RowTarget;
  readonly current?: boolean;
  readonly className: string;
  readonly children: ReactNode;
}) {
  const { transfer, target, current = false, className, children } = props;
  return (
    <Link
      href={target.href(transfer)}
      data-row-link={transfer.shortId}
      prefetch={false}
      aria-current={current ? 'true' : undefined}
      className={`${className} after:absolute after:inset-0`}
      onClick={(event) => {
        if (target.onOpen === undefined || !isPlainClick(event)) return;
        event.preventDefault();
        target.onOpen(transfer);
      }}
    >
      {children}
    </Link>
  );
}
