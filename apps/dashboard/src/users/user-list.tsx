'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { UserSummary } from '../api/types';
import { JidText, Moment, Unknown } from '../ui/texts';
import { useWide } from '../ui/use-wide';

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
  if (user.sessions > 0) {
    return <span className="font-semibold text-ok">{t('online', { count: user.sessions })}</span>;
  }
  return user.lastSeenAt === null ? (
    <Unknown label={t('never')} />
  ) : (
    <Moment at={user.lastSeenAt} form="relative" />
  );
}

function UserTable({ items }: { readonly items: readonly UserSummary[] }) {
  const t = useTranslations('users');
  const columns = ['jid', 'status', 'lastSeen', 'address', 'created', 'note'] as const;
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="sr-only">{t('caption')}</caption>
      <colgroup>
        <col className="w-[28%]" />
        <col className="w-36" />
        <col className="w-32" />
        <col className="w-36" />
        <col className="w-32" />
        <col />
      </colgroup>
      <thead>
        <tr className="h-8 bg-raised text-left text-ink-2 [&>th]:px-2 [&>th]:font-semibold [&>th:first-child]:pl-3">
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((user) => (
          <tr
            key={user.jid}
            className="relative h-9 border-t border-rule focus-within:bg-selection hover:bg-raised [&>*]:px-2 [&>*:first-child]:pl-3"
          >
            <th scope="row" className="max-w-0 text-left font-normal">
              <Link
                href={userHref(user.jid)}
                prefetch={false}
                data-row-link=""
                className="block min-w-0 font-semibold after:absolute after:inset-0"
              >
                <JidText jid={user.jid} />
              </Link>
            </th>
            <td>
              <UserStatus user={user} />
            </td>
            <td>
              <LastSeen user={user} />
            </td>
            <td className="truncate text-ink-2" translate="no">
              {user.lastSeenAddress ?? <Unknown label={t('never')} />}
            </td>
            <td className="text-ink-2">
              <Moment at={user.createdAt} form="relative" />
            </td>
            <td className="max-w-0 truncate text-ink-2">{user.note ?? user.lockedReason ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function UserCard({ user }: { readonly user: UserSummary }) {
  const t = useTranslations('users');
  return (
    <li className="relative border-t border-rule px-3 py-3 first:border-t-0 focus-within:bg-selection">
      <Link
        href={userHref(user.jid)}
        prefetch={false}
        data-row-link=""
        className="block min-w-0 font-semibold after:absolute after:inset-0"
      >
        <JidText jid={user.jid} />
      </Link>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-sm [&>dt]:text-ink-3">
        <dt>{t('columns.status')}</dt>
        <dd>
          <UserStatus user={user} />
        </dd>
        <dt>{t('columns.lastSeen')}</dt>
        <dd>
          <LastSeen user={user} />
        </dd>
        {user.note === null ? null : (
          <>
            <dt>{t('columns.note')}</dt>
            <dd>{user.note}</dd>
          </>
        )}
      </dl>
    </li>
  );
}

/** Accounts as a table, or where that has no room, as definition lists. */
export function UserList({ items }: { readonly items: readonly UserSummary[] }) {
  const t = useTranslations('users');
  const wide = useWide();
  return (
    <div className="overflow-hidden rounded-table border border-rule bg-surface">
      {wide ? (
        <UserTable items={items} />
      ) : (
        <ul aria-label={t('caption')}>
          {items.map((user) => (
            <UserCard key={user.jid} user={user} />
          ))}
        </ul>
      )}
    </div>
  );
}
