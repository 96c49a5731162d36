import type { Settings } from '../api/types';

export type Setting = Settings['items'][number];

export interface Group {
  /** The first word of its paths, such as `http`. */
  readonly name: string;
  readonly items: readonly Setting[];
}

/** A value as the configuration file has it; nothing where there is none. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 1);
}

function has({ path, value, description, variable }: Setting, word: string): boolean {
  return [path, valueText(value), description, variable].some((text) =>
    text.toLowerCase().includes(word),
  );
}

/**
 * The settings in which every word of `query` occurs, in the order they came, by the first word of their paths.
 * @param changedOnly only those that somebody has set
 */
export function matching(
  items: readonly Setting[],
  query: string,
  changedOnly: boolean,
): readonly Group[] {
  const words = query.toLowerCase().split(/\s+/u);
  const groups = new Map<string, Setting[]>();
  for (const item of items) {
    if (changedOnly && item.source === 'default') continue;
    if (!words.every((word) => has(item, word))) continue;
    const name = item.path.split('.')[0] ?? item.path;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return [...groups].map(([name, own]) => ({ name, items: own }));
}
