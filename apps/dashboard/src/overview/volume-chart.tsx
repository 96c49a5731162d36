'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import type { DailyTotal } from '../api/types';
import { formatBytes } from '../text/format';
import { Bytes } from '../ui/texts';
import { DAYS, dayVolumes } from './day-volumes';
import type { DayVolume } from './day-volumes';

const HEIGHT = 96;
const STEP = 24;
const BAR = 18;

function Bars({ days }: { readonly days: readonly DayVolume[] }) {
  const date = useDate();
  const t = useTranslations('overview');
  const most = Math.max(1, ...days.map((day) => day.transfers));
  const height = (count: number): number =>
    count === 0 ? 0 : Math.max(2, (count / most) * HEIGHT);
  return (
    <svg
      viewBox={`0 0 ${String(DAYS * STEP)} ${String(HEIGHT + 1)}`}
      role="img"
      aria-label={t('chartLabel', { days: DAYS })}
      className="block h-auto w-full"
    >
      {days.map((day, index) => {
        const x = index * STEP + (STEP - BAR) / 2;
        const whole = height(day.transfers);
        const bad = (day.failed / Math.max(1, day.transfers)) * whole;
        return (
          <g key={day.day}>
            <title>
              {t('chartDay', { day: date(day.day), transfers: day.transfers, failed: day.failed })}
            </title>
            <rect x={index * STEP} y="0" width={STEP} height={HEIGHT} fill="transparent" />
            <rect
              x={x}
              y={HEIGHT - whole}
              width={BAR}
              height={whole - bad}
              className="fill-accent"
            />
            <rect x={x} y={HEIGHT - bad} width={BAR} height={bad} className="fill-bad" />
          </g>
        );
      })}
      <path d={`M0 ${String(HEIGHT + 0.5)}H${String(DAYS * STEP)}`} className="stroke-rule" />
    </svg>
  );
}

/** A UTC day as the reader writes it. */
function useDate(): (day: string) => string {
  const format = new Intl.DateTimeFormat(useLocale(), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}

function DayTable({ days }: { readonly days: readonly DayVolume[] }) {
  const date = useDate();
  const t = useTranslations('overview');
  return (
    <table className="mt-2 w-full max-w-lg text-sm">
      <caption className="sr-only">{t('chartLabel', { days: DAYS })}</caption>
      <thead>
        <tr className="text-right text-ink-2 [&>th]:font-semibold">
          <th scope="col" className="text-left">
            {t('day')}
          </th>
          <th scope="col">{t('transfers')}</th>
          <th scope="col">{t('failed')}</th>
          <th scope="col">{t('bytes')}</th>
        </tr>
      </thead>
      <tbody className="text-right">
        {days.toReversed().map((day) => (
          <tr key={day.day} className="border-t border-rule">
            <th scope="row" className="text-left font-normal">
              <Link
                href={`/transfers?since=${day.day}&until=${day.day}`}
                prefetch={false}
                className="rounded-control text-accent underline underline-offset-2"
              >
                {date(day.day)}
              </Link>
            </th>
            <td>{day.transfers}</td>
            <td>{day.failed}</td>
            <td>
              <Bytes value={day.bytes} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Transfers per day, with those that failed at the foot of the bar; the same numbers as a table below. */
export function VolumeChart({ totals }: { readonly totals: readonly DailyTotal[] }) {
  const t = useTranslations('overview');
  const locale = useLocale();
  const date = useDate();
  const days = dayVolumes(totals, Date.now());
  const transfers = days.reduce((so, day) => so + day.transfers, 0);
  const bytes = days.reduce((so, day) => so + day.bytes, 0);
  return (
    <section aria-labelledby="volume">
      <h2 id="volume" className="text-lg font-bold">
        {t('volume')}
      </h2>
      <p className="mb-3 text-ink-2">
        {t('volumeSentence', { transfers, bytes: formatBytes(bytes, locale), days: DAYS })}
      </p>
      <Bars days={days} />
      <div className="mt-1 flex justify-between text-xs text-ink-3">
        <span>{date(days[0]?.day ?? '')}</span>
        <span>{date(days.at(-1)?.day ?? '')}</span>
      </div>
      <details className="mt-2">
        <summary className="w-fit py-1 text-sm text-ink-2">{t('asTable')}</summary>
        <DayTable days={days} />
      </details>
    </section>
  );
}
