'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import type { DailyTotal } from '../api/types';
import { formatBytes } from '../text/format';
import { useQueryString } from '../url/query';
import { BANDS, CUTS, DAYS, bandHref, bandedDays } from './day-bands';
import type { Band, BandKey, BandedDay, Cut } from './day-bands';
import { DayTable } from './day-table';
import { useDate } from './use-date';

const HEIGHT = 120;
const STEP = 24;
const BAR = 18;
/** The least that a mark is drawn high, so that one failure among thousands can be seen and hit. */
const LEAST = 3;

const bandsOf = (cut: Cut): readonly Band<BandKey>[] => BANDS[cut];

/** Heights of a day's marks, from the foot up. */
function stack(counts: readonly number[], most: number): readonly { y: number; height: number }[] {
  let foot = HEIGHT;
  return counts.map((count) => {
    const height = count === 0 ? 0 : Math.max(LEAST, (count / most) * HEIGHT);
    foot -= height;
    return { y: Math.max(0, foot), height };
  });
}

function DayMarks(props: {
  readonly day: BandedDay;
  readonly x: number;
  readonly cut: Cut;
  readonly most: number;
}) {
  const { day, x, cut, most } = props;
  const t = useTranslations('overview');
  const date = useDate();
  const marks = stack(day.counts, most);
  const on = date(day.day);
  return (
    <g className="group">
      <Link href={bandHref(cut, undefined, day.day, day.day)} prefetch={false} tabIndex={-1}>
        <title>{t('mark', { name: on, count: day.transfers })}</title>
        <rect
          x={x}
          width={STEP}
          height={HEIGHT}
          className="fill-transparent group-hover:fill-raised"
        />
      </Link>
      {bandsOf(cut).map((band, index) => {
        const { y, height } = marks[index] ?? { y: 0, height: 0 };
        if (height === 0) return null;
        return (
          <Link
            key={band.key}
            href={bandHref(cut, band, day.day, day.day)}
            prefetch={false}
            tabIndex={-1}
          >
            <title>
              {t('markOf', {
                day: on,
                name: t(`bands.${band.key}`),
                count: day.counts[index] ?? 0,
              })}
            </title>
            <rect
              x={x + (STEP - BAR) / 2}
              y={y}
              width={BAR}
              height={height}
              className={`${band.fill} hover:opacity-75`}
            />
          </Link>
        );
      })}
    </g>
  );
}

/** The drawing is for eyes and pointers; for all others the same marks stand in the table below. */
function Bars({ days, cut }: { readonly days: readonly BandedDay[]; readonly cut: Cut }) {
  const most = Math.max(1, ...days.map((day) => day.transfers));
  return (
    <svg
      viewBox={`0 0 ${String(DAYS * STEP)} ${String(HEIGHT + 1)}`}
      aria-hidden="true"
      data-chart="days"
      className="block h-auto w-full"
    >
      {days.map((day, index) => (
        <DayMarks key={day.day} day={day} x={index * STEP} cut={cut} most={most} />
      ))}
      <path d={`M0 ${String(HEIGHT + 0.5)}H${String(DAYS * STEP)}`} className="stroke-rule" />
    </svg>
  );
}

/** What the colours mean, how much each is in all, and its list of thirty days. */
function Legend({ days, cut }: { readonly days: readonly BandedDay[]; readonly cut: Cut }) {
  const t = useTranslations('overview');
  const number = new Intl.NumberFormat(useLocale());
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {bandsOf(cut).map((band, index) => {
        const sum = days.reduce((so, { counts }) => so + (counts[index] ?? 0), 0);
        if (sum === 0) return null;
        return (
          <li key={band.key}>
            <Link
              href={bandHref(cut, band, first, last)}
              prefetch={false}
              className="flex min-h-6 items-center gap-1.5 rounded-control hover:underline"
            >
              <svg viewBox="0 0 10 10" aria-hidden="true" className="size-2.5">
                <rect width="10" height="10" rx="2" className={band.fill} />
              </svg>
              {t(`bands.${band.key}`)} <span className="text-ink-3">{number.format(sum)}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** What the bars are cut by: in the address, as all that one can look at differently. */
function useCut() {
  const [params, write] = useQueryString();
  const cut = CUTS.find((one) => one === params.get('by')) ?? 'method';
  return [
    cut,
    (chosen: Cut): void => {
      if (chosen === 'method') params.delete('by');
      else params.set('by', chosen);
      write(params, 'replace');
    },
  ] as const;
}

function CutChoice(props: { readonly cut: Cut; readonly onCut: (cut: Cut) => void }) {
  const t = useTranslations('overview');
  return (
    <fieldset className="flex gap-3 text-sm">
      <legend className="sr-only">{t('cut')}</legend>
      {CUTS.map((one) => (
        <label key={one} className="flex min-h-6 cursor-pointer items-center gap-1.5">
          <input
            type="radio"
            name="cut"
            checked={props.cut === one}
            onChange={() => {
              props.onCut(one);
            }}
            className="size-4 accent-accent"
          />
          {t(`cuts.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}

/** Transfers per day, cut by the way they took or by how they ended; the same numbers as a table below. */
export function VolumeChart({ totals }: { readonly totals: readonly DailyTotal[] }) {
  const t = useTranslations('overview');
  const locale = useLocale();
  const date = useDate();
  const [cut, onCut] = useCut();
  const days = bandedDays(totals, cut, Date.now());
  const transfers = days.reduce((so, day) => so + day.transfers, 0);
  const bytes = days.reduce((so, day) => so + day.bytes, 0);
  return (
    <section aria-labelledby="volume" className="min-w-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="volume" className="text-lg font-bold">
          {t('volume')}
        </h2>
        <CutChoice cut={cut} onCut={onCut} />
      </div>
      <p className="mb-3 text-ink-2">
        {t('volumeSentence', { transfers, bytes: formatBytes(bytes, locale), days: DAYS })}
      </p>
      <Bars days={days} cut={cut} />
      <div className="mt-1 mb-2 flex justify-between text-xs text-ink-3">
        <span>{date(days[0]?.day ?? '')}</span>
        <span>{date(days.at(-1)?.day ?? '')}</span>
      </div>
      <Legend days={days} cut={cut} />
      <details className="mt-2">
        <summary className="w-fit py-1 text-sm text-ink-2">{t('asTable')}</summary>
        <DayTable days={days} cut={cut} bands={bandsOf(cut)} />
      </details>
    </section>
  );
}
