import type { TransfersQuery } from '../api/queries';
import { parseInstant } from './search-grammar';
import type { TransferFilters } from './search-grammar';

/** Moments before now are asked for by the minute, so that the same question finds its cached answer. */
const MINUTE_MS = 60_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

function instant(text: string): string | undefined {
  // The server knows where a day begins and ends.
  if (DAY.test(text)) return text;
  const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  return parseInstant(text, now)?.toISOString();
}

export type TransferSort = NonNullable<TransfersQuery['sort']>;
const SORTS: readonly TransferSort[] = ['-time', '-bytes', '-duration', '-rate'];

/** The order that an address asks for; by time where it asks for none we know. */
export function sortFromParams(params: URLSearchParams): TransferSort {
  return SORTS.find((sort) => sort === params.get('sort')) ?? '-time';
}

const PAGE_SIZES: readonly number[] = [50, 100, 200];

/** Rows on a page: 50, 100 or 200. */
export function limitFromParams(params: URLSearchParams): number {
  return PAGE_SIZES.find((size) => String(size) === params.get('limit')) ?? 50;
}

/** The filters alone as the API takes them: an id is looked for among the words. */
export function exportQuery(filters: TransferFilters): Record<string, string> {
  const { id, q = id, since, until, ...same } = filters;
  const entries = {
    ...same,
    q,
    since: since === undefined ? undefined : instant(since),
    until: until === undefined ? undefined : instant(until),
  };
  const given = Object.entries(entries).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Record<string, string>;
}

/** The filters, order and page of an address as the API takes them. */
export function apiQuery(filters: TransferFilters, params: URLSearchParams): TransfersQuery {
  const after = params.get('after');
  return {
    ...exportQuery(filters),
    ...(after === null ? {} : { after }),
    sort: sortFromParams(params),
    limit: limitFromParams(params),
  };
}
