'use client';

import { ChevronRight } from 'lucide-react';
import { useId } from 'react';
import type { KeyboardEvent } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { Lane, TransferDetail, TransferStep } from '../api/types';
import { formatBytes, formatDuration } from '../text/format';
import { clauseOf } from '../text/xml-tokens';
import { JidText } from '../ui/texts';
import { StanzaView } from './stanza-view';

const LANES: Record<Lane, string> = {
  sender: 'lg:col-start-2 lg:col-end-4',
  server: 'lg:col-start-3 lg:col-end-5',
  receiver: 'lg:col-start-4 lg:col-end-6',
};

const LANE_GRID = 'lg:grid-cols-[5.5rem_repeat(4,minmax(0,1fr))]';

const DOTS: Record<Lane, string> = {
  sender: 'rounded-full bg-ink',
  server: 'rotate-45 bg-ink-2',
  receiver: 'rounded-full border-2 border-ink',
};

const FAULTS: ReadonlySet<TransferStep['kind']> = new Set([
  'declined',
  'answer-error',
  'sid-mismatch',
  'streamhost-error',
  'candidate-error',
  'proxy-error',
  'transport-rejected',
  'activation-refused',
  'in-band-fault',
  'retrieval-failed',
  'put-failed',
  'slot-lapsed',
  'party-gone',
  'timed-out',
  'cancelled',
  'restarted',
  'shutdown',
]);

const DETAILS = [
  'address',
  'blockSize',
  'bytes',
  'complete',
  'condition',
  'content',
  'from',
  'length',
  'method',
  'methods',
  'operator',
  'order',
  'percent',
  'purpose',
  'reason',
  'receiver',
  'receiverToSender',
  'rule',
  'senderToReceiver',
  'senders',
  'sha256',
  'sid',
  'size',
  'status',
  'streamhost',
  'streamhosts',
  'type',
  'url',
] as const;
const BYTE_DETAILS: ReadonlySet<string> = new Set([
  'blockSize',
  'bytes',
  'length',
  'receiverToSender',
  'senderToReceiver',
  'size',
]);

function Detail({ detail }: { readonly detail: TransferStep['detail'] }) {
  const t = useTranslations('timeline');
  const locale = useLocale();
  const nameOf = (key: string): string => {
    const known = DETAILS.find((name) => name === key);
    return known === undefined ? key : t(`details.${known}`);
  };
  const textOf = (key: string, value: string | number | boolean): string =>
    typeof value === 'number' && BYTE_DETAILS.has(key) ? formatBytes(value, locale) : String(value);
  const entries = Object.entries(detail).filter(([, value]) => value !== '');
  if (entries.length === 0) return null;
  return (
    <span className="text-xs text-ink-3" translate="no">
      {entries.map(([key, value]) => (
        <span key={key} className="mr-2 inline-block max-w-full wrap-anywhere">
          {nameOf(key)} <bdi className="font-mono text-ink-2">{textOf(key, value)}</bdi>
        </span>
      ))}
    </span>
  );
}

function StepHead({ step }: { readonly step: TransferStep }) {
  const t = useTranslations('timeline');
  const clause = step.stanza === null ? undefined : clauseOf(step.stanza);
  return (
    <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
      <span
        aria-hidden="true"
        className={`inline-block size-2 shrink-0 self-center ${DOTS[step.lane]}`}
      />
      <span className={`font-semibold ${FAULTS.has(step.kind) ? 'text-bad' : ''}`}>
        {t(`kinds.${step.kind}`)}
      </span>
      <span className="sr-only">, {t(`lanes.${step.lane}`)}</span>
      <Detail detail={step.detail} />
      {clause === undefined ? null : (
        <span className="ml-auto text-xs whitespace-nowrap text-ink-3">{clause}</span>
      )}
    </span>
  );
}

/** Up and down go from step to step; Enter opens, as on any disclosure. */
function onArrow(event: KeyboardEvent<HTMLOListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const summaries = [...event.currentTarget.querySelectorAll<HTMLElement>('summary')];
  const here = summaries.findIndex((summary) => summary === document.activeElement);
  if (here < 0) return;
  event.preventDefault();
  summaries[here + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}

function Step({ step, lanes }: { readonly step: TransferStep; readonly lanes: boolean }) {
  const locale = useLocale();
  const box = `min-w-0 border-l border-rule bg-surface py-1.5 pl-3 ${lanes ? `lg:rounded-control lg:border ${LANES[step.lane]}` : ''}`;
  return (
    <li className={`grid grid-cols-[4.5rem_minmax(0,1fr)] items-start ${lanes ? LANE_GRID : ''}`}>
      <span className="py-1.5 pr-3 text-right text-xs leading-5 text-ink-3">
        +{formatDuration(step.sinceOfferMs, locale)}
      </span>
      {step.stanza === null ? (
        <div className={`${box} flex pr-3`}>
          <span aria-hidden="true" className="w-5 shrink-0" />
          <StepHead step={step} />
        </div>
      ) : (
        <details
          className={`group ${box} pr-2 open:bg-raised ${lanes ? 'lg:open:col-start-2 lg:open:col-end-6' : ''}`}
        >
          <summary className="flex list-none items-center rounded-control">
            <ChevronRight
              size={14}
              aria-hidden="true"
              className="mr-1.5 shrink-0 text-ink-3 group-open:rotate-90"
            />
            <StepHead step={step} />
          </summary>
          <StanzaView xml={step.stanza} />
        </details>
      )}
    </li>
  );
}

/** The names above the lanes. */
function LaneHeads({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('timeline.lanes');
  return (
    <div aria-hidden="true" className={`hidden pb-1 text-sm text-ink-2 lg:grid ${LANE_GRID}`}>
      <span className="col-start-2 flex items-baseline gap-2">
        {t('sender')} <JidText jid={transfer.sender.jid} />
      </span>
      <span className="col-start-3 col-end-5 text-center">{t('server')}</span>
      <span className="col-start-5 flex items-baseline justify-end gap-2">
        {t('receiver')} <JidText jid={transfer.receiver.jid} />
      </span>
    </div>
  );
}

/** What happened, step by step, each in the lane of the side that did it. */
export function Timeline(props: {
  readonly transfer: TransferDetail;
  /** False where there is no room for three lanes side by side. */
  readonly lanes?: boolean;
}) {
  const { transfer, lanes = true } = props;
  const t = useTranslations('timeline');
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-8">
      <h2 id={id} className="mb-2 text-lg font-bold">
        {t('title')}
      </h2>
      {lanes ? <LaneHeads transfer={transfer} /> : null}
      <ol className="grid gap-1" onKeyDown={onArrow}>
        {transfer.steps.map((step) => (
          <Step key={step.seq} step={step} lanes={lanes} />
        ))}
      </ol>
    </section>
  );
}
