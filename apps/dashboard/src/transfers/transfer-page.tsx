'use client';

import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { ApiProblem } from '../api/client';
import { useTransfer } from '../api/queries';
import type { TransferDetail } from '../api/types';
import { plainName } from '../text/names';
import { CopyButton, Empty, LinkButton, Problem } from '../ui/notes';
import { FileName } from '../ui/texts';
import { buttonClass } from '../ui/button';
import { useLastPathPart } from '../url/path';
import { CancelButton } from './cancel';
import { Explanation } from './explanation';
import { isLive, outcomeTone, pathWord } from './outcome';
import { Related } from './related';
import { Timeline } from './timeline';
import { TransferFacts } from './transfer-facts';
import { RouteDrawing } from './route-drawing';
import { RouteEnds } from './route-ends';
import { UploadSection } from './upload-section';
import { useLatest } from './use-latest';

/** What a rubber stamp would leave on the paper. The word stands beside it for those who do not see it. */
function Stamp({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('transfer');
  if (isLive(transfer.state)) return null;
  return (
    <span
      aria-hidden="true"
      className={`stamp hidden shrink-0 rounded-control border-[3px] px-4 py-1.5 text-xl font-bold tracking-widest uppercase opacity-85 sm:block ${outcomeTone(transfer.state)} border-current`}
    >
      {t(`state.${transfer.state}`)}
    </span>
  );
}

function Head({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('transfer');
  const n = useTranslations('names');
  const { state, path, evidence, file } = transfer;
  const name = file.name === null ? n('notSeen') : plainName(file.name);
  useEffect(() => {
    document.title = `${name} · ${transfer.shortId} · Waybill`;
  }, [name, transfer.shortId]);
  const sentence = t(`sentence.${state}`, { path: pathWord(path), evidence });
  return (
    <div className="flex items-start justify-between gap-6">
      <div className="min-w-0">
        <h1 className="text-xl leading-tight font-bold">
          <FileName name={file.name} fit="lines" />
        </h1>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3">
          <span className="inline-flex items-center">
            <span className="font-mono text-sm text-ink-2">{transfer.shortId}</span>
            <CopyButton text={transfer.shortId} label={t('copyId')} />
          </span>
          <span className={`text-lg font-semibold ${outcomeTone(state)}`}>
            {t(`state.${state}`)}
            {state === 'streaming' && transfer.percent !== null
              ? ` ${String(Math.floor(transfer.percent))} %`
              : ''}
          </span>
        </p>
        <p className="mt-1 max-w-[68ch] text-ink-2">{sentence}</p>
      </div>
      <Stamp transfer={transfer} />
    </div>
  );
}

function Waybill({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('transfer');
  return (
    <article>
      <Head transfer={transfer} />
      <div className="-mt-2 max-w-[720px]">
        <RouteDrawing transfer={transfer} />
        <RouteEnds transfer={transfer} />
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        {isLive(transfer.state) ? <CancelButton transfer={transfer} byAddress /> : null}
        <LinkButton href={`/print/${transfer.shortId}`}>{t('print')}</LinkButton>
        <a
          href={`/api/v1/transfers/${transfer.id}`}
          download={`${transfer.shortId}.json`}
          className={buttonClass('plain')}
        >
          {t('json')}
        </a>
      </div>
      <Explanation transfer={transfer} />
      {transfer.method === 'http-upload' ? <UploadSection id={transfer.id} /> : null}
      <TransferFacts transfer={transfer} />
      <Timeline transfer={transfer} />
      <Related transfer={transfer} />
    </article>
  );
}

/** One waybill: who sent what to whom, which way, how it ended, and how we know. */
export function TransferPage() {
  const t = useTranslations('transfer');
  const id = useLastPathPart();
  const query = useTransfer(id);
  const transfer = useLatest(query.data);
  if (query.error instanceof ApiProblem && query.error.status === 404) {
    return (
      <Empty
        title={t('noSuch', { id })}
        action={<LinkButton href="/transfers">{t('toList')}</LinkButton>}
      >
        {t('noSuchHint')}
      </Empty>
    );
  }
  if (transfer === undefined) {
    return query.isError ? (
      <Problem error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <p className="py-12 text-center text-ink-3">{t('loading')}</p>
    );
  }
  return <Waybill transfer={transfer} />;
}
