'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useOverview } from '../api/queries';
import type { Overview, TransferSummary } from '../api/types';
import { useLive } from '../live/stream';
import { routeFacts } from '../route/facts';
import { RouteGlyph } from '../route/route-glyph';
import { knownReason, useRouteLabel } from '../transfers/outcome';
import { transferHref } from '../transfers/transfer-rows';
import { useMay } from '../shell/permissions';
import { Empty, LinkButton, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { FileName, JidText } from '../ui/texts';
import { Charts } from './charts';
import { ServerFacts } from './server-facts';
import { VolumeChart } from './volume-chart';

const SHOWN = 6;

function Sentence({ data }: { readonly data: Overview }) {
  const t = useTranslations('overview');
  const r = useTranslations('transfer');
  const { transfersToday, failedToday, topReason } = data.sentence;
  const reason = knownReason(topReason?.reason ?? null);
  const day = t('sentence', { transfers: transfersToday, failed: failedToday });
  const why =
    reason === undefined || topReason === null || failedToday === 0
      ? ''
      : t('sentenceWhy', { count: topReason.transfers, reason: r(`reasons.${reason}.word`) });
  return <>{why === '' ? day : t('sentenceBoth', { day, why })}</>;
}

function LiveLine({ transfer }: { readonly transfer: TransferSummary }) {
  const label = useRouteLabel();
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-x-3 border-t border-rule py-1.5 first:border-t-0 focus-within:bg-selection hover:bg-raised lg:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)_minmax(0,1.6fr)_4rem]">
      <span className="text-right">
        <JidText jid={transfer.sender.jid} />
      </span>
      <RouteGlyph facts={routeFacts(transfer)} label={label(transfer)} />
      <JidText jid={transfer.receiver.jid} />
      <Link
        href={transferHref(transfer)}
        prefetch={false}
        className="col-span-2 min-w-0 after:absolute after:inset-0 lg:col-span-1"
      >
        <FileName name={transfer.file.name} />
      </Link>
      <span className="pr-2 text-right font-semibold text-live">
        {transfer.percent === null ? '' : `${String(Math.floor(transfer.percent))} %`}
      </span>
    </li>
  );
}

function LiveStrip({ fallback }: { readonly fallback: readonly TransferSummary[] }) {
  const t = useTranslations('overview');
  const items = useLive((live) => live.items);
  const known = useLive((live) => live.known);
  const running = known ? items : fallback;
  return (
    <section aria-labelledby="running">
      <div className="mb-2 flex items-baseline justify-between">
        <h2 id="running" className="text-lg font-bold">
          {t('running')}
        </h2>
        <Link href="/live" className="rounded-control text-accent underline underline-offset-2">
          {t('toLive')}
        </Link>
      </div>
      {running.length === 0 ? (
        <p className="rounded-table border border-rule bg-surface px-4 py-6 text-center text-ink-2">
          {t('nothingRuns')}
        </p>
      ) : (
        <ul className="rounded-table border border-rule bg-surface px-2">
          {running.slice(0, SHOWN).map((transfer) => (
            <LiveLine key={transfer.id} transfer={transfer} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Before the first transfer: what leads to one. */
function Beginning() {
  const t = useTranslations('overview');
  const mayAttach = useMay('settings:write');
  const mayAdd = useMay('users:write');
  return (
    <div className="rounded-table border border-rule bg-surface">
      <Empty
        title={t('beginning')}
        action={
          <span className="flex flex-wrap justify-center gap-2">
            {mayAttach ? (
              <LinkButton href="/attachments/new?first=1" kind="primary">
                {t('goOn')}
              </LinkButton>
            ) : null}
            {mayAdd ? <LinkButton href="/users">{t('addPeople')}</LinkButton> : null}
          </span>
        }
      >
        {t('beginningHint')}
      </Empty>
    </div>
  );
}

/** The day in a sentence, what runs now, and how the last month went. */
export function OverviewPage() {
  const t = useTranslations('overview');
  const query = useOverview();
  const { data } = query;
  return (
    <>
      <PageHead title={t('title')} />
      {query.isError ? <Problem error={query.error} onRetry={() => void query.refetch()} /> : null}
      {data === undefined ? null : (
        <div className="grid gap-8">
          <p className="max-w-[40ch] text-2xl leading-tight font-semibold text-balance">
            <Sentence data={data} />
          </p>
          <LiveStrip fallback={data.live} />
          <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_16rem]">
            {data.days.length === 0 ? <Beginning /> : <VolumeChart totals={data.days} />}
            <ServerFacts data={data} />
          </div>
          {data.days.length === 0 ? null : <Charts />}
        </div>
      )}
    </>
  );
}
