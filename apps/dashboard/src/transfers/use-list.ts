import { useCallback, useState } from 'react';
import { useTransfers, useTransfersAhead } from '../api/queries';
import type { TransferPage, TransferSummary } from '../api/types';
import { useQueryString } from '../url/query';
import { apiQuery, sortFromParams } from './api-query';
import { paramsWithFilters } from './search-grammar';
import type { TransferFilters } from './search-grammar';

const WATCH_MS = 5_000;

/** Rows stay where they are while they are read; what is already on the page is kept fresh. */
function merged(
  shown: readonly TransferSummary[],
  newest: readonly TransferSummary[],
): { rows: readonly TransferSummary[]; fresh: number } {
  const byId = new Map(newest.map((transfer) => [transfer.id, transfer]));
  const known = new Set(shown.map((transfer) => transfer.id));
  const first = newest.findIndex((transfer) => known.has(transfer.id));
  return {
    rows: shown.map((transfer) => byId.get(transfer.id) ?? transfer),
    fresh: first < 0 ? newest.length : first,
  };
}

/** What of the address the list follows: which row stands open beside it does not change it. */
export function listAddress(params: URLSearchParams): string {
  const kept = new URLSearchParams(params);
  kept.delete('row');
  return kept.toString();
}

function withCursor(params: URLSearchParams, after: string): URLSearchParams {
  const next = new URLSearchParams(params);
  next.set('after', after);
  return next;
}

/**
 * The page of the list that an address asks for. Once shown it stands still: what came since is counted in `fresh`,
 * and `show` lets it in.
 */
export function useList(filters: TransferFilters, params: URLSearchParams) {
  const address = listAddress(params);
  const isNewest = !params.has('after') && sortFromParams(params) === '-time';
  const query = useTransfers(apiQuery(filters, params), isNewest ? WATCH_MS : undefined);
  const [frozen, setFrozen] = useState<{ address: string; page: TransferPage }>();
  const page = query.isPlaceholderData ? undefined : query.data;
  const standing = frozen?.address === address && frozen.page.items.length > 0;
  if (!standing && page !== undefined && frozen?.page !== page) setFrozen({ address, page });
  const before = query.isPlaceholderData ? query.data : page;
  const shown = standing ? frozen.page : before;
  const { rows, fresh } = merged(shown?.items ?? [], page?.items ?? []);
  useTransfersAhead(page?.next ? apiQuery(filters, withCursor(params, page.next)) : undefined);
  return {
    query,
    rows,
    fresh: isNewest && rows.length > 0 ? fresh : 0,
    next: shown?.next,
    total: page?.total,
    show: () => {
      if (page !== undefined) setFrozen({ address, page });
    },
  };
}

/** What of the address makes a view: not the page one has turned to, nor the row that stands open. */
export function viewQuery(params: URLSearchParams): string {
  const kept = new URLSearchParams(listAddress(params));
  kept.delete('after');
  return kept.toString();
}

/** The query string as it stands: the address is ahead of what is drawn, and what comes next builds on it. */
const addressNow = (): URLSearchParams => new URLSearchParams(window.location.search);

/** Filters, order, page and open row: all of it is in the address. */
export function usePageState() {
  const [params, write] = useQueryString();
  const change = useCallback(
    (filters: TransferFilters, how: 'push' | 'replace') => {
      write(paramsWithFilters(addressNow(), filters), how);
    },
    [write],
  );
  const set = useCallback(
    (key: string, value: string | undefined, how: 'push' | 'replace' = 'push'): void => {
      const next = addressNow();
      // A cursor belongs to its order and filters; which row stands open changes neither.
      if (key !== 'after' && key !== 'row') next.delete('after');
      if (value === undefined) next.delete(key);
      else next.set(key, value);
      write(next, how);
    },
    [write],
  );
  return { params, change, set };
}
