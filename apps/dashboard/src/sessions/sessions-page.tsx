'use client';

import { useTranslations } from 'use-intl';
import { useSessions } from '../api/queries';
import { useMay } from '../shell/permissions';
import { Empty, LinkButton, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { Pager } from '../ui/pager';
import { ListSearch } from '../ui/list-search';
import { useQueryString } from '../url/query';
import { SessionList } from './session-list';
import { EndMatching } from './end-matching';

/** Who is connected now. */
export function SessionsPage() {
  const t = useTranslations('sessions');
  const [params, write] = useQueryString();
  const q = params.get('q') ?? undefined;
  const after = params.get('after') ?? undefined;
  const query = useSessions(q, after);
  const { data } = query;
  const mayEnd = useMay('sessions:kick');
  const set = (key: string, value: string | undefined, how: 'push' | 'replace'): void => {
    const next = new URLSearchParams(params);
    next.delete('after');
    if (value === undefined) next.delete(key);
    else next.set(key, value);
    write(next, how);
  };
  return (
    <>
      <PageHead
        title={t('title')}
        sentence={data === undefined ? undefined : t('total', { count: data.total.count })}
      >
        {mayEnd && data !== undefined && data.total.count > 1 ? (
          <EndMatching q={q} count={data.total.count} />
        ) : null}
      </PageHead>
      <ListSearch
        label={t('search')}
        value={q}
        onChange={(value) => {
          set('q', value, 'replace');
        }}
      />
      {query.isError ? <Problem error={query.error} onRetry={() => void query.refetch()} /> : null}
      {data !== undefined && data.items.length === 0 ? (
        <div className="rounded-table border border-rule bg-surface">
          <Empty
            title={q === undefined ? t('empty') : t('noMatch')}
            action={<LinkButton href="/users">{t('toUsers')}</LinkButton>}
          >
            {q === undefined ? t('emptyHint') : t('noMatchHint')}
          </Empty>
        </div>
      ) : null}
      {data !== undefined && data.items.length > 0 ? <SessionList items={data.items} /> : null}
      <div className="mt-3 flex justify-end">
        <Pager
          after={after}
          next={data?.next}
          order="names"
          onGo={(cursor) => {
            set('after', cursor, 'push');
          }}
        />
      </div>
    </>
  );
}
