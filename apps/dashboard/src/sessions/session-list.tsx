'use client';

import { useTranslations } from 'use-intl';
import { api } from '../api/client';
import { keys } from '../api/queries';
import type { ChatSession } from '../api/types';
import { useMay } from '../shell/permissions';
import { AskFirst } from '../ui/ask-first';
import { shellWord } from '../ui/command-line';
import { RecordList } from '../ui/record-list';
import type { Column } from '../ui/record-list';
import { Bytes, JidText, Moment } from '../ui/texts';

const bareJid = (jid: string): string => jid.split('/')[0] ?? jid;

function EndButton({ session }: { readonly session: ChatSession }) {
  const t = useTranslations('sessions');
  const { id, jid } = session;
  return (
    <AskFirst
      act={t('end')}
      named={t('endOne', { jid })}
      button={{ size: 'small' }}
      title={t('endTitle')}
      commands={[
        `waybill sessions kick ${shellWord(jid)}`,
        `DELETE /api/v1/sessions/${encodeURIComponent(id)}`,
      ]}
      keep={t('keep')}
      onAct={() => api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })}
      done={t('ended', { jid })}
      stale={[keys.sessions, keys.users]}
    >
      <p className="font-semibold break-all">
        <bdi>{jid}</bdi>
      </p>
      <p>{t('endHint')}</p>
    </AskFirst>
  );
}

/** How it signed in, and over what: no TLS is worth a second look. */
function Security({ session }: { readonly session: ChatSession }) {
  const t = useTranslations('sessions');
  return (
    <>
      <span translate="no">{session.mechanism}</span>{' '}
      {session.tls === null ? (
        <span className="font-semibold text-warn">{t('plain')}</span>
      ) : (
        <span className="text-ink-3" translate="no">
          {session.tls}
        </span>
      )}
    </>
  );
}

function Traffic({ session }: { readonly session: ChatSession }) {
  const t = useTranslations('sessions');
  return (
    <span className="whitespace-nowrap">
      <span className="sr-only">{t('received')} </span>
      <span aria-hidden="true">↓ </span>
      <Bytes value={session.bytesReceived} /> <span className="sr-only">{t('sent')} </span>
      <span aria-hidden="true">↑ </span>
      <Bytes value={session.bytesSent} />
    </span>
  );
}

/** Bound resources, each with a way to end it. */
export function SessionList({ items }: { readonly items: readonly ChatSession[] }) {
  const t = useTranslations('sessions');
  const may = useMay('sessions:kick');
  const columns: readonly Column<ChatSession>[] = [
    {
      name: 'state',
      title: t('columns.state'),
      width: 'w-20',
      cell: ({ show }) => t(`show.${show}`),
    },
    {
      name: 'address',
      title: t('columns.address'),
      width: 'w-32',
      cell: ({ address }) => <span translate="no">{address}</span>,
    },
    {
      name: 'tls',
      title: t('columns.tls'),
      width: 'w-48',
      cell: (session) => <Security session={session} />,
    },
    {
      name: 'since',
      title: t('columns.since'),
      width: 'w-24',
      cell: ({ since }) => <Moment at={since} form="relative" />,
    },
    {
      name: 'traffic',
      title: t('columns.traffic'),
      width: 'w-44',
      cell: (session) => <Traffic session={session} />,
    },
  ];
  return (
    <RecordList
      items={items}
      caption={t('caption')}
      keyOf={({ id }) => id}
      head={{ title: t('columns.jid') }}
      name={({ jid }) => <JidText jid={jid} plain />}
      href={({ jid }) => `/users/${encodeURIComponent(bareJid(jid))}`}
      columns={columns}
      {...(may
        ? {
            actionsTitle: t('columns.action'),
            actions: (session: ChatSession) => <EndButton session={session} />,
          }
        : {})}
    />
  );
}
