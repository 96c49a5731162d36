'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../api/client';
import { keys } from '../api/queries';
import type { ChatSession } from '../api/types';
import { useMay } from '../shell/permissions';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Bytes, JidText, Moment } from '../ui/texts';
import { say } from '../ui/toasts';
import { useWide } from '../ui/use-wide';

const bareJid = (jid: string): string => jid.split('/')[0] ?? jid;

function EndButton({ session }: { readonly session: ChatSession }) {
  const t = useTranslations('sessions');
  const may = useMay('sessions:kick');
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const end = useMutation({
    mutationFn: () => api.DELETE('/api/v1/sessions/{id}', { params: { path: { id: session.id } } }),
    onSuccess: () => {
      setAsking(false);
      say(t('ended', { jid: session.jid }));
      void client.invalidateQueries({ queryKey: keys.sessions });
      void client.invalidateQueries({ queryKey: keys.users });
    },
  });
  if (!may) return null;
  const close = (): void => {
    setAsking(false);
    end.reset();
  };
  return (
    <>
      <Button
        size="small"
        aria-label={t('endOne', { jid: session.jid })}
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('end')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('endTitle')}
        commands={[
          `waybill sessions kick ${session.jid}`,
          `DELETE /api/v1/sessions/${encodeURIComponent(session.id)}`,
        ]}
        error={end.error}
        busy={end.isPending}
        keep={t('keep')}
        act={t('end')}
        onClose={close}
        onAct={() => {
          end.mutate();
        }}
      >
        <p className="font-semibold break-all">
          <bdi>{session.jid}</bdi>
        </p>
        <p>{t('endHint')}</p>
      </ConfirmDialog>
    </>
  );
}

function Security({ session }: { readonly session: ChatSession }) {
  const t = useTranslations('sessions');
  return session.tls === null ? (
    <span className="text-warn">{t('plain')}</span>
  ) : (
    <span translate="no">{session.tls}</span>
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

function Who({ session }: { readonly session: ChatSession }) {
  return (
    <Link
      href={`/users/${encodeURIComponent(bareJid(session.jid))}`}
      data-row-link=""
      prefetch={false}
      className="block min-w-0 rounded-control text-accent hover:underline"
    >
      <JidText jid={session.jid} plain />
    </Link>
  );
}

function SessionRow({ session }: { readonly session: ChatSession }) {
  const t = useTranslations('sessions');
  return (
    <tr className="h-10 border-t border-rule hover:bg-raised [&>*]:px-2 [&>*:first-child]:pl-3">
      <th scope="row" className="max-w-0 text-left font-normal">
        <Who session={session} />
      </th>
      <td>{t(`show.${session.show}`)}</td>
      <td className="truncate" translate="no">
        {session.address}
      </td>
      <td>
        <Security session={session} />
      </td>
      <td className="truncate" translate="no">
        {session.mechanism}
      </td>
      <td>
        <Moment at={session.since} form="relative" />
      </td>
      <td>
        <Traffic session={session} />
      </td>
      <td className="text-right">
        <EndButton session={session} />
      </td>
    </tr>
  );
}

function SessionTable({ items }: { readonly items: readonly ChatSession[] }) {
  const t = useTranslations('sessions');
  const columns = ['jid', 'state', 'address', 'tls', 'mechanism', 'since', 'traffic'] as const;
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="sr-only">{t('caption')}</caption>
      <colgroup>
        <col />
        <col className="w-24" />
        <col className="w-36" />
        <col className="w-20" />
        <col className="w-36" />
        <col className="w-28" />
        <col className="w-44" />
        <col className="w-20" />
      </colgroup>
      <thead>
        <tr className="h-8 bg-raised text-left text-ink-2 [&>th]:px-2 [&>th]:font-semibold [&>th:first-child]:pl-3">
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`columns.${column}`)}
            </th>
          ))}
          <th scope="col">
            <span className="sr-only">{t('columns.action')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </tbody>
    </table>
  );
}

function SessionCard({ session }: { readonly session: ChatSession }) {
  const t = useTranslations('sessions');
  return (
    <li className="grid gap-1 border-t border-rule px-3 py-3 first:border-t-0">
      <Who session={session} />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-sm [&>dt]:text-ink-3">
        <dt>{t('columns.state')}</dt>
        <dd>{t(`show.${session.show}`)}</dd>
        <dt>{t('columns.address')}</dt>
        <dd translate="no">{session.address}</dd>
        <dt>{t('columns.tls')}</dt>
        <dd>
          <Security session={session} /> · {session.mechanism}
        </dd>
        <dt>{t('columns.since')}</dt>
        <dd>
          <Moment at={session.since} form="relative" />
        </dd>
        <dt>{t('columns.traffic')}</dt>
        <dd>
          <Traffic session={session} />
        </dd>
      </dl>
      <div>
        <EndButton session={session} />
      </div>
    </li>
  );
}

/** Bound resources, each with a way to end it. */
export function SessionList({ items }: { readonly items: readonly ChatSession[] }) {
  const t = useTranslations('sessions');
  const wide = useWide();
  return (
    <div className="overflow-hidden rounded-table border border-rule bg-surface">
      {wide ? (
        <SessionTable items={items} />
      ) : (
        <ul aria-label={t('caption')}>
          {items.map((session) => (
            <SessionCard key={session.id} session={session} />
          ))}
        </ul>
      )}
    </div>
  );
}
