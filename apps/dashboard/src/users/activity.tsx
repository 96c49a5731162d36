'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import { keys } from '../api/queries';
import type { UserActivity, UserDay } from '../api/types';
import { useDate } from '../overview/use-date';
import { Problem } from '../ui/notes';
import { Bytes } from '../ui/texts';
import { activityBars, DAY_WIDTH, HALF } from './activity-bars';

const useActivity = (jid: string) =>
  useQuery({
    queryKey: [...keys.user(jid), 'activity'],
    queryFn: ({ signal }) => {
      const params = { path: { jid } };
      return read<UserActivity>(api.GET('/api/v1/users/{jid}/activity', { params, signal }));
    },
  });

/** Sent above the line, received below it, a bar a day. */
function Chart({ activity, jid }: { readonly activity: UserActivity; readonly jid: string }) {
  const t = useTranslations('activity');
  const bars = activityBars(activity);
  return (
    <figure className="rounded-table border border-rule bg-surface p-4">
      <svg
        role="img"
        aria-label={t('chart', { jid })}
        viewBox={`0 0 ${String(bars.length * DAY_WIDTH)} ${String(2 * HALF + 2)}`}
        preserveAspectRatio="none"
        className="block h-40 w-full"
      >
        {bars.map(({ day, sent, received }, index) => (
          <g key={day} transform={`translate(${String(index * DAY_WIDTH + 1)} 0)`}>
            <rect y={HALF - sent} width={DAY_WIDTH - 2} height={sent} className="fill-accent" />
            <rect y={HALF + 2} width={DAY_WIDTH - 2} height={received} className="fill-live" />
          </g>
        ))}
        <rect y={HALF} width={bars.length * DAY_WIDTH} height={1} className="fill-rule-strong" />
      </svg>
      <figcaption className="mt-2 flex flex-wrap gap-x-5 text-sm text-ink-2">
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2.5 rounded-xs bg-accent" /> {t('sentAbove')}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2.5 rounded-xs bg-live" /> {t('receivedBelow')}
        </span>
      </figcaption>
    </figure>
  );
}

function DayRow({ day, jid }: { readonly day: UserDay; readonly jid: string }) {
  const t = useTranslations('user');
  const date = useDate();
  const query = new URLSearchParams({ party: jid, since: day.day, until: day.day }).toString();
  return (
    <tr className="border-t border-rule [&>*]:px-2 [&>*]:py-1">
      <th scope="row" className="text-left font-normal whitespace-nowrap">
        <Link
          href={`/transfers?${query}`}
          prefetch={false}
          className="inline-block min-h-6 leading-6 text-accent underline underline-offset-2"
        >
          {date(day.day)}
        </Link>
      </th>
      <td>
        {t('traffic', { count: day.sentTransfers })} · <Bytes value={day.sentBytes} />
      </td>
      <td>
        {t('traffic', { count: day.receivedTransfers })} · <Bytes value={day.receivedBytes} />
      </td>
    </tr>
  );
}

/** What somebody sent and received, day by day; drawn, and in a table whose days open their transfers. */
export function Activity({ jid }: { readonly jid: string }) {
  const t = useTranslations('activity');
  const { data, error, isError } = useActivity(jid);
  if (isError) return <Problem error={error} />;
  if (data === undefined) return null;
  const days = data.items.filter((day) => day.sentTransfers + day.receivedTransfers > 0);
  if (days.length === 0) {
    return (
      <p className="rounded-table border border-rule bg-surface px-4 py-6 text-center text-ink-2">
        {t('empty')}
      </p>
    );
  }
  return (
    <div className="grid gap-4">
      <Chart activity={data} jid={jid} />
      <div className="overflow-hidden rounded-table border border-rule bg-surface">
        <table className="w-full text-sm">
          <caption className="sr-only">{t('table', { jid })}</caption>
          <thead>
            <tr className="h-8 bg-raised text-left text-ink-2 [&>th]:px-2 [&>th]:font-semibold">
              <th scope="col">{t('day')}</th>
              <th scope="col">{t('sent')}</th>
              <th scope="col">{t('received')}</th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => (
              <DayRow key={day.day} day={day} jid={jid} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
