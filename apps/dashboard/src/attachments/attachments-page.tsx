'use client';

import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import type { Attachment, Findings } from '../api/types';
import { FindingList } from '../health/findings';
import { useLive } from '../live/stream';
import { useMay } from '../shell/permissions';
import { AskFirst } from '../ui/ask-first';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Empty, LinkButton, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { LinkLine, MirrorSentence, SERVER_NAMES } from './link-line';
import { attachmentKeys, useAttachments } from './queries';

const apiPath = ({ domain }: Attachment): string =>
  `/api/v1/attachments/${encodeURIComponent(domain)}`;

function DetachButton({ attachment }: { readonly attachment: Attachment }) {
  const t = useTranslations('attachments');
  const { domain } = attachment;
  return (
    <AskFirst
      act={t('detach')}
      button={{ kind: 'danger' }}
      title={t('detachTitle', { domain })}
      commands={[`waybill attachments remove ${domain}`, `DELETE ${apiPath(attachment)}`]}
      keep={t('keep')}
      onAct={() => api.DELETE('/api/v1/attachments/{domain}', { params: { path: { domain } } })}
      done={t('detached', { domain })}
      stale={[attachmentKeys.list]}
    >
      <p>{t('detachHint')}</p>
    </AskFirst>
  );
}

function CheckButton({ attachment }: { readonly attachment: Attachment }) {
  const t = useTranslations('attachments');
  const check = useMutation({
    mutationFn: () =>
      read<Findings>(
        api.POST('/api/v1/attachments/{domain}/check', {
          params: { path: { domain: attachment.domain } },
        }),
      ),
  });
  return (
    <>
      <Button
        busy={check.isPending}
        onClick={() => {
          check.mutate();
        }}
      >
        {check.isPending ? t('checking') : t('check')}
      </Button>
      {check.isError ? <Problem error={check.error} /> : null}
      <Dialog
        open={check.data !== undefined}
        onClose={() => {
          check.reset();
        }}
        title={t('checkTitle', { domain: attachment.domain })}
        wide
      >
        <FindingList findings={check.data?.items ?? []} />
      </Dialog>
    </>
  );
}

function Actions({ attachment }: { readonly attachment: Attachment }) {
  const t = useTranslations('attachments');
  const mayRun = useMay('health:run');
  const mayWrite = useMay('settings:write');
  const own = attachment.origin === 'dashboard';
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      {mayRun ? <CheckButton attachment={attachment} /> : null}
      {mayWrite ? (
        <LinkButton
          href={`/attachments/new?step=link&domain=${encodeURIComponent(attachment.domain)}`}
        >
          {t('snippet')}
        </LinkButton>
      ) : null}
      {mayWrite && own ? <DetachButton attachment={attachment} /> : null}
      {own ? null : <p className="text-sm text-ink-3">{t(`origin.${attachment.origin}`)}</p>}
    </div>
  );
}

function HostServer({ attachment }: { readonly attachment: Attachment }) {
  const t = useTranslations('attachments');
  const { domain, server, address, hosts, accounts } = attachment;
  return (
    <li className="border-t border-rule py-5">
      <h2 className="text-lg font-bold">
        <bdi translate="no">{domain}</bdi>
      </h2>
      <p className="text-ink-2">
        {t('beside', { server: SERVER_NAMES[server] })}{' '}
        <bdi className="font-mono text-xs" translate="no">
          {address}
        </bdi>
      </p>
      <div className="mt-3 grid gap-x-8 gap-y-4 lg:grid-cols-2">
        <LinkLine attachment={attachment} />
        <div className="grid content-start gap-1">
          <MirrorSentence attachment={attachment} />
          <p className="text-ink-2">
            {t('forHosts')}{' '}
            <bdi className="text-ink" translate="no">
              {hosts.join(', ')}
            </bdi>
            . {t(`accounts.${accounts}`)}.
          </p>
        </div>
      </div>
      <Actions attachment={attachment} />
    </li>
  );
}

/** The host servers that Waybill is a component of, each with its link as it stands. */
export function AttachmentsPage() {
  const t = useTranslations('attachments');
  const mayWrite = useMay('settings:write');
  const health = useLive((live) => live.health);
  const { query, items } = useAttachments();
  const add = mayWrite ? (
    <LinkButton href="/attachments/new" kind="primary">
      <Plus size={16} aria-hidden="true" /> {t('add')}
    </LinkButton>
  ) : undefined;
  const linked = items?.filter(({ phase }) => phase === 'linked').length ?? 0;
  return (
    <>
      <PageHead
        title={t('title')}
        sentence={
          items === undefined || items.length === 0
            ? undefined
            : t('sentence', { count: items.length, linked })
        }
      >
        {items?.length === 0 ? undefined : add}
      </PageHead>
      {query.isError ? <Problem error={query.error} onRetry={() => void query.refetch()} /> : null}
      {items?.length === 0 ? (
        <div className="rounded-table border border-rule bg-surface">
          <Empty title={t('empty')} action={add}>
            {t('emptyHint')}
          </Empty>
        </div>
      ) : null}
      {items === undefined || items.length === 0 ? null : (
        <ul
          aria-label={t('title')}
          data-stale={health === 'stale'}
          className="border-b border-rule data-[stale=true]:grayscale"
        >
          {items.map((attachment) => (
            <HostServer key={attachment.domain} attachment={attachment} />
          ))}
        </ul>
      )}
    </>
  );
}
