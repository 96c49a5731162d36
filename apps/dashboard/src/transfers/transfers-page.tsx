'use client';

import { useCallback, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Total, TransferPage, TransferSummary } from '../api/types';
import { ApiProblem } from '../api/client';
import { useTransfers } from '../api/queries';
import { Button } from '../ui/button';
import { Empty, LinkButton, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { Pager } from '../ui/pager';
import { SavedViews } from '../ui/saved-views';
import { useQueryString } from '../url/query';
import { apiQuery, sortFromParams } from './api-query';
import { FilterChips, SearchBox } from './search-box';
import { filtersFromParams, paramsWithFilters } from './search-grammar';
import type { TransferFilters } from './search-grammar';
import { TransferRows } from './transfer-rows';

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

/**
 * The page of the list that an address asks for. Once shown it stands still: what came since is counted in `fresh`,
 * and `show` lets it in.
 */
function useList(filters: TransferFilters, params: URLSearchParams) {
  const address = params.toString();
  const isNewest = !params.has('after') && sortFromParams(params) === '-time';
  const query = useTransfers(apiQuery(filters, params), isNewest ? WATCH_MS : undefined);
  const [frozen, setFrozen] = useState<{ address: string; page: TransferPage }>();
  const page = query.isPlaceholderData ? undefined : query.data;
  const standing = frozen?.address === address && frozen.page.items.length > 0;
  if (!standing && page !== undefined && frozen?.page !== page) setFrozen({ address, page });
  const before = query.isPlaceholderData ? query.data : page;
  const shown = standing ? frozen.page : before;
  const { rows, fresh } = merged(shown?.items ?? [], page?.items ?? []);
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

function TotalText({ total }: { readonly total: Total | undefined }) {
  const t = useTranslations('transfers');
  if (total === undefined) return null;
  return total.capped
    ? t('totalCapped', { count: total.count })
    : t('total', { count: total.count });
}

function Nothing({
  filtered,
  onClear,
}: {
  readonly filtered: boolean;
  readonly onClear: () => void;
}) {
  const t = useTranslations('transfers');
  return (
    <div className="rounded-table border border-rule bg-surface">
      {filtered ? (
        <Empty title={t('noMatch')} action={<Button onClick={onClear}>{t('clear')}</Button>}>
          {t('noMatchHint')}
        </Empty>
      ) : (
        <Empty
          title={t('empty')}
          action={<LinkButton href="/users">{t('emptyAction')}</LinkButton>}
        >
          {t('emptyHint')}
        </Empty>
      )}
    </div>
  );
}

function usePageState() {
  const [params, write] = useQueryString();
  const text = params.toString();
  const change = useCallback(
    (filters: TransferFilters, how: 'push' | 'replace') => {
      write(paramsWithFilters(new URLSearchParams(text), filters), how);
    },
    [text, write],
  );
  const set = (key: string, value: string | undefined): void => {
    const next = new URLSearchParams(text);
    if (key !== 'after') next.delete('after');
    if (value === undefined) next.delete(key);
    else next.set(key, value);
    write(next);
  };
  return { params, change, set };
}

/** What came while the list was being read. It waits to be asked for, so that no row moves under a finger. */
function FreshBar({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  const t = useTranslations('transfers');
  return (
    <div aria-live="polite">
      {count === 0 ? null : (
        <Button className="mb-2 w-full text-accent" onClick={onShow}>
          {t('fresh', { count })}
        </Button>
      )}
    </div>
  );
}

/** What of the address makes a view: not the page one has turned to. */
function viewQuery(params: URLSearchParams): string {
  const kept = new URLSearchParams(params);
  kept.delete('after');
  return kept.toString();
}

/** The list of everything that was carried. */
export function TransfersPage() {
  const t = useTranslations('transfers');
  const { params, change, set } = usePageState();
  const filters = filtersFromParams(params);
  const { query, rows, fresh, show, next, total } = useList(filters, params);
  const badCursor = query.error instanceof ApiProblem && query.error.is('cursor-mismatch');
  useEffect(() => {
    if (badCursor) set('after', undefined);
  });
  return (
    <>
      <PageHead title={t('title')} sentence={<TotalText total={total} />} />
      <SearchBox filters={filters} onChange={change} />
      <div className="mt-1 mb-3">
        <FilterChips filters={filters} onChange={change} />
      </div>
      <SavedViews page="transfers" query={viewQuery(params)} />
      {query.isError && !badCursor ? (
        <Problem error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      <FreshBar count={fresh} onShow={show} />
      {query.data !== undefined && rows.length === 0 ? (
        <Nothing
          filtered={Object.keys(filters).length > 0}
          onClear={() => {
            change({}, 'push');
          }}
        />
      ) : null}
      {rows.length === 0 ? null : (
        <div className={query.isPlaceholderData ? 'opacity-60' : ''}>
          <TransferRows
            items={rows}
            caption={t('caption')}
            sort={sortFromParams(params)}
            onSort={(value) => {
              set('sort', value === '-time' ? undefined : value);
            }}
          />
        </div>
      )}
      <div className="mt-3 flex justify-end">
        <Pager
          after={params.get('after') ?? undefined}
          next={next}
          onGo={(cursor) => {
            set('after', cursor);
          }}
        />
      </div>
    </>
  );
}
