'use client';

import { Pause, Play } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { LiveTransfer, RelayLoad } from '../api/types';
import { routeFacts } from '../route/facts';
import { RouteGlyph } from '../route/route-glyph';
import { formatDuration, formatRate } from '../text/format';
import { CancelButton } from '../transfers/cancel';
import { Outcome, useRouteLabel } from '../transfers/outcome';
import { transferHref } from '../transfers/transfer-rows';
import { Button } from '../ui/button';
import { Empty, LinkButton } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { Bytes, FileName, JidText } from '../ui/texts';
import { Announcer } from './announcer';
import { CapLine } from './cap-line';
import { useLiveState } from './stream';

function LiveRow({ transfer }: { readonly transfer: LiveTransfer }) {
  const t = useTranslations('live');
  const locale = useLocale();
  const label = useRouteLabel();
  const { state, rateBytesPerSecond: rate, etaSeconds: eta, bytes, file } = transfer;
  return (
    <li className="grid items-center gap-x-4 gap-y-1 border-t border-rule px-3 py-3 first:border-t-0 lg:grid-cols-[minmax(0,1.1fr)_132px_minmax(0,1.1fr)_minmax(0,1.6fr)_8rem_7rem_auto]">
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
        <Link
          href={transferHref(transfer)}
          data-row-link=""
          prefetch={false}
          className="min-w-0 rounded-control hover:underline"
        >
          <FileName name={file.name} />
        </Link>
        <span className="text-sm text-ink-3">
          {bytes === null ? (
            <Bytes value={file.size} />
          ) : (
            <>
              <Bytes value={bytes} />
              {file.size === null ? null : (
                <>
                  {' / '}
                  <Bytes value={file.size} />
                </>
              )}
            </>
          )}
        </span>
      </span>
      <Outcome transfer={transfer} />
      <span className="text-sm text-ink-2 lg:text-right">
        {rate !== null ? formatRate(rate, locale) : state === 'streaming' ? t('noRate') : null}
        {eta === null ? null : (
          <span className="block text-ink-3">
            {t('eta', { time: formatDuration(eta * 1000, locale) })}
          </span>
        )}
      </span>
      <CancelButton transfer={transfer} />
    </li>
  );
}

/** The total rate in the sentence at the top: fastest first is only useful with the sum. */
function useSentence(items: readonly LiveTransfer[]): string {
  const t = useTranslations('live');
  const locale = useLocale();
  const rate = items.reduce((sum, item) => sum + (item.rateBytesPerSecond ?? 0), 0);
  if (items.length === 0) return t('none');
  return rate > 0
    ? t('sentence', { count: items.length, rate: formatRate(rate, locale) })
    : t('sentenceQuiet', { count: items.length });
}

const byRate = (a: LiveTransfer, b: LiveTransfer): number =>
  (b.rateBytesPerSecond ?? 0) - (a.rateBytesPerSecond ?? 0) || a.id.localeCompare(b.id);

function Freshness({ paused }: { readonly paused: boolean }) {
  const t = useTranslations('live');
  const { health } = useLiveState();
  if (paused) return <span className="self-center text-warn">{t('paused')}</span>;
  const tone = { live: 'text-ok', stale: 'text-bad', connecting: 'text-ink-3' }[health];
  return <span className={`self-center ${tone}`}>{t(`health.${health}`)}</span>;
}

/** What was told last before the page was asked to stand still. */
interface Held {
  readonly items: readonly LiveTransfer[];
  readonly relay: RelayLoad | undefined;
}

/** What runs now, as the server tells it. */
export function LivePage() {
  const t = useTranslations('live');
  const { items, known, health, relay } = useLiveState();
  const [held, setHeld] = useState<Held>();
  const shown = (held?.items ?? items).toSorted(byRate);
  const load = held === undefined ? relay : held.relay;
  const sentence = useSentence(shown);
  return (
    <>
      <PageHead
        title={t('title')}
        sentence={
          known ? (
            <>
              {sentence}
              {load === undefined ? null : <CapLine load={load} items={shown} />}
            </>
          ) : undefined
        }
      >
        <Freshness paused={held !== undefined} />
        <Button
          onClick={() => {
            setHeld(held === undefined ? { items, relay } : undefined);
          }}
        >
          {held === undefined ? (
            <Pause size={16} aria-hidden="true" />
          ) : (
            <Play size={16} aria-hidden="true" />
          )}
          {held === undefined ? t('pause') : t('resume')}
        </Button>
      </PageHead>
      {held === undefined ? <Announcer items={items} /> : null}
      {known && shown.length === 0 ? (
        <div className="rounded-table border border-rule bg-surface">
          <Empty
            title={t('empty')}
            action={<LinkButton href="/transfers">{t('emptyAction')}</LinkButton>}
          >
            {t('emptyHint')}
          </Empty>
        </div>
      ) : null}
      {shown.length > 0 ? (
        <ul
          aria-label={t('title')}
          data-stale={health === 'stale'}
          className="rounded-table border border-rule bg-surface data-[stale=true]:grayscale"
        >
          {shown.map((transfer) => (
            <LiveRow key={transfer.id} transfer={transfer} />
          ))}
        </ul>
      ) : null}
    </>
  );
}
