import { formatSearch, paramsWithFilters, parseSearch } from '../transfers/search-grammar';

/** What was typed into the palette, understood. */
export interface PaletteQuery {
  /** What to look for in labels and among people, the verb taken off. */
  readonly words: string;
  readonly verb?: 'lock' | 'cancel';
  /** A waybill's number. */
  readonly waybill?: string;
}

// Verbs of both languages: a colleague's words work whatever the page speaks.
const VERBS: Readonly<Record<string, NonNullable<PaletteQuery['verb']>>> = {
  lock: 'lock',
  锁定: 'lock',
  cancel: 'cancel',
  取消: 'cancel',
};

const WAYBILL = /^(?:wb-[0-9a-z]{4,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/iu;

/** Reads `lock mallory`, `cancel wb-7K3Q9F`, `wb-7K3Q9F`, or words. */
export function parsePalette(text: string): PaletteQuery {
  const typed = text.trim();
  const [first = '', ...others] = typed.split(/\s+/u);
  const verb = VERBS[first.toLowerCase()];
  const words = verb === undefined || others.length === 0 ? typed : others.join(' ');
  return {
    words,
    ...(verb === undefined || words === typed ? {} : { verb }),
    ...(WAYBILL.test(words) ? { waybill: words } : {}),
  };
}

/** Whether each of the words is part of the label. */
export function fits(label: string, words: string): boolean {
  const text = label.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}

/** Who is called so, then whose name begins so, then the others, each in the order they came. */
export function bestFirst(jids: readonly string[], words: string): readonly string[] {
  const wanted = words.toLowerCase();
  const rank = (jid: string): number => {
    const text = jid.toLowerCase();
    if (text === wanted || text.startsWith(`${wanted}@`)) return 0;
    return text.startsWith(wanted) ? 1 : 2;
  };
  return jids.toSorted((a, b) => rank(a) - rank(b));
}

/** The list of transfers that a text asks for, in the grammar of its search box. */
export function transfersHref(text: string): string {
  const params = paramsWithFilters(new URLSearchParams(), parseSearch(text).filters).toString();
  return params === '' ? '/transfers' : `/transfers?${params}`;
}

/** How that text would stand in the search box. */
export const asSearch = (text: string): string => formatSearch(parseSearch(text).filters);

/** The page that does the verb asks before it does. */
export const userHref = (jid: string, verb?: PaletteQuery['verb']): string =>
  `/users/${encodeURIComponent(jid)}${verb === 'lock' ? '?do=lock' : ''}`;

export const waybillHref = (id: string, verb?: PaletteQuery['verb']): string =>
  `/transfers/${encodeURIComponent(id)}${verb === 'cancel' ? '?do=cancel' : ''}`;
