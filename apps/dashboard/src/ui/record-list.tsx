'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { SortHead } from './sort-head';
import { useWide } from './use-wide';

/** One fact of every record: a column of the table, a line of the definition list. */
export interface Column<Item> {
  readonly name: string;
  readonly title: string;
  readonly cell: (item: Item) => ReactNode;
  /** Classes of the column's `col`: its width. */
  readonly width?: string;
  readonly right?: boolean;
  /** Steps back beside the others. */
  readonly quiet?: boolean;
  /** What the list can be ordered by, as the address has it. */
  readonly sort?: string;
  /** Where there is no room for a table: whether this record has the fact at all. */
  readonly has?: (item: Item) => boolean;
}

/** Records that can be picked for something done to all of them. */
export interface Selection<Item> {
  readonly has: (item: Item) => boolean;
  readonly onToggle: (item: Item) => void;
  /** Names the record for those who do not see the row. */
  readonly label: (item: Item) => string;
}

interface RecordListProps<Item> {
  readonly items: readonly Item[];
  readonly caption: string;
  readonly keyOf: (item: Item, index: number) => string;
  /** What the record is called; heads its row and its list. */
  readonly head: { readonly title: string; readonly width?: string; readonly sort?: string };
  readonly name: (item: Item) => ReactNode;
  /** Where the whole row leads; nowhere where absent. */
  readonly href?: (item: Item) => string;
  readonly columns: readonly Column<Item>[];
  readonly actions?: (item: Item) => ReactNode;
  /** Heads the column of actions for those who do not see it. */
  readonly actionsTitle?: string;
  readonly selection?: Selection<Item> | undefined;
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
}

function Pick<Item>({ item, by }: { readonly item: Item; readonly by: Selection<Item> }) {
  return (
    <label className="relative z-10 grid size-8 cursor-pointer place-items-center">
      <span className="sr-only">{by.label(item)}</span>
      <input
        type="checkbox"
        data-row-pick=""
        checked={by.has(item)}
        onChange={() => {
          by.onToggle(item);
        }}
        // A finger needs 24 pixels (WCAG 2.2, 2.5.8).
        className="size-6 accent-accent lg:size-4"
      />
    </label>
  );
}

function Name<Item>({ item, list }: { readonly item: Item; readonly list: RecordListProps<Item> }) {
  if (list.href === undefined) return list.name(item);
  return (
    <Link
      href={list.href(item)}
      prefetch={false}
      data-row-link=""
      className="block min-w-0 font-semibold after:absolute after:inset-0"
    >
      {list.name(item)}
    </Link>
  );
}

function Row<Item>({ item, list }: { readonly item: Item; readonly list: RecordListProps<Item> }) {
  const { selection, actions } = list;
  const picked = selection?.has(item) === true;
  return (
    <tr
      className={`relative h-9 border-t border-rule focus-within:bg-selection hover:bg-raised [&>*]:px-2 [&>th]:pl-3 ${picked ? 'bg-selection' : ''}`}
    >
      {selection === undefined ? null : (
        <td className="!pr-0">
          <Pick item={item} by={selection} />
        </td>
      )}
      <th scope="row" className="max-w-0 text-left font-normal">
        <Name item={item} list={list} />
      </th>
      {list.columns.map((column) => (
        <td
          key={column.name}
          className={`max-w-0 truncate ${column.right === true ? 'text-right' : ''} ${column.quiet === true ? 'text-ink-2' : ''}`}
        >
          {column.cell(item)}
        </td>
      ))}
      {actions === undefined ? null : (
        <td className="text-right">
          <span className="relative z-10">{actions(item)}</span>
        </td>
      )}
    </tr>
  );
}

function Heads<Item>({ list }: { readonly list: RecordListProps<Item> }) {
  const { head, columns, sort, onSort } = list;
  const headOf = (name: string, title: string, by: string | undefined, right = false) =>
    by === undefined ? (
      <th key={name} scope="col" className={`px-2 ${right ? 'text-right' : ''}`}>
        {title}
      </th>
    ) : (
      <SortHead
        key={name}
        name={title}
        value={by}
        sort={sort ?? ''}
        right={right}
        onSort={onSort}
      />
    );
  return (
    <tr className="h-8 bg-raised text-left text-ink-2 [&>th]:font-semibold [&>th:first-child]:pl-3">
      {list.selection === undefined ? null : <td />}
      {headOf('head', head.title, head.sort)}
      {columns.map((column) => headOf(column.name, column.title, column.sort, column.right))}
      {list.actions === undefined ? null : (
        <th scope="col">
          <span className="sr-only">{list.actionsTitle}</span>
        </th>
      )}
    </tr>
  );
}

function Table<Item>({ list }: { readonly list: RecordListProps<Item> }) {
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="sr-only">{list.caption}</caption>
      <colgroup>
        {list.selection === undefined ? null : <col className="w-10" />}
        <col className={list.head.width} />
        {list.columns.map((column) => (
          <col key={column.name} className={column.width} />
        ))}
        {list.actions === undefined ? null : <col className="w-24" />}
      </colgroup>
      <thead>
        <Heads list={list} />
      </thead>
      <tbody>
        {list.items.map((item, index) => (
          <Row key={list.keyOf(item, index)} item={item} list={list} />
        ))}
      </tbody>
    </table>
  );
}

/** One record where there is no room for a row: its name, and below it fact after fact. */
function Entry<Item>({
  item,
  list,
}: {
  readonly item: Item;
  readonly list: RecordListProps<Item>;
}) {
  const { selection } = list;
  const facts = list.columns.filter((column) => column.has?.(item) !== false);
  return (
    <li className="relative border-t border-rule px-3 py-3 first:border-t-0 focus-within:bg-selection">
      <div className="flex min-w-0 items-center gap-1">
        {selection === undefined ? null : <Pick item={item} by={selection} />}
        <div className="min-w-0 flex-1">
          <Name item={item} list={list} />
        </div>
      </div>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-sm [&>dt]:text-ink-3">
        {facts.map((column) => (
          <div key={column.name} className="contents">
            <dt>{column.title}</dt>
            <dd className="min-w-0 break-words">{column.cell(item)}</dd>
          </div>
        ))}
      </dl>
      {list.actions === undefined ? null : (
        <div className="relative z-10 mt-1.5">{list.actions(item)}</div>
      )}
    </li>
  );
}

/**
 * A list of records: a table, or where that has no room, a list of definition lists. Every list of the dashboard is
 * this one, save that of transfers, whose rows are drawn.
 */
export function RecordList<Item>(list: RecordListProps<Item>) {
  const wide = useWide();
  return (
    <div className="overflow-hidden rounded-table border border-rule bg-surface">
      {wide ? (
        <Table list={list} />
      ) : (
        <ul aria-label={list.caption}>
          {list.items.map((item, index) => (
            <Entry key={list.keyOf(item, index)} item={item} list={list} />
          ))}
        </ul>
      )}
    </div>
  );
}
