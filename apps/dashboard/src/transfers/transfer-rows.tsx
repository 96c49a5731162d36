'use client';

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { TransferSummary } from '../api/types';
import { SortHead } from '../ui/sort-head';
import { FileName, JidText, Moment } from '../ui/texts';
import { useWide } from '../ui/use-wide';
import { USUAL } from './layout';
import type { ColumnName, Density, Layout } from './layout';
import { Outcome } from './outcome';
import { CELLS, LOOKS, RowLink, Size } from './row-cells';
import type { RowTarget } from './row-cells';

interface RowsProps {
  readonly items: readonly TransferSummary[];
  readonly caption: string;
  readonly sort: string;
  readonly onSort?: (sort: string) => void;
  readonly layout?: Layout;
  /** Where rows lead; to the whole waybill where absent. */
  readonly target?: RowTarget;
  /** The short id of the waybill that stands open beside the list. */
  readonly open?: string | undefined;
}

export const transferHref = (transfer: Pick<TransferSummary, 'shortId'>): string =>
  `/transfers/${transfer.shortId}`;

const PAGE: RowTarget = { href: (shortId) => transferHref({ shortId }) };

const HEIGHTS: Readonly<Record<Density, string>> = {
  compact: '[&>tr]:h-8',
  normal: '[&>tr]:h-9',
  roomy: '[&>tr]:h-11',
};

/** The column whose text is the row's link: the id, else the file, else whatever stands first. */
function linkColumn(columns: readonly ColumnName[]): ColumnName {
  return (['id', 'file'] as const).find((name) => columns.includes(name)) ?? columns[0] ?? 'id';
}

/** Drawn anew only for another transfer or another layout: a list is asked for every few seconds, and mostly nothing changed. */
const TransferRow = memo(function TransferRow(props: {
  readonly transfer: TransferSummary;
  readonly columns: readonly ColumnName[];
  readonly target: RowTarget;
  readonly current: boolean;
}) {
  const { transfer, columns, target, current } = props;
  const link = linkColumn(columns);
  return (
    <tr
      className={`relative border-t border-rule focus-within:bg-selection [&>td]:px-2 [&>td:first-child]:pl-3 [&>td:last-child]:pr-3 ${current ? 'bg-selection' : 'hover:bg-raised'}`}
    >
      {columns.map((name) => {
        const { right = false, cut = false } = LOOKS[name];
        const Cell = CELLS[name];
        const cell = <Cell transfer={transfer} />;
        return (
          <td
            key={name}
            className={`py-0 ${right ? 'text-right' : ''} ${cut ? 'max-w-0 truncate' : ''}`}
          >
            {name === link ? (
              <RowLink
                shortId={transfer.shortId}
                target={target}
                current={current}
                className={`block max-w-full hover:underline ${name === 'id' ? 'text-accent' : ''}`}
              >
                {cell}
              </RowLink>
            ) : (
              cell
            )}
          </td>
        );
      })}
    </tr>
  );
});

function Heads({
  columns,
  sort,
  onSort,
}: Pick<RowsProps, 'sort' | 'onSort'> & { readonly columns: readonly ColumnName[] }) {
  const t = useTranslations('transfers.columns');
  return (
    <tr className="h-8 bg-raised text-left text-ink-2 [&>th]:font-semibold [&>th:first-child]:pl-3 [&>th:last-child]:pr-3">
      {columns.map((name) => {
        const { sort: by, right = false } = LOOKS[name];
        return by === undefined ? (
          <th key={name} scope="col" className={`truncate px-2 ${right ? 'text-right' : ''}`}>
            {t(name)}
          </th>
        ) : (
          <SortHead
            key={name}
            name={t(name)}
            value={by}
            sort={sort}
            onSort={onSort}
            right={right}
          />
        );
      })}
    </tr>
  );
}

function TransferTable(props: RowsProps) {
  const { items, caption, sort, onSort, layout = USUAL, target = PAGE, open } = props;
  const { columns, density } = layout;
  return (
    <table className="w-full table-fixed border-collapse text-sm">
      <caption className="sr-only">{caption}</caption>
      <colgroup>
        {columns.map((name) => (
          <col key={name} className={LOOKS[name].width} />
        ))}
      </colgroup>
      <thead>
        <Heads columns={columns} sort={sort} {...(onSort === undefined ? {} : { onSort })} />
      </thead>
      <tbody className={HEIGHTS[density]}>
        {items.map((transfer, place) => (
          // By its place: another page is other words in the same rows, not fifty rows less and fifty more.
          <TransferRow
            key={place}
            transfer={transfer}
            columns={columns}
            target={target}
            current={transfer.shortId === open}
          />
        ))}
      </tbody>
    </table>
  );
}

/** One transfer where there is no room for a row: the route on top, the facts below it. */
function TransferCard({ transfer }: { readonly transfer: TransferSummary }) {
  const t = useTranslations('transfers.columns');
  return (
    <li className="relative border-t border-rule px-3 py-3 first:border-t-0 focus-within:bg-selection">
      <div className="flex items-center justify-between gap-2">
        <CELLS.route transfer={transfer} />
        <Outcome transfer={transfer} />
      </div>
      <p className="mt-1.5">
        <RowLink shortId={transfer.shortId} target={PAGE} className="block min-w-0 font-semibold">
          <FileName name={transfer.file.name} />
        </RowLink>
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
