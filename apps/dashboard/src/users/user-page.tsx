'use client';

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ApiProblem } from '../api/client';
import { useSessions, useUser } from '../api/queries';
import type { UserDetail } from '../api/types';
import { EndAllOf } from '../sessions/end-matching';
import { SessionList } from '../sessions/session-list';
import { useMay } from '../shell/permissions';
import { Empty, LinkButton, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { Tabs } from '../ui/tabs';
import { Bytes, Moment, Unknown } from '../ui/texts';
import { useLastPathPart } from '../url/path';
import { useQueryString } from '../url/query';
import { Activity } from './activity';
import { HostNote } from './hosts';
import { Limits } from './limits';
import { Note } from './note';
import { OwnTransfers } from './own-transfers';
import { Roster } from './roster';
import { SignIns } from './sign-ins';
import { UserActions } from './user-actions';
import { UserStatus } from './user-list';

const TABS = [
  'activity',
  'transfers',
  'sign-ins',
  'sessions',
  'limits',
  'roster',
  'notes',
] as const;
type TabName = (typeof TABS)[number];

/** What a host server keeps to itself is no part of its accounts' pages. */
const KEPT_THERE: readonly TabName[] = ['transfers', 'sign-ins', 'sessions', 'notes'];

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="border-t border-rule py-2">
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Traffic({ traffic }: { readonly traffic: UserDetail['sent30d'] }) {
  const t = useTranslations('user');
  return (
    <>
      {t('traffic', { count: traffic.transfers })}
      {' · '}
      <Bytes value={traffic.bytes} />
    </>
  );
}

/** That nobody was ever seen is only known of accounts that are kept here. */
function LastSeen({ user }: { readonly user: UserDetail }) {
  const t = useTranslations('user');
  if (user.lastSeenAt !== null) return <Moment at={user.lastSeenAt} form="relative" />;
  return user.mode === 'managed-there' ? <Unknown label={t('keptThere')} /> : t('never');
}

function Facts({ user }: { readonly user: UserDetail }) {
  const t = useTranslations('user');
  return (
    <dl className="mb-6 grid gap-x-6 sm:grid-cols-2 lg:grid-cols-5">
      <Fact name={t('status')}>
        <UserStatus user={user} />
        {user.lockedReason === null ? null : (
          <span className="block text-sm text-ink-2">{user.lockedReason}</span>
        )}
        {user.lockedUntil === null ? null : (
          <span className="block text-sm text-ink-2">
            {t('lockedUntil')} <Moment at={user.lockedUntil} form="full" />
          </span>
        )}
      </Fact>
      <Fact name={t('lastSeen')}>
        <LastSeen user={user} />
        {user.lastSeenAddress === null ? null : (
          <bdi className="block text-sm text-ink-2" translate="no">
            {user.lastSeenAddress}
          </bdi>
        )}
      </Fact>
      <Fact name={t('sent30d')}>
        <Traffic traffic={user.sent30d} />
      </Fact>
      <Fact name={t('received30d')}>
        <Traffic traffic={user.received30d} />
      </Fact>
      <Fact name={t('created')}>
        {user.createdAt === null ? (
          <Unknown label={t('keptThere')} />
        ) : (
          <Moment at={user.createdAt} form="full" />
        )}
      </Fact>
    </dl>
  );
}

function OwnSessions({ jid }: { readonly jid: string }) {
  const t = useTranslations('user');
  const query = useSessions(jid, undefined);
  const mayEnd = useMay('sessions:kick');
  const items = (query.data?.items ?? []).filter(
    (session) => session.jid === jid || session.jid.startsWith(`${jid}/`),
  );
  if (query.isError) return <Problem error={query.error} />;
  if (query.data === undefined) return null;
  return items.length === 0 ? (
    <p className="rounded-table border border-rule bg-surface px-4 py-6 text-center text-ink-2">
      {t('noSessions')}
    </p>
  ) : (
    <div className="grid gap-3">
      <SessionList items={items} />
      {mayEnd ? (
        <div className="justify-self-end">
          <EndAllOf jid={jid} count={items.length} />
        </div>
      ) : null}
    </div>
  );
}

function Account({ user }: { readonly user: UserDetail }) {
  const t = useTranslations('user');
  const [params, write] = useQueryString();
  const [signInsAfter, setSignInsAfter] = useState<string>();
  const ours = user.mode === 'own' || user.mode === 'kept-here';
  const tabs = ours ? TABS : KEPT_THERE;
  const [first = 'transfers'] = tabs;
  const tab = tabs.find((name) => name === params.get('tab')) ?? first;
  const contents: Record<TabName, ReactNode> = {
    activity: <Activity jid={user.jid} />,
    transfers: <OwnTransfers jid={user.jid} />,
    limits: <Limits user={user} />,
    roster: <Roster jid={user.jid} />,
    notes: <Note user={user} />,
    'sign-ins': <SignIns jid={user.jid} after={signInsAfter} onGo={setSignInsAfter} />,
    sessions: <OwnSessions jid={user.jid} />,
  };
  return (
    <>
      <PageHead title={user.jid}>
        <UserActions user={user} />
      </PageHead>
      <HostNote host={user.host} />
      <Facts user={user} />
      <Tabs
        label={t('parts')}
        value={tab}
        onChange={(next) => {
          const changed = new URLSearchParams(params);
          if (next === first) changed.delete('tab');
          else changed.set('tab', next);
          write(changed);
        }}
        tabs={tabs.map((name) => ({ name, title: t(`tab.${name}`), content: contents[name] }))}
      />
    </>
  );
}

/** One account: who it is, what it sent, where it signed in from. */
export function UserPage() {
  const t = useTranslations('user');
  const jid = useLastPathPart();
  const query = useUser(jid);
  if (
    query.error instanceof ApiProblem &&
    (query.error.is('not-found') || query.error.is('invalid-jid'))
  ) {
    return (
      <Empty
        title={t('noSuch', { jid })}
        action={<LinkButton href="/users">{t('toList')}</LinkButton>}
      >
        {t('noSuchHint')}
      </Empty>
    );
  }
  if (query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  return query.data === undefined ? null : <Account user={query.data} />;
}
