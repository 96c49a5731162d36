'use client';

import { useTranslations } from 'use-intl';
import { api } from '../api/client';
import type { ApiKey } from '../api/types';
import { dangerous } from '../shell/step-up';
import { AskFirst } from '../ui/ask-first';
import { RecordList } from '../ui/record-list';
import type { Column } from '../ui/record-list';
import { Moment, Unknown } from '../ui/texts';
import { KEYS } from './queries';

function RevokeButton({ apiKey }: { readonly apiKey: ApiKey }) {
  const t = useTranslations('keys');
  const { id, name } = apiKey;
  return (
    <AskFirst
      act={t('revoke')}
      named={t('revokeOne', { name })}
      button={{ size: 'small' }}
      title={t('revokeTitle')}
      commands={[`waybill token revoke ${id}`, `DELETE /api/v1/keys/${id}`]}
      keep={t('keep')}
      onAct={() => dangerous(() => api.DELETE('/api/v1/keys/{id}', { params: { path: { id } } }))}
      done={t('revoked', { name })}
      stale={[KEYS]}
    >
      <p className="font-semibold break-words">
        <bdi>{name}</bdi>
      </p>
      <p>{t('revokeHint')}</p>
    </AskFirst>
  );
}

const TONES = { open: 'font-semibold text-ok', expired: 'text-ink-3', revoked: 'text-ink-3' };

function LastUse({ apiKey }: { readonly apiKey: ApiKey }) {
  const t = useTranslations('keys');
  const { lastUsedAt, lastUsedAddress } = apiKey;
  if (lastUsedAt === null) return <Unknown label={t('notUsed')} />;
  return (
    <>
      <Moment at={lastUsedAt} form="relative" />
      {lastUsedAddress === null ? null : (
        <span className="text-ink-3" translate="no">
          {' · '}
          <bdi>{lastUsedAddress}</bdi>
        </span>
      )}
    </>
  );
}

function useColumns(): readonly Column<ApiKey>[] {
  const t = useTranslations('keys');
  return [
    {
      name: 'status',
      title: t('columns.status'),
      width: 'w-24',
      cell: ({ status }) => <span className={TONES[status]}>{t(`status.${status}`)}</span>,
    },
    {
      name: 'scopes',
      title: t('scopes'),
      cell: ({ scopes }) => (
        <span className="font-mono text-xs" translate="no" title={scopes.join('\n')}>
          {scopes.join(', ')}
        </span>
      ),
    },
    {
      name: 'lastUsed',
      title: t('columns.lastUsed'),
      width: 'w-44',
      cell: (apiKey) => <LastUse apiKey={apiKey} />,
    },
    {
      name: 'expires',
      title: t('columns.expires'),
      width: 'w-28',
      cell: ({ expiresAt }) =>
        expiresAt === null ? t('never') : <Moment at={expiresAt} form="relative" />,
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

/** API keys, each with a way to end it while it is open. */
export function KeyList({ items }: { readonly items: readonly ApiKey[] }) {
  const t = useTranslations('keys');
  return (
    <RecordList
      items={items}
      caption={t('caption')}
      keyOf={({ id }) => id}
      head={{ title: t('name'), width: 'w-48' }}
      name={({ name }) => (
        <span className="block truncate font-semibold">
          <bdi>{name}</bdi>
        </span>
      )}
      columns={useColumns()}
      actionsTitle={t('columns.action')}
      actions={(apiKey) => (apiKey.status === 'open' ? <RevokeButton apiKey={apiKey} /> : null)}
    />
  );
}
