'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import { Bytes } from '../ui/texts';
import { DAYS, bandHref } from './day-bands';
import type { Band, BandKey, BandedDay, Cut } from './day-bands';
import { useDate } from './use-date';

const LINK =
  'inline-block min-h-6 min-w-6 rounded-control leading-6 text-accent underline underline-offset-2';

function Row(props: {
  readonly day: BandedDay;
  readonly cut: Cut;
  readonly bands: readonly Band<BandKey>[];
}) {
  const { day, cut, bands } = props;
  const date = useDate();
  const number = new Intl.NumberFormat(useLocale());
  return (
    <tr className="border-t border-rule [&>td]:pl-3">
      <th scope="row" className="text-left font-normal whitespace-nowrap">
        <Link href={bandHref(cut, undefined, day.day, day.day)} prefetch={false} className={LINK}>
          {date(day.day)}
        </Link>
      </th>
      {bands.map((band, index) => {
        const count = day.counts[index] ?? 0;
        return (
          <td key={band.key}>
            {count === 0 ? (
              <span className="text-ink-3">0</span>
            ) : (
              <Link href={bandHref(cut, band, day.day, day.day)} prefetch={false} className={LINK}>
                {number.format(count)}
              </Link>
            )}
          </td>
        );
      })}
      <td>
        <Bytes value={day.bytes} />
      </td>
    </tr>
  );
}

/** The chart's numbers for those who do not see it, or want to copy them; each leads where its mark does. */
export function DayTable(props: {
  readonly days: readonly BandedDay[];
  readonly cut: Cut;
  readonly bands: readonly Band<BandKey>[];
}) {
  const { days, cut, bands } = props;
  const t = useTranslations('overview');
  return (
    <div
      className="mt-2 max-w-2xl overflow-x-auto"
      tabIndex={0}
      role="group"
      aria-label={t('asTable')}
    >
      <table className="w-full text-sm">
        <caption className="sr-only">{t('chartLabel', { days: DAYS })}</caption>
        <thead>
          <tr className="text-right text-ink-2 [&>th]:pl-3 [&>th]:font-semibold [&>th:first-child]:pl-0">
            <th scope="col" className="text-left">
              {t('day')}
            </th>
            {bands.map(({ key }) => (
              <th key={key} scope="col">
                {t(`bands.${key}`)}
              </th>
            ))}
            <th scope="col">{t('bytes')}</th>
          </tr>
        </thead>
        <tbody className="text-right">
          {days.toReversed().map((day) => (
            <Row key={day.day} day={day} cut={cut} bands={bands} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
