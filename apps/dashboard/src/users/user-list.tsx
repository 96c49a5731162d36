'use client';

import { useTranslations } from 'use-intl';
import type { ListedUser, UserSummary } from '../api/types';
import { RecordList } from '../ui/record-list';
import type { Column, Selection } from '../ui/record-list';
import { Bytes, JidText, Moment, Unknown } from '../ui/texts';

export const userHref = (jid: string): string => `/users/${encodeURIComponent(jid)}`;

/** Active or locked, with the older sign-in marked where it is on. */
export function UserStatus({ user }: { readonly user: UserSummary }) {
  const t = useTranslations('users');
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <span className={user.status === 'locked' ? 'font-semibold text-bad' : ''}>
        {t(`facet.${user.status}`)}
      </span>
      {user.legacySignIn === null ? null : (
        <span
          title={user.legacySignIn.reason}
          className="rounded-xs border border-warn px-1 text-xs leading-tight text-warn"
        >
          {t('legacyMark')}
        </span>
      )}
    </span>
  );
}

function LastSeen({ user }: { readonly user: UserSummary }) {
  const t = useTranslations('users');
  if (user.online === true) {
    // a host server says that somebody is online, and not always how often
    const count = user.sessions ?? 1;
    return <span className="font-semibold text-ok">{t('online', { count })}</span>;
  }
  return user.lastSeenAt === null ? (
    <Unknown label={user.mode === 'managed-there' ? t('keptThere') : t('never')} />
  ) : (
    <Moment at={user.lastSeenAt} form="relative" />
  );
}

/** What was measured; nothing for who moved nothing. */
function Traffic({ traffic }: { readonly traffic: ListedUser['sent30d'] }) {
  const t = useTranslations('users');
  if (traffic.transfers === 0) return <Unknown label={t('noTraffic')} />;
  return <Bytes value={traffic.bytes} />;
}

function useColumns(): readonly Column<ListedUser>[] {
  const t = useTranslations('users');
  return [
    {
      name: 'status',
      title: t('columns.status'),
      width: 'w-32',
      cell: (user) => <UserStatus user={user} />,
    },
    {
      name: 'lastSeen',
      title: t('columns.lastSeen'),
      width: 'w-32',
      sort: '-last-seen',
      cell: (user) => <LastSeen user={user} />,
    },
    {
      name: 'sent',
      title: t('columns.sent'),
      width: 'w-24',
      right: true,
      has: ({ sent30d }) => sent30d.transfers > 0,
      cell: ({ sent30d }) => <Traffic traffic={sent30d} />,
    },
    {
      name: 'received',
      title: t('columns.received'),
      width: 'w-28',
      right: true,
      has: ({ received30d }) => received30d.transfers > 0,
      cell: ({ received30d }) => <Traffic traffic={received30d} />,
    },
    {
      name: 'created',
      title: t('columns.created'),
      width: 'w-32',
      quiet: true,
      sort: '-created',
      cell: (user) =>
        user.createdAt === null ? (
          <Unknown label={t('keptThere')} />
        ) : (
          <Moment at={user.createdAt} form="relative" />
        ),
    },
    {
      name: 'note',
      title: t('columns.note'),
      quiet: true,
      has: (user) => (user.note ?? user.lockedReason) !== null,
      cell: (user) => user.note ?? user.lockedReason ?? '',
    },
  ];
}

/** Accounts, each leading to its page. */
export function UserList(props: {
  readonly items: readonly ListedUser[];
  readonly selection: Selection<ListedUser> | undefined;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
}) {
  const t = useTranslations('users');
  return (
    <RecordList
      items={props.items}
      selection={props.selection}
      caption={t('caption')}
      keyOf={({ jid }) => jid}
      head={{ title: t('columns.jid'), width: 'w-[28%]', sort: 'jid' }}
      name={({ jid }) => <JidText jid={jid} />}
      href={({ jid }) => userHref(jid)}
      columns={useColumns()}
      sort={props.sort}
      onSort={props.onSort}
    />
  );
}
