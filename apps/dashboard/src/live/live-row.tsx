'use client';

import Link from 'next/link';
import { memo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { LiveTransfer } from '../api/types';
import { routeFacts } from '../route/facts';
import { RouteGlyph } from '../route/route-glyph';
import { formatDuration, formatRate } from '../text/format';
import { CancelButton } from '../transfers/cancel';
import { Outcome, useRouteLabel } from '../transfers/outcome';
import { transferHref } from '../transfers/transfer-rows';
import { Bytes, FileName, JidText } from '../ui/texts';

const hasMoved = ({ bytes }: Pick<LiveTransfer, 'bytes'>): boolean => bytes !== null && bytes > 0;

/** Numbers change every second; whether there is something to lose, once. */
const Cancel = memo(
  CancelButton,
  ({ transfer: a }, { transfer: b }) => a.id === b.id && hasMoved(a) === hasMoved(b),
);

const FileLink = memo(function FileLink(props: {
  readonly shortId: string;
  readonly name: string | null;
}) {
  return (
    <Link
      href={transferHref(props)}
      data-row-link=""
      prefetch={false}
      className="min-w-0 rounded-control hover:underline"
    >
      <FileName name={props.name} />
    </Link>
  );
});

function Moved({ transfer }: { readonly transfer: LiveTransfer }) {
  const { bytes, file } = transfer;
  return (
    <span className="text-sm text-ink-3">
      <Bytes value={bytes ?? file.size} />
      {bytes === null || file.size === null ? null : (
        <>
          {' / '}
          <Bytes value={file.size} />
        </>
      )}
    </span>
  );
}

function Speed({ transfer }: { readonly transfer: LiveTransfer }) {
  const t = useTranslations('live');
  const locale = useLocale();
  const { state, rateBytesPerSecond: rate, etaSeconds: eta } = transfer;
  return (
    <span className="text-sm text-ink-2 lg:text-right">
      {rate !== null ? formatRate(rate, locale) : state === 'streaming' ? t('noRate') : null}
      {eta === null ? null : (
        <span className="block text-ink-3">
          {t('eta', { time: formatDuration(eta * 1000, locale) })}
        </span>
      )}
    </span>
  );
}

/** Who sends what to whom, and how far it is. Rows out of sight are neither laid out nor painted. */
export const LiveRow = memo(function LiveRow({ transfer }: { readonly transfer: LiveTransfer }) {
  const t = useTranslations('live');
  const label = useRouteLabel();
  return (
    <li className="grid items-center gap-x-4 gap-y-1 border-t border-rule px-3 py-3 [contain-intrinsic-size:auto_4.25rem] [content-visibility:auto] first:border-t-0 lg:grid-cols-[minmax(0,1.1fr)_132px_minmax(0,1.1fr)_minmax(0,1.6fr)_8rem_7rem_auto]">
      <span className="min-w-0 lg:text-right">
        <span className="sr-only">{t('from')} </span>
        <JidText jid={transfer.sender.jid} />
      </span>
      <RouteGlyph facts={routeFacts(transfer)} label={label(transfer)} />
      <span className="min-w-0">
        <span className="sr-only">{t('to')} </span>
        <JidText jid={transfer.receiver.jid} />
      </span>
      <span className="grid min-w-0">
        <FileLink shortId={transfer.shortId} name={transfer.file.name} />
        <Moved transfer={transfer} />
      </span>
      <Outcome transfer={transfer} />
      <Speed transfer={transfer} />
      <Cancel transfer={transfer} />
    </li>
  );
});
