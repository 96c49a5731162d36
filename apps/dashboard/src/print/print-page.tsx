'use client';

import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { ApiProblem } from '../api/client';
import { useTransfer } from '../api/queries';
import type { TransferDetail } from '../api/types';
import { Logo } from '../shell/logo';
import { useGuardedSession } from '../shell/session-guard';
import { formatDuration, formatFull } from '../text/format';
import { Explanation } from '../transfers/explanation';
import { pathWord } from '../transfers/outcome';
import { RouteDrawing } from '../transfers/route-drawing';
import { RouteEnds } from '../transfers/route-ends';
import { TransferFacts } from '../transfers/transfer-facts';
import { transferHref } from '../transfers/transfer-rows';
import { Button } from '../ui/button';
import { Empty, LinkButton, Problem } from '../ui/notes';
import { QrCode } from '../ui/qr-code';
import { FileName } from '../ui/texts';
import { useLastPathPart } from '../url/path';

/** More would not fit on one page. */
const STEPS = 14;

function Head({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('print');
  const address = new URL(transferHref(transfer), window.location.href).href;
  return (
    <div className="flex items-start justify-between gap-6 border-b-2 border-ink pb-3">
      <div className="min-w-0">
        <Logo />
        <p className="mt-4 font-mono text-lg leading-tight font-semibold sm:text-2xl print:text-2xl">
          {transfer.shortId}
        </p>
        <p className="mt-1 font-mono text-xs break-all text-ink-3" translate="no">
          {transfer.id}
        </p>
        <p className="font-mono text-xs break-all text-ink-3" translate="no">
          {address}
        </p>
      </div>
      <div className="w-24 shrink-0 sm:w-32 print:w-32">
        <QrCode text={address} label={t('code')} />
      </div>
    </div>
  );
}

function Title({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('transfer');
  const { state, path, evidence } = transfer;
  return (
    <div className="mt-4 flex items-start justify-between gap-6">
      <div className="min-w-0">
        <h1 className="text-xl leading-tight font-bold">
          <FileName name={transfer.file.name} fit="whole" />
        </h1>
        <p className="mt-1">
          {t(`state.${state}`)}. {t(`sentence.${state}`, { path: pathWord(path), evidence })}
        </p>
      </div>
      <span
        aria-hidden="true"
        className="stamp mt-1 shrink-0 rounded-control border-[3px] border-current px-4 py-1.5 text-xl font-bold tracking-widest uppercase"
      >
        {t(`state.${state}`)}
      </span>
    </div>
  );
}

function Steps({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('print');
  const s = useTranslations('timeline');
  const locale = useLocale();
  const left = transfer.steps.length - STEPS;
  return (
    <section className="mt-6">
      <h2 className="mb-1 text-lg font-bold">{t('steps')}</h2>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-ink text-left [&>th]:py-1 [&>th]:pr-4 [&>th]:font-semibold">
            <th scope="col" className="w-32">
              {t('after')}
            </th>
            <th scope="col">{t('step')}</th>
            <th scope="col" className="w-32">
              {t('side')}
            </th>
          </tr>
        </thead>
        <tbody>
          {transfer.steps.slice(0, STEPS).map((step) => (
            <tr key={step.seq} className="border-b border-rule [&>td]:py-0.5 [&>td]:pr-4">
              <td>+{formatDuration(step.sinceOfferMs, locale)}</td>
              <td>{s(`kinds.${step.kind}`)}</td>
              <td>{s(`lanes.${step.lane}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 ? (
        <p className="mt-1 text-sm text-ink-3">{t('shortened', { count: left })}</p>
      ) : null}
    </section>
  );
}

/** Who printed it and when: a sheet of paper has no address bar. */
function Foot({ by }: { readonly by: string }) {
  const t = useTranslations('print');
  const locale = useLocale();
  const [at] = useState(() => new Date().toISOString());
  return (
    <p className="mt-6 border-t border-rule pt-2 text-xs text-ink-3">
      {t('printed', { time: formatFull(at, locale), name: by })}
    </p>
  );
}

function Sheet({ transfer, by }: { readonly transfer: TransferDetail; readonly by: string }) {
  return (
    <article className="mx-auto max-w-[190mm] bg-surface p-8 print:max-w-none print:p-0 [&_dl_button]:hidden">
      <Head transfer={transfer} />
      <Title transfer={transfer} />
      <div className="mx-auto max-w-[560px]">
        <RouteDrawing transfer={transfer} />
        <RouteEnds transfer={transfer} />
      </div>
      <Explanation transfer={transfer} />
      <TransferFacts transfer={transfer} />
      <Steps transfer={transfer} />
      <Foot by={by} />
    </article>
  );
}

/** One waybill on one sheet of paper, black on white in every theme. */
export function PrintPage() {
  const t = useTranslations('print');
  const d = useTranslations('transfer');
  const id = useLastPathPart();
  const operator = useGuardedSession().data?.operator;
  const query = useTransfer(id);
  const transfer = query.data;
  useEffect(() => {
    document.title = `${id} · Waybill`;
  }, [id]);
  if (operator === undefined || operator === null) return null;
  return (
    <main className="sheet min-h-dvh bg-paper py-6 text-ink print:min-h-0 print:py-0">
      <div className="mx-auto mb-4 flex max-w-[190mm] justify-between gap-2 px-4 sm:px-0 print:hidden">
        <LinkButton href={transferHref({ shortId: id })}>{t('back')}</LinkButton>
        <Button
          kind="primary"
          disabled={transfer === undefined}
          onClick={() => {
            window.print();
          }}
        >
          <Printer size={16} aria-hidden="true" /> {t('action')}
        </Button>
      </div>
      {transfer === undefined ? null : <Sheet transfer={transfer} by={operator.name} />}
      {query.error instanceof ApiProblem && query.error.status === 404 ? (
        <Empty title={d('noSuch', { id })}>{d('noSuchHint')}</Empty>
      ) : query.isError ? (
        <Problem error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
    </main>
  );
}
