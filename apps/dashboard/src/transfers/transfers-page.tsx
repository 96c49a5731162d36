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

function useFrozenPage(page: TransferPage | undefined, address: string) {
  const [frozen, setFrozen] = useState<{ address: string; page: TransferPage }>();
  const current = frozen?.address === address ? frozen.page : undefined;
  if (current === undefined && page !== undefined) setFrozen({ address, page });
  const shown = current ?? page;
  const { rows, fresh } = merged(shown?.items ?? [], page?.items ?? []);
  const show = (): void => {
    if (page !== undefined) setFrozen({ address, page });
  };
  return { rows, fresh, show, next: shown?.next, total: page?.total };
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
  return { params, text, change, set };
}

/** The list of everything that was carried. */
export function TransfersPage() {
  const t = useTranslations('transfers');
  const { params, text, change, set } = usePageState();
  const filters = filtersFromParams(params);
  const after = params.get('after') ?? undefined;
  const sort = sortFromParams(params);
  const onFirstPage = after === undefined && sort === '-time';
  const query = useTransfers(apiQuery(filters, params), onFirstPage ? WATCH_MS : undefined);
  const { rows, fresh, show, next, total } = useFrozenPage(
    query.isPlaceholderData ? undefined : query.data,
    text,
  );
  const shownRows = rows.length === 0 && query.isPlaceholderData ? (query.data?.items ?? []) : rows;
  const badCursor = query.error instanceof ApiProblem && query.error.is('cursor-mismatch');
  useEffect(() => {
    if (badCursor) set('after', undefined);
  });
  const filtered = Object.keys(filters).length > 0;
  const clear = (): void => {
    change({}, 'push');
  };
  return (
    <>
      <PageHead title={t('title')} sentence={<TotalText total={total} />} />
      <SearchBox filters={filters} onChange={change} />
      <div className="mt-1 mb-3">
        <FilterChips filters={filters} onChange={change} />
      </div>
      {query.isError && !badCursor ? (
        <Problem error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      <div aria-live="polite">
        {onFirstPage && fresh > 0 && rows.length > 0 ? (
          <Button kind="plain" className="mb-2 w-full text-accent" onClick={show}>
            {t('fresh', { count: fresh })}
          </Button>
        ) : null}
      </div>
      {query.data !== undefined && shownRows.length === 0 && fresh === 0 ? (
        <Nothing filtered={filtered} onClear={clear} />
      ) : null}
      {shownRows.length > 0 ? (
        <div className={query.isPlaceholderData ? 'opacity-60' : ''}>
          <TransferRows
            items={shownRows}
            caption={t('caption')}
            sort={sort}
            onSort={(value) => {
              set('sort', value === '-time' ? undefined : value);
            }}
          />
        </div>
      ) : null}
      <div className="mt-3 flex justify-end">
        <Pager
          after={after}
          next={next}
          onGo={(cursor) => {
            set('after', cursor);
          }}
        />
      </div>
    </>
  );
}
