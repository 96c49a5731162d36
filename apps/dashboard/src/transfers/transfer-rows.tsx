'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { TransferSummary } from '../api/types';
import { routeFacts } from '../route/facts';
import { RouteGlyph } from '../route/route-glyph';
import { SortHead } from '../ui/sort-head';
import { Bytes, FileName, JidText, Moment } from '../ui/texts';
import { useWide } from '../ui/use-wide';
import { Outcome, useRouteLabel } from './outcome';

interface RowsProps {
  readonly items: readonly TransferSummary[];
  readonly caption: string;
  readonly sort: string;
  readonly onSort?: (sort: string) => void;
}

export const transferHref = (transfer: Pick<TransferSummary, 'shortId'>): string =>
  `/transfers/${transfer.shortId}`;

/** What was measured; where nothing was, what the sender said. */
function Size({ transfer }: { readonly transfer: TransferSummary }) {
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

function TransferRow({ transfer }: { readonly transfer: TransferSummary }) {
  const label = useRouteLabel();
  return (
    <tr className="relative border-t border-rule focus-within:bg-selection hover:bg-raised">
      <td className="py-0 pr-2 pl-3 text-ink-2">
        <Moment at={transfer.offeredAt} />
      </td>
      <td className="px-2">
        <Link
          href={transferHref(transfer)}
          data-row-link=""
          prefetch={false}
          className="font-mono text-xs text-accent after:absolute after:inset-0 hover:underline"
        >
          {transfer.shortId}
        </Link>
      </td>
      <td className="max-w-0 px-2 text-right">
        <JidText jid={transfer.sender.jid} />
      </td>
      <td className="px-1">
        <RouteGlyph facts={routeFacts(transfer)} label={label(transfer)} />
      </td>
      <td className="max-w-0 px-2">
        <JidText jid={transfer.receiver.jid} />
      </td>
      <td className="max-w-0 px-2">
        <FileName name={transfer.file.name} />
      </td>
      <td className="px-2 text-right">
        <Size transfer={transfer} />
      </td>
      <td className="max-w-0 py-0 pr-3 pl-2">
        <Outcome transfer={transfer} />
      </td>
    </tr>
  );
}

function TransferTable({ items, caption, sort, onSort }: RowsProps) {
  const t = useTranslations('transfers.columns');
  return (
    <table className="w-full table-fixed border-collapse text-sm">
      <caption className="sr-only">{caption}</caption>
      <colgroup>
        <col className="w-24" />
        <col className="w-30" />
        <col className="w-[13%]" />
        <col className="w-36" />
        <col className="w-[13%]" />
        <col />
        <col className="w-24" />
        <col className="w-36" />
      </colgroup>
      <thead>
        <tr className="h-8 bg-raised text-left text-ink-2 [&>th]:font-semibold">
          <SortHead name={t('time')} value="-time" sort={sort} onSort={onSort} />
          <th scope="col" className="px-2">
            {t('id')}
          </th>
          <th scope="col" className="px-2 text-right">
            {t('from')}
          </th>
          <th scope="col" className="px-2">
            {t('route')}
          </th>
          <th scope="col" className="px-2">
            {t('to')}
          </th>
          <th scope="col" className="px-2">
            {t('file')}
          </th>
          <SortHead name={t('bytes')} value="-bytes" sort={sort} onSort={onSort} right />
          <th scope="col" className="pr-3 pl-2">
            {t('outcome')}
          </th>
        </tr>
      </thead>
      <tbody className="[&>tr]:h-9">
        {items.map((transfer) => (
          <TransferRow key={transfer.id} transfer={transfer} />
        ))}
      </tbody>
    </table>
  );
}

/** One transfer where there is no room for a row: the route on top, the facts below it. */
function TransferCard({ transfer }: { readonly transfer: TransferSummary }) {
  const t = useTranslations('transfers.columns');
  const label = useRouteLabel();
  return (
    <li className="relative border-t border-rule px-3 py-3 first:border-t-0 focus-within:bg-selection">
      <div className="flex items-center justify-between gap-2">
        <RouteGlyph facts={routeFacts(transfer)} label={label(transfer)} />
        <Outcome transfer={transfer} />
      </div>
      <p className="mt-1.5">
        <Link
          href={transferHref(transfer)}
          data-row-link=""
          prefetch={false}
          className="font-semibold after:absolute after:inset-0"
        >
          <FileName name={transfer.file.name} />
        </Link>
      </p>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-sm [&>dt]:text-ink-3">
        <dt>{t('from')}</dt>
        <dd>
          <JidText jid={transfer.sender.jid} />
        </dd>
        <dt>{t('to')}</dt>
        <dd>
          <JidText jid={transfer.receiver.jid} />
        </dd>
        <dt>{t('bytes')}</dt>
        <dd>
          <Size transfer={transfer} />
        </dd>
        <dt>{t('time')}</dt>
        <dd>
          <Moment at={transfer.offeredAt} />
        </dd>
        <dt>{t('id')}</dt>
        <dd className="font-mono text-xs leading-[1.7]">{transfer.shortId}</dd>
      </dl>
    </li>
  );
}

/** The list itself: a table, or where that has no room, a list of definition lists. */
export function TransferRows(props: RowsProps) {
  const wide = useWide();
  return (
    <div className="overflow-hidden rounded-table border border-rule bg-surface">
      {wide ? (
        <TransferTable {...props} />
      ) : (
        <ul aria-label={props.caption}>
          {props.items.map((transfer) => (
            <TransferCard key={transfer.id} transfer={transfer} />
          ))}
        </ul>
      )}
    </div>
  );
}
