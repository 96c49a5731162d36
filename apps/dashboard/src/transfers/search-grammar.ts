import type { TransferMethod, TransferReason, TransferState } from '../api/types';

/** What narrows the list of transfers: the same in the search box, in the chips and in the address. */
export interface TransferFilters {
  /** Part of the file name. */
  readonly q?: string;
  readonly from?: string;
  readonly to?: string;
  readonly party?: string;
  readonly status?: string;
  readonly method?: string;
  readonly reason?: string;
  /** `100MB..`, `..1GiB`, `1MB..2MB`. */
  readonly size?: string;
  /** ISO date or instant, or `7d`, `24h`. */
  readonly since?: string;
  readonly until?: string;
  readonly id?: string;
}

export type FilterKey = Exclude<keyof TransferFilters, 'q'>;

/** In the order in which tokens and chips are written. */
export const FILTER_KEYS: readonly FilterKey[] = [
  'from',
  'to',
  'party',
  'status',
  'method',
  'reason',
  'size',
  'since',
  'until',
  'id',
];

// Records, not lists: the compiler then says when the ledger learns a word that is missing here.
const STATE_NAMES: Readonly<Record<TransferState, true>> = {
  offered: true,
  accepted: true,
  streaming: true,
  stored: true,
  completed: true,
  'handed-over': true,
  declined: true,
  failed: true,
  cancelled: true,
  expired: true,
};
export const STATES = Object.keys(STATE_NAMES) as readonly TransferState[];

/** Short words for several states at once. */
const STATE_WORDS: Readonly<Record<string, string>> = {
  delivered: 'completed',
  done: 'completed',
  live: 'offered,accepted,streaming',
  running: 'streaming',
};

const METHOD_NAMES: Readonly<Record<TransferMethod, true>> = {
  'si-socks5': true,
  'si-ibb': true,
  'jingle-socks5': true,
  'jingle-ibb': true,
  'http-upload': true,
  oob: true,
  'socks5-proxy': true,
  si: true,
  jingle: true,
};
export const METHODS = Object.keys(METHOD_NAMES) as readonly TransferMethod[];

const METHOD_WORDS: Readonly<Record<string, string>> = {
  socks5: 'si-socks5,jingle-socks5,socks5-proxy',
  ibb: 'si-ibb,jingle-ibb',
  'in-band': 'si-ibb,jingle-ibb',
  upload: 'http-upload',
};

const REASON_NAMES: Readonly<Record<TransferReason, true>> = {
  declined: true,
  'offer-timeout': true,
  'no-common-method': true,
  'no-streamhost-reachable': true,
  'proxy-unreachable': true,
  'activation-timeout': true,
  'idle-timeout': true,
  'auth-failed': true,
  'peer-gone': true,
  'io-error': true,
  'size-mismatch': true,
  'hash-mismatch': true,
  'cancelled-by-sender': true,
  'cancelled-by-receiver': true,
  'cancelled-by-admin': true,
  'policy-size': true,
  'policy-type': true,
  'policy-pair': true,
  'quota-exceeded': true,
  'rate-limited': true,
  'server-shutdown': true,
  'server-restarted': true,
  'protocol-error': true,
};
export const REASONS = Object.keys(REASON_NAMES) as readonly TransferReason[];

/** A token whose value cannot be used; it stays in the box and filters nothing. */
export interface SearchProblem {
  readonly key: FilterKey;
  readonly value: string;
}

export interface ParsedSearch {
  readonly filters: TransferFilters;
  readonly problems: readonly SearchProblem[];
}

const TOKEN = /(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/gu;

function listOf(
  value: string,
  known: readonly string[],
  words: Readonly<Record<string, string>>,
): string | undefined {
  const names = value
    .toLowerCase()
    .split(',')
    .filter((name) => name !== '')
    .flatMap((name) => (words[name] ?? name).split(','));
  if (names.length === 0 || names.some((name) => !known.includes(name))) return undefined;
  return [...new Set(names)].join(',');
}

const SIZE = /^(\d+(?:\.\d+)?)([kmgt]?i?b)?$/iu;

/** `100MB`, `1.5GiB`, `4096` in bytes; units without `i` are decimal. Undefined if it is no size. */
export function parseSize(text: string): number | undefined {
  const match = SIZE.exec(text.trim());
  if (match === null) return undefined;
  const [, number = '', unit = ''] = match;
  const power = Math.max(0, 'kmgt'.indexOf(unit.charAt(0).toLowerCase()) + 1);
  const isUnit = /^[kmgt]/iu.test(unit);
  const base = /i/iu.test(unit) ? 1024 : 1000;
  return Math.round(Number(number) * (isUnit ? base ** power : 1));
}

/** `>100MB`, `<1GiB`, `1MB..2MB` as a range in the grammar of the address. */
function sizeRange(value: string): string | undefined {
  const open = /^(>=?|<=?)(.+)$/u.exec(value);
  if (open !== null) {
    const [, sign = '', size = ''] = open;
    if (parseSize(size) === undefined) return undefined;
    return sign.startsWith('>') ? `${size}..` : `..${size}`;
  }
  const [low = '', high = low, more] = value.split('..');
  if (more !== undefined || (low === '' && high === '')) return undefined;
  const fits = [low, high].every((end) => end === '' || parseSize(end) !== undefined);
  return fits ? value : undefined;
}

const AGO = /^(\d+)([hdw])$/u;
const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, w: 168 };

/** An instant in the grammar: `7d` (before now), `2026-04-01`, or ISO 8601. Undefined if it is none. */
export function parseInstant(text: string, now: number): Date | undefined {
  const ago = AGO.exec(text);
  if (ago !== null) {
    const [, count = '', unit = ''] = ago;
    return new Date(now - Number(count) * (HOURS[unit] ?? 0) * 3_600_000);
  }
  if (!/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?$/u.test(text)) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

function checked(key: FilterKey, value: string): string | undefined {
  switch (key) {
    case 'status':
      return listOf(value, STATES, STATE_WORDS);
    case 'method':
      return listOf(value, METHODS, METHOD_WORDS);
    case 'reason':
      return listOf(value, REASONS, {});
    case 'size':
      return sizeRange(value);
    case 'since':
    case 'until':
      return parseInstant(value, Date.now()) === undefined ? undefined : value;
    case 'id':
      return /^(?:wb-)?[\w-]+$/iu.test(value) ? value : undefined;
    case 'from':
    case 'to':
    case 'party':
      return value === '' ? undefined : value;
  }
}

const isFilterKey = (key: string): key is FilterKey => FILTER_KEYS.some((known) => known === key);

/** Reads the search box: words look in the file name, `key:value` narrows. A repeated key takes its last value. */
export function parseSearch(text: string): ParsedSearch {
  const words: string[] = [];
  const found: Partial<Record<keyof TransferFilters, string>> = {};
  const problems: SearchProblem[] = [];
  for (const [whole, key, quoted, plain] of text.matchAll(TOKEN)) {
    const value = quoted ?? plain ?? '';
    if (key === undefined || !isFilterKey(key)) {
      words.push(key === undefined ? value : whole);
      continue;
    }
    const usable = checked(key, value);
    if (usable === undefined) problems.push({ key, value });
    else found[key] = usable;
  }
  // A trailing `key:` is a token being typed, not a word to look for.
  const name = words.filter((word) => !FILTER_KEYS.some((key) => word === `${key}:`)).join(' ');
  return { filters: name === '' ? found : { q: name, ...found }, problems };
}

const quoted = (value: string): string =>
  /[\s"]/u.test(value) ? `"${value.replaceAll('"', '')}"` : value;

/** The search box's text for these filters: `parseSearch` of it gives them back. */
export function formatSearch(filters: TransferFilters): string {
  const tokens = FILTER_KEYS.flatMap((key) => {
    const value = filters[key];
    return value === undefined ? [] : [`${key}:${quoted(value)}`];
  });
  return [filters.q, ...tokens].filter((part) => part !== undefined && part !== '').join(' ');
}

/** The filters that an address carries. What it holds beside them is left alone. */
export function filtersFromParams(params: URLSearchParams): TransferFilters {
  const found: Partial<Record<keyof TransferFilters, string>> = {};
  const q = params.get('q');
  if (q !== null && q !== '') found.q = q;
  for (const key of FILTER_KEYS) {
    const usable = checked(key, params.get(key) ?? '');
    if (params.has(key) && usable !== undefined) found[key] = usable;
  }
  return found;
}

/** `params` with exactly these filters, and back on the first page: a cursor belongs to its filter. */
export function paramsWithFilters(
  params: URLSearchParams,
  filters: TransferFilters,
): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete('after');
  for (const key of ['q', ...FILTER_KEYS] as const) {
    const value = filters[key];
    if (value === undefined || value === '') next.delete(key);
    else next.set(key, value);
  }
  return next;
}
