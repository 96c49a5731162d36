'use client';

import { useLocale, useTranslations } from 'use-intl';
import type { LiveTransfer, RelayLoad } from '../api/types';
import { formatRate } from '../text/format';

/** How much of what the relay may carry it carries now: the first thing to look at when transfers are slow. */
export function CapLine(props: {
  readonly load: RelayLoad;
  readonly items: readonly LiveTransfer[];
}) {
  const { active, maxActive, maxBytesPerSecond } = props.load;
  const t = useTranslations('live');
  const locale = useLocale();
  const relayed = props.items.filter(({ path }) => path === 'relayed');
  const rate = relayed.reduce((sum, item) => sum + (item.rateBytesPerSecond ?? 0), 0);
  return (
    <span className={`block text-sm ${active >= maxActive ? 'text-warn' : 'text-ink-3'}`}>
      {t('relays', { active, maxActive })}
      {maxBytesPerSecond === null
        ? null
        : t('relayRate', {
            rate: formatRate(rate, locale),
            most: formatRate(maxBytesPerSecond, locale),
          })}
      {active >= maxActive ? t('relaysFull') : null}
    </span>
  );
}
