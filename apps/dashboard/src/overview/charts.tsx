'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import type { AccountTotal, Statistics } from '../api/types';
import { formatBytes } from '../text/format';
import { BarTable } from './bar-table';
import type { Bar } from './bar-table';
import { shares } from './shares';

const REFRESH_MS = 60_000;

/** The list of transfers behind a mark: the same thirty days, and the mark's own word. */
function listOf(data: Statistics, filter: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ ...filter, since: data.since, until: data.until });
  return `/transfers?${query.toString()}`;
}

/** `1,204 · 86 %`: how many, and which part of all that is. */
function useShareText(): (count: number, all: number) => string {
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 });
  return (count, all) => `${number.format(count)} · ${percent.format(count / Math.max(1, all))}`;
}

const sumOf = (some: readonly { readonly transfers: number }[]): number =>
  some.reduce((so, { transfers }) => so + transfers, 0);

function useBars(data: Statistics) {
  const t = useTranslations('transfer');
  const locale = useLocale();
  const shareText = useShareText();
  const all = sumOf(data.days);
  const failures = shares(data.days, ({ state, reason }) => (state === 'failed' ? reason : null));
  const failed = sumOf(failures);
  const top = (totals: readonly AccountTotal[], side: 'from' | 'to'): readonly Bar[] =>
    totals.slice(0, 6).map(({ jid, bytes }) => ({
      key: jid,
      name: jid,
      value: bytes,
      text: formatBytes(bytes, locale),
      href: listOf(data, { [side]: jid, sort: '-bytes' }),
    }));
  return {
    methods: shares(data.days, ({ method }) => method).map(({ key, transfers }) => ({
      key,
      name: t(`method.${key}`),
      value: transfers,
      text: shareText(transfers, all),
      href: listOf(data, { method: key }),
    })),
    outcomes: shares(data.days, ({ state }) => state).map(({ key, transfers }) => ({
      key,
      name: t(`state.${key}`),
      value: transfers,
      text: shareText(transfers, all),
      href: listOf(data, { status: key }),
    })),
    reasons: failures.map(({ key, transfers }) => ({
      key,
      name: t(`reasons.${key}.word`),
      value: transfers,
      text: shareText(transfers, failed),
      href: listOf(data, { status: 'failed', reason: key }),
    })),
    senders: top(data.topSenders, 'from'),
    receivers: top(data.topReceivers, 'to'),
  };
}

function Drawn({ data }: { readonly data: Statistics }) {
  const t = useTranslations('charts');
  const bars = useBars(data);
  const count = { how: t('transfers'), empty: t('nothing') };
  const bytes = { how: t('bytes'), empty: t('nothingMeasured'), tone: 'fill-ink-2' };
  return (
    <div className="grid gap-x-10 gap-y-8 md:grid-cols-2 xl:grid-cols-3">
      <BarTable {...count} title={t('byOutcome')} what={t('outcome')} bars={bars.outcomes} />
      <BarTable
        {...count}
        title={t('byReason')}
        what={t('reason')}
        bars={bars.reasons}
        tone="fill-bad"
        empty={t('noFailures')}
      />
      <BarTable
        {...count}
        title={t('byMethod')}
        what={t('method')}
        bars={bars.methods}
        tone="fill-live"
      />
      <BarTable {...bytes} title={t('topSenders')} what={t('sender')} bars={bars.senders} />
      <BarTable {...bytes} title={t('topReceivers')} what={t('receiver')} bars={bars.receivers} />
    </div>
  );
}

/** How the last thirty days went, from totals kept by day. Every mark leads to its transfers. */
export function Charts() {
  const { data } = useQuery({
    queryKey: ['statistics'],
    queryFn: ({ signal }) => read<Statistics>(api.GET('/api/v1/statistics', { signal })),
    refetchInterval: REFRESH_MS,
  });
  return data === undefined ? null : <Drawn data={data} />;
}
