'use client';

import { memo, useEffect, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { ApiProblem } from '../api/client';
import { useSession } from '../api/queries';
import type { Total } from '../api/types';
import { useMay } from '../shell/permissions';
import { Button } from '../ui/button';
import { ExportMenu } from '../ui/export-menu';
import { Empty, LinkButton, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { SavedViews } from '../ui/saved-views';
import { useWide } from '../ui/use-wide';
import { exportQuery } from './api-query';
import { ColumnChoice } from './column-choice';
import { Facets } from './facets';
import { setLayout, useLayout } from './layout';
import { FilterChips, SearchBox } from './search-box';
import { filtersFromParams } from './search-grammar';
import type { TransferFilters } from './search-grammar';
import { TransferList } from './transfer-list';
import { useList, usePageState, viewQuery } from './use-list';

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

/** What can be done to the list as a whole. */
const Tools = memo(function Tools({ filters }: { readonly filters: TransferFilters }) {
  const may = useMay('transfers:export');
  const wide = useWide();
  const person = useSession().data?.operator?.name ?? '';
  const layout = useLayout(person);
  return (
    <>
      {wide ? (
        <ColumnChoice
          layout={layout}
          onLayout={(chosen) => {
            setLayout(person, chosen);
          }}
        />
      ) : null}
      {may ? <ExportMenu path="/api/v1/transfers/export" query={exportQuery(filters)} /> : null}
    </>
  );
});

/** What narrows the list. It stands as it is while pages are turned and rows opened. */
const Narrowing = memo(function Narrowing(props: {
  readonly filters: TransferFilters;
  readonly onChange: (filters: TransferFilters, how: 'push' | 'replace') => void;
  readonly view: string;
}) {
  return (
    <>
      <SearchBox filters={props.filters} onChange={props.onChange} />
      <div className="mt-1 mb-3 grid gap-2">
        <Facets filters={props.filters} onChange={props.onChange} />
        <FilterChips filters={props.filters} onChange={props.onChange} />
      </div>
      <SavedViews page="transfers" query={props.view} />
    </>
  );
});

/** The list of everything that was carried. */
export function TransfersPage() {
  const t = useTranslations('transfers');
  const state = usePageState();
  const { params, change, set } = state;
  const view = viewQuery(params);
  const filters = useMemo(() => filtersFromParams(new URLSearchParams(view)), [view]);
  const list = useList(filters, params);
  const { query, rows, fresh, show, total } = list;
  const badCursor = query.error instanceof ApiProblem && query.error.is('cursor-mismatch');
  useEffect(() => {
    if (badCursor) set('after', undefined);
  });
  return (
    <>
      <PageHead title={t('title')} sentence={<TotalText total={total} />}>
        <Tools filters={filters} />
      </PageHead>
      <Narrowing filters={filters} onChange={change} view={view} />
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
      <TransferList list={list} state={state} />
    </>
  );
}
