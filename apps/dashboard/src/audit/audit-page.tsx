'use client';

import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { ApiProblem } from '../api/client';
import type { AuditEntry } from '../api/types';
import { useMay } from '../shell/permissions';
import { Dialog } from '../ui/dialog';
import { ExportMenu } from '../ui/export-menu';
import { Empty, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { Pager } from '../ui/pager';
import { SavedViews } from '../ui/saved-views';
import { useQueryString } from '../url/query';
import { AuditFilters } from './audit-filters';
import type { FilterKey } from './audit-filters';
import { AuditList } from './audit-list';
import { ChainState } from './chain-state';
import { EntryDetail } from './entry-detail';
import { useDeedText } from './entry-text';
import { KINDS, useAudit } from './queries';
import type { AuditQuery } from './queries';

const KEYS: readonly FilterKey[] = ['kind', 'actor', 'target', 'since', 'until'];

/** What of the address narrows the list, as the API takes it. */
function narrowingOf(params: URLSearchParams): Record<string, string> {
  const pairs = KEYS.map((key) => [key, params.get(key) ?? ''] as const);
  const known = (key: FilterKey, value: string): string =>
    key === 'kind' ? KINDS.filter((kind) => value.split(',').includes(kind)).join(',') : value;
  return Object.fromEntries(
    pairs.map(([key, value]) => [key, known(key, value)]).filter(([, value]) => value !== ''),
  ) as Record<string, string>;
}

function usePageState() {
  const [params, write] = useQueryString();
  const set = (key: FilterKey | 'after' | 'row', value: string | undefined): void => {
    // The address itself: two changes in quick succession must not undo each other.
    const next = new URLSearchParams(window.location.search);
    if (key !== 'row') next.delete('row');
    if (key !== 'row' && key !== 'after') next.delete('after');
    if (value === undefined) next.delete(key);
    else next.set(key, value);
    write(next);
  };
  const clear = (): void => {
    write(new URLSearchParams());
  };
  const hrefOf = ({ seq }: AuditEntry): string => {
    const next = new URLSearchParams(params);
    next.set('row', String(seq));
    return `/audit?${next.toString()}`;
  };
  return { params, set, clear, hrefOf };
}

function OpenEntry(props: {
  readonly entry: AuditEntry | undefined;
  readonly onClose: () => void;
}) {
  const deedText = useDeedText();
  const { entry, onClose } = props;
  return (
    <Dialog
      wide
      open={entry !== undefined}
      onClose={onClose}
      title={entry === undefined ? '' : deedText(entry)}
    >
      {entry === undefined ? null : <EntryDetail entry={entry} />}
    </Dialog>
  );
}

/** What was done here, by whom, and the proof that nobody rewrote it. */
export function AuditPage() {
  const t = useTranslations('audit');
  const all = useMay('audit:read');
  const { params, set, clear, hrefOf } = usePageState();
  const narrowing = narrowingOf(params);
  const after = params.get('after') ?? undefined;
  const query: AuditQuery = { ...narrowing, limit: 50, ...(after === undefined ? {} : { after }) };
  const audit = useAudit(query);
  const badCursor = audit.error instanceof ApiProblem && audit.error.is('cursor-mismatch');
  useEffect(() => {
    if (badCursor) set('after', undefined);
  });
  const items = audit.data?.items ?? [];
  return (
    <>
      <PageHead title={t('title')} sentence={all ? t('sentence') : t('sentenceOwn')}>
        {all ? <ExportMenu path="/api/v1/audit/export" query={narrowing} /> : null}
      </PageHead>
      {all ? <ChainState /> : null}
      <AuditFilters params={params} set={set} all={all} onClear={clear} />
      <SavedViews page="audit" query={new URLSearchParams(narrowing).toString()} />
      {audit.isError && !badCursor ? (
        <Problem error={audit.error} onRetry={() => void audit.refetch()} />
      ) : null}
      {audit.data !== undefined && items.length === 0 ? (
        <div className="rounded-table border border-rule bg-surface">
          <Empty title={t('noMatch')}>{t('noMatchHint')}</Empty>
        </div>
      ) : null}
      {items.length === 0 ? null : <AuditList items={items} hrefOf={hrefOf} />}
      <div className="mt-3 flex justify-end">
        <Pager
          after={after}
          next={audit.data?.next}
          onGo={(cursor) => {
            set('after', cursor);
          }}
        />
      </div>
      <OpenEntry
        entry={items.find(({ seq }) => String(seq) === params.get('row'))}
        onClose={() => {
          set('row', undefined);
        }}
      />
    </>
  );
}
