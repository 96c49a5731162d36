import { useSyncExternalStore } from 'react';

/** The facts of a transfer that a row can show. */
export const COLUMNS = [
  'time',
  'id',
  'from',
  'route',
  'to',
  'file',
  'bytes',
  'outcome',
  'duration',
  'rate',
  'method',
  'type',
  'evidence',
  'host',
] as const;
export type ColumnName = (typeof COLUMNS)[number];

export const DENSITIES = ['compact', 'normal', 'roomy'] as const;
export type Density = (typeof DENSITIES)[number];

/** Which columns one wants to see, in which order, and how close the rows stand. */
export interface Layout {
  readonly columns: readonly ColumnName[];
  readonly density: Density;
}

export const USUAL: Layout = {
  columns: ['time', 'id', 'from', 'route', 'to', 'file', 'bytes', 'outcome'],
  density: 'normal',
};

/** Beside an open waybill there is room for these, and on a large screen for those. */
const SLIM: ReadonlySet<ColumnName> = new Set(['time', 'route', 'file', 'outcome']);
const SLIM_LARGE: ReadonlySet<ColumnName> = new Set([...SLIM, 'from', 'to']);

/** The columns that are left while a waybill stands open beside the list. */
export function slimColumns(
  columns: readonly ColumnName[],
  isLarge: boolean,
): readonly ColumnName[] {
  const left = columns.filter((name) => (isLarge ? SLIM_LARGE : SLIM).has(name));
  return left.length === 0 ? columns.slice(0, 4) : left;
}

/** What was kept, as far as this build knows it: names of older and newer builds are left out. */
export function readLayout(text: string | null): Layout {
  if (text === null) return USUAL;
  try {
    const { columns, density } = JSON.parse(text) as Partial<Record<keyof Layout, unknown>>;
    const wanted: readonly unknown[] = Array.isArray(columns) ? columns : [];
    const known = [...new Set(wanted)].flatMap((name) => COLUMNS.filter((one) => one === name));
    return {
      columns: known.length === 0 ? USUAL.columns : known,
      density: DENSITIES.find((name) => name === density) ?? USUAL.density,
    };
  } catch {
    // Not ours, or cut off: begin again.
    return USUAL;
  }
}

const keyOf = (person: string): string => `waybill.transfers.${person}`;
const layouts = new Map<string, Layout>();
const listeners = new Set<() => void>();

function stored(person: string): string | null {
  try {
    return window.localStorage.getItem(keyOf(person));
  } catch {
    return null;
  }
}

function layoutOf(person: string): Layout {
  const known = layouts.get(person);
  if (known !== undefined) return known;
  const read = readLayout(stored(person));
  layouts.set(person, read);
  return read;
}

/** How this person wants the list of transfers, kept in the browser. */
export function useLayout(person: string): Layout {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => layoutOf(person),
    () => USUAL,
  );
}

/** Keeps a layout; where the browser keeps nothing, until the page is left. */
export function setLayout(person: string, layout: Layout): void {
  layouts.set(person, layout);
  try {
    window.localStorage.setItem(keyOf(person), JSON.stringify(layout));
  } catch (error) {
    console.warn('the columns are kept for this page only', error);
  }
  for (const listener of listeners) listener();
}
