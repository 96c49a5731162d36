'use client';

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { UsersQuery } from '../api/queries';
import { useUsers } from '../api/queries';
import type { UserPage } from '../api/types';
import { useMay } from '../shell/permissions';
import { Button } from '../ui/button';
import { INPUT } from '../ui/field';
import { ListSearch } from '../ui/list-search';
import { Empty, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { Pager } from '../ui/pager';
import { useQueryString } from '../url/query';
import { AddUserDialog } from './add-user';
import { HostChoice, HostNote, useListed } from './hosts';
import { UserList } from './user-list';

const STATUSES = ['active', 'locked'] as const;
const SORTS = ['jid', '-last-seen', '-created'] as const;

function queryFrom(params: URLSearchParams): UsersQuery {
  const status = STATUSES.find((known) => known === params.get('status'));
  const sort = SORTS.find((known) => known === params.get('sort')) ?? 'jid';
  const q = params.get('q');
  const host = params.get('host');
  const after = params.get('after');
  return {
    sort,
    limit: 50,
    ...(status === undefined ? {} : { status }),
    ...(q === null || q === '' ? {} : { q }),
    ...(host === null ? {} : { host }),
    ...(after === null ? {} : { after }),
  };
}

function Facets(props: {
  readonly status: string | undefined;
  readonly onChange: (status: string | undefined) => void;
}) {
  const t = useTranslations('users');
  return (
    <div role="group" aria-label={t('facets')} className="flex gap-1">
      {([undefined, ...STATUSES] as const).map((status) => (
        <Button
          key={status ?? 'all'}
          kind={props.status === status ? 'plain' : 'quiet'}
          className={props.status === status ? 'font-semibold' : ''}
          aria-pressed={props.status === status}
          onClick={() => {
            props.onChange(status);
          }}
        >
          {t(`facet.${status ?? 'all'}`)}
        </Button>
      ))}
    </div>
  );
}

function SortChoice(props: {
  readonly sort: string | undefined;
  readonly onChange: (sort: string | undefined) => void;
}) {
  const t = useTranslations('users');
  return (
    <label className="flex items-center gap-2 whitespace-nowrap text-ink-2">
      {t('sortBy')}
      <select
        value={props.sort}
        className={`${INPUT} h-8 w-auto`}
        onChange={(event) => {
          props.onChange(event.target.value === 'jid' ? undefined : event.target.value);
        }}
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sort.${sort}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function useUsersState() {
  const [params, write] = useQueryString();
  const set = (key: string, value: string | undefined, how: 'push' | 'replace' = 'push'): void => {
    const next = new URLSearchParams(params);
    next.delete('after');
    if (value === undefined) next.delete(key);
    else next.set(key, value);
    write(next, how);
  };
  return { query: queryFrom(params), set };
}

/** What the list is narrowed and ordered by. */
function Narrowing({ query, set }: ReturnType<typeof useUsersState>) {
  const t = useTranslations('users');
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4">
      <div className="min-w-64 flex-1">
        <ListSearch
          label={t('search')}
          value={query.q}
          onChange={(value) => {
            set('q', value, 'replace');
          }}
        />
      </div>
      <div className="mb-3 flex flex-wrap items-center gap-4">
        <HostChoice
          host={query.host}
          onChange={(host) => {
            set('host', host);
          }}
        />
        <Facets
          status={query.status}
          onChange={(status) => {
            set('status', status);
          }}
        />
        <SortChoice
          sort={query.sort}
          onChange={(sort) => {
            set('sort', sort);
          }}
        />
      </div>
    </div>
  );
}

/** The page of accounts that was asked for, or why there is none. */
function Found(props: {
  readonly data: UserPage;
  readonly state: ReturnType<typeof useUsersState>;
  readonly add: ReactNode;
}) {
  const t = useTranslations('users');
  const { data, add } = props;
  const { query, set } = props.state;
  const filtered = query.q !== undefined || query.status !== undefined;
  if (data.items.length === 0) {
    return (
      <div className="rounded-table border border-rule bg-surface">
        <Empty title={filtered ? t('noMatch') : t('empty')} action={filtered ? undefined : add}>
          {filtered ? t('noMatchHint') : t('emptyHint')}
        </Empty>
      </div>
    );
  }
  return (
    <UserList
      items={data.items}
      sort={query.sort ?? 'jid'}
      onSort={(sort) => {
        set('sort', sort === 'jid' ? undefined : sort);
      }}
    />
  );
}

/** Everybody who has an account here. */
export function UsersPage() {
  const t = useTranslations('users');
  const may = useMay('users:write');
  const [adding, setAdding] = useState(false);
  const state = useUsersState();
  const { set } = state;
  const { query, ready } = useListed(state.query);
  const users = useUsers(query, ready);
  const { data } = users;
  const add = may ? (
    <Button
      kind="primary"
      onClick={() => {
        setAdding(true);
      }}
    >
      <UserPlus size={16} aria-hidden="true" /> {t('add')}
    </Button>
  ) : undefined;
  const sentence =
    data === undefined
      ? undefined
      : t(data.total.capped ? 'totalCapped' : 'total', { count: data.total.count });
  return (
    <>
      <PageHead title={t('title')} sentence={sentence}>
        {add}
      </PageHead>
      <Narrowing query={query} set={set} />
      {query.host === undefined ? null : <HostNote host={query.host} />}
      {users.isError ? <Problem error={users.error} onRetry={() => void users.refetch()} /> : null}
      {data === undefined ? null : <Found data={data} state={state} add={add} />}
      <div className="mt-3 flex justify-end">
        <Pager
          after={query.after}
          next={data?.next}
          order="names"
          onGo={(cursor) => {
            set('after', cursor);
          }}
        />
      </div>
      <AddUserDialog
        domain={query.host}
        open={adding}
        onClose={() => {
          setAdding(false);
        }}
      />
    </>
  );
}
