'use client';

import { FileUp, MailPlus, UserPlus } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { UsersQuery } from '../api/queries';
import { useUsers } from '../api/queries';
import type { UserPage } from '../api/types';
import { useMay } from '../shell/permissions';
import { buttonClass } from '../ui/button';
import { ExportMenu } from '../ui/export-menu';
import { INPUT } from '../ui/field';
import { ListSearch } from '../ui/list-search';
import { Menu } from '../ui/menu';
import { Empty, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { Pager } from '../ui/pager';
import { SavedViews } from '../ui/saved-views';
import { useQueryString } from '../url/query';
import { AddUserDialog } from './add-user';
import { BulkBar } from './bulk-bar';
import { Facets, quickParams } from './facets';
import type { Quick } from './facets';
import { HostChoice, HostNote, useListed } from './hosts';
import { selectionOf, usePicked } from './selection';
import type { Picked } from './selection';
import { UserList } from './user-list';

const STATUSES = ['active', 'locked'] as const;
const LEGACY = ['true', 'false'] as const;
const SORTS = ['jid', '-last-seen', '-created'] as const;

function queryFrom(params: URLSearchParams): UsersQuery {
  const status = STATUSES.find((known) => known === params.get('status'));
  const sort = SORTS.find((known) => known === params.get('sort')) ?? 'jid';
  const q = params.get('q');
  const host = params.get('host');
  const after = params.get('after');
  const legacy = LEGACY.find((known) => known === params.get('legacy'));
  const inactive = Number(params.get('inactive'));
  return {
    sort,
    limit: 50,
    ...(status === undefined ? {} : { status }),
    ...(q === null || q === '' ? {} : { q }),
    ...(host === null ? {} : { host }),
    ...(legacy === undefined ? {} : { legacy }),
    ...(Number.isInteger(inactive) && inactive > 0 ? { inactive } : {}),
    ...(after === null ? {} : { after }),
  };
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
  const take = (name: Quick): void => {
    const next = new URLSearchParams(params);
    for (const key of ['after', 'status', 'inactive', 'legacy']) next.delete(key);
    for (const [key, value] of Object.entries(quickParams(name))) next.set(key, value);
    write(next);
  };
  return { query: queryFrom(params), set, take };
}

/** What narrows the list, as a bulk change, an export and a saved view take it. */
function narrowingOf({ q, status, host, inactive, legacy }: UsersQuery): Record<string, string> {
  const pairs = Object.entries({ q, status, host, inactive, legacy });
  return Object.fromEntries(
    pairs.filter(([, value]) => value !== undefined).map(([key, value]) => [key, String(value)]),
  );
}

/** What the list is narrowed and ordered by. */
function Narrowing({ query, set }: Pick<ReturnType<typeof useUsersState>, 'query' | 'set'>) {
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
  readonly picked: Picked | undefined;
}) {
  const t = useTranslations('users');
  const { data, add } = props;
  const { query, set } = props.state;
  const filtered = Object.keys(narrowingOf(query)).some((key) => key !== 'host');
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
      selection={
        props.picked === undefined
          ? undefined
          : selectionOf(props.picked, (jid) => t('pick', { jid }))
      }
      sort={query.sort ?? 'jid'}
      onSort={(sort) => {
        set('sort', sort === 'jid' ? undefined : sort);
      }}
    />
  );
}

/** One door for everybody who comes new: by hand, by link, from a file. */
function AddPeople({ onAdd }: { readonly onAdd: () => void }) {
  const t = useTranslations('users');
  const mayInvite = useMay('invites:write');
  const item = `${buttonClass('quiet')} !justify-start text-ink`;
  return (
    <Menu
      end
      label={
        <>
          <UserPlus size={16} aria-hidden="true" /> {t('addPeople')}
        </>
      }
    >
      {(close) => (
        <div className="grid">
          <button
            type="button"
            className={item}
            onClick={() => {
              close();
              onAdd();
            }}
          >
            <UserPlus size={16} aria-hidden="true" /> {t('add')}
          </button>
          {mayInvite ? (
            <Link href="/invites?new=1" className={item}>
              <MailPlus size={16} aria-hidden="true" /> {t('invite')}
            </Link>
          ) : null}
          <Link href="/users/import" className={item}>
            <FileUp size={16} aria-hidden="true" /> {t('import')}
          </Link>
        </div>
      )}
    </Menu>
  );
}

/** The list with what can be done to many of it; a host server's accounts are changed one by one. */
function People(props: {
  readonly query: UsersQuery;
  readonly data: UserPage;
  readonly state: ReturnType<typeof useUsersState>;
  readonly add: ReactNode;
}) {
  const { query, data, state, add } = props;
  const narrowing = narrowingOf(query);
  const may = useMay('users:write');
  const picked = usePicked(JSON.stringify(narrowing));
  const ours = data.items.every(({ mode }) => mode === 'own' || mode === 'kept-here');
  return (
    <>
      <Found data={data} state={state} add={add} picked={may && ours ? picked : undefined} />
      <BulkBar picked={picked} items={data.items} total={data.total} narrowing={narrowing} />
    </>
  );
}

/** Everybody who has an account here. */
export function UsersPage() {
  const t = useTranslations('users');
  const may = useMay('users:write');
  const mayExport = useMay('users:export');
  const [adding, setAdding] = useState(false);
  const state = useUsersState();
  const { query, ready } = useListed(state.query);
  const users = useUsers(query, ready);
  const { data } = users;
  const add = may ? (
    <AddPeople
      onAdd={() => {
        setAdding(true);
      }}
    />
  ) : undefined;
  const sentence =
    data === undefined
      ? undefined
      : t(data.total.capped ? 'totalCapped' : 'total', { count: data.total.count });
  return (
    <>
      <PageHead title={t('title')} sentence={sentence}>
        {mayExport ? <ExportMenu path="/api/v1/users/export" query={narrowingOf(query)} /> : null}
        {add}
      </PageHead>
      <Narrowing query={query} set={state.set} />
      <Facets query={query} onTake={state.take} />
      <SavedViews page="users" query={new URLSearchParams(narrowingOf(state.query)).toString()} />
      {query.host === undefined ? null : <HostNote host={query.host} />}
      {users.isError ? <Problem error={users.error} onRetry={() => void users.refetch()} /> : null}
      {data === undefined ? null : <People query={query} data={data} state={state} add={add} />}
      <div className="mt-3 flex justify-end">
        <Pager
          after={query.after}
          next={data?.next}
          order="names"
          onGo={(cursor) => {
            state.set('after', cursor);
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
