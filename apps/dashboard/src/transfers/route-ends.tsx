'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { TransferDetail } from '../api/types';
import { JidText } from '../ui/texts';

const PRIVATE =
  /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:|fe80:)/iu;

function Party(props: {
  readonly name: string;
  readonly party: TransferDetail['sender'];
  readonly end?: boolean;
}) {
  const t = useTranslations('transfer');
  const { jid, fullJid, address } = props.party;
  const resource = fullJid?.slice(jid.length + 1) ?? '';
  return (
    <div
      className={`grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-0.5 ${props.end === true ? 'justify-items-end text-right' : ''}`}
    >
      <span className="text-xs text-ink-3">{props.name}</span>
      <Link
        href={`/users/${encodeURIComponent(jid)}`}
        className="max-w-full rounded-control font-semibold hover:underline"
      >
        <JidText jid={jid} />
      </Link>
      {resource === '' ? null : (
        <bdi className="max-w-full truncate text-sm text-ink-2" title={resource} translate="no">
          {resource}
        </bdi>
      )}
      {address === null ? null : (
        <span className="text-sm text-ink-3">
          <bdi translate="no">{address}</bdi> {PRIVATE.test(address) ? t('lan') : t('wan')}
        </span>
      )}
    </div>
  );
}

/** The names below the drawing: who stands at its ends, and what stands in the middle. */
export function RouteEnds({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('transfer');
  return (
    <div className="flex justify-between gap-3">
      <Party name={t('sender')} party={transfer.sender} />
      <div className="grid min-w-0 flex-1 content-start gap-0.5 text-center">
        <span className="text-xs text-ink-3">{t('server')}</span>
        <p className="text-sm text-ink-2">{t(`passed.${transfer.path}`)}</p>
      </div>
      <Party name={t('receiver')} party={transfer.receiver} end />
    </div>
  );
}
