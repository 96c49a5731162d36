'use client';

import { useTranslations } from 'use-intl';
import { api } from '../api/client';
import type { Invite } from '../api/types';
import { AskFirst } from '../ui/ask-first';
import { RecordList } from '../ui/record-list';
import type { Column } from '../ui/record-list';
import { Moment, Unknown } from '../ui/texts';
import { INVITES } from './queries';

function useName(): (invite: Invite) => string {
  const t = useTranslations('invites');
  return ({ note, domain }) => note ?? t('unnamed', { domain });
}

function RevokeButton({ invite }: { readonly invite: Invite }) {
  const t = useTranslations('invites');
  const name = useName()(invite);
  return (
    <AskFirst
      act={t('revoke')}
      named={t('revokeOne', { name })}
      button={{ size: 'small' }}
      title={t('revokeTitle')}
      commands={[`waybill invite revoke ${invite.id}`, `DELETE /api/v1/invites/${invite.id}`]}
      keep={t('keep')}
      onAct={() => api.DELETE('/api/v1/invites/{id}', { params: { path: { id: invite.id } } })}
      done={t('revoked', { name })}
      stale={[INVITES]}
    >
      <p className="font-semibold break-words">
        <bdi>{name}</bdi>
      </p>
      <p>{t('revokeHint', { count: invite.uses })}</p>
    </AskFirst>
  );
}

const TONES = {
  open: 'font-semibold text-ok',
  used: '',
  expired: 'text-ink-3',
  revoked: 'text-ink-3',
};

function useColumns(): readonly Column<Invite>[] {
  const t = useTranslations('invites');
  return [
    {
      name: 'status',
      title: t('columns.status'),
      width: 'w-24',
      cell: ({ status }) => <span className={TONES[status]}>{t(`status.${status}`)}</span>,
    },
    {
      name: 'uses',
      title: t('columns.uses'),
      width: 'w-20',
      cell: ({ uses, maxUses }) => t('uses', { count: uses, most: maxUses }),
    },
    {
      name: 'domain',
      title: t('columns.domain'),
      width: 'w-36',
      quiet: true,
      cell: ({ domain }) => <bdi translate="no">{domain}</bdi>,
    },
    {
      name: 'expires',
      title: t('columns.expires'),
      width: 'w-28',
      cell: ({ expiresAt }) => <Moment at={expiresAt} form="relative" />,
    },
    {
      name: 'lastUsed',
      title: t('columns.lastUsed'),
      width: 'w-28',
      quiet: true,
      has: ({ lastUsedAt }) => lastUsedAt !== null,
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? (
          <Unknown label={t('notUsed')} />
        ) : (
          <Moment at={lastUsedAt} form="relative" />
        ),
    },
    {
      name: 'by',
      title: t('columns.by'),
      width: 'w-36',
      quiet: true,
      cell: ({ createdBy, createdAt }) => (
        <>
          <bdi>{createdBy}</bdi> · <Moment at={createdAt} form="relative" />
        </>
      ),
    },
  ];
}

/** Invitations, each with a way to end it while it is open. */
export function InviteList({ items }: { readonly items: readonly Invite[] }) {
  const t = useTranslations('invites');
  const nameOf = useName();
  return (
    <RecordList
      items={items}
      caption={t('caption')}
      keyOf={({ id }) => id}
      head={{ title: t('columns.note') }}
      name={(invite) => (
        <span className={`block truncate ${invite.note === null ? 'text-ink-2' : 'font-semibold'}`}>
          <bdi>{nameOf(invite)}</bdi>
        </span>
      )}
      columns={useColumns()}
      actionsTitle={t('columns.action')}
      actions={(invite) => (invite.status === 'open' ? <RevokeButton invite={invite} /> : null)}
    />
  );
}
