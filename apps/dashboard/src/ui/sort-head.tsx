'use client';

/** The head of a column, with a button where the list can be ordered by it. */
export function SortHead(props: {
  readonly name: string;
  /** What the column sorts by, as the address has it. */
  readonly value: string;
  readonly sort: string;
  readonly right?: boolean;
  readonly onSort: ((sort: string) => void) | undefined;
}) {
  const active = props.sort === props.value;
  const order = props.value.startsWith('-') ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      aria-sort={active ? order : undefined}
      className={`px-2 first:pl-3 ${props.right === true ? 'text-right' : 'text-left'}`}
    >
      {props.onSort === undefined ? (
        props.name
      ) : (
        <button
          type="button"
          className="h-8 rounded-control font-semibold hover:text-ink"
          onClick={() => props.onSort?.(props.value)}
        >
          {props.name}
          <span aria-hidden="true" className={active ? 'ml-1' : 'ml-1 opacity-0'}>
            {order === 'descending' ? '↓' : '↑'}
          </span>
        </button>
      )}
    </th>
  );
}
