'use client';

import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { LiveTransfer, RelayLoad } from '../api/types';
import { formatRate } from '../text/format';
import { Button } from '../ui/button';
import { Empty, LinkButton } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { Announcer } from './announcer';
import { CapLine } from './cap-line';
import { LiveRow } from './live-row';
import { useLive, useLiveState } from './stream';

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

function Freshness({ paused }: { readonly paused: boolean }) {
  const t = useTranslations('live');
  const health = useLive((live) => live.health);
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
  const shown = held?.items ?? items;
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
