'use client';

import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { ApiProblem } from '../api/client';
import { useTransfer } from '../api/queries';
import type { TransferDetail } from '../api/types';
import { elapsed, formatDuration, formatRate } from '../text/format';
import { Button } from '../ui/button';
import { LinkButton, Problem } from '../ui/notes';
import { Bytes, FileName, Moment } from '../ui/texts';
import { CancelButton } from './cancel';
import { Explanation } from './explanation';
import { isLive, outcomeTone, pathWord } from './outcome';
import { RouteDrawing } from './route-drawing';
import { RouteEnds } from './route-ends';
import { Timeline } from './timeline';
import { transferHref } from './transfer-rows';
import { useLatest } from './use-latest';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

/** The few numbers that answer most questions; the rest is on the whole page. */
function Facts({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('facts');
  const m = useTranslations('transfer');
  const locale = useLocale();
  const took = elapsed(transfer.startedAt, transfer.endedAt);
  const rate = transfer.rateBytesPerSecond;
  return (
    <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
      <Fact name={t('size')}>
        <Bytes value={transfer.file.size} />
      </Fact>
      <Fact name={t('moved')}>
        <Bytes value={transfer.bytes} />
      </Fact>
      <Fact name={t('offered')}>
        <Moment at={transfer.offeredAt} form="full" />
      </Fact>
      {took === undefined ? null : <Fact name={t('duration')}>{formatDuration(took, locale)}</Fact>}
      {rate === null ? null : <Fact name={t('rate')}>{formatRate(rate, locale)}</Fact>}
      <Fact name={t('method')}>{m(`method.${transfer.method}`)}</Fact>
      <Fact name={t('evidence')}>{m(`evidence.${transfer.evidence}`)}</Fact>
    </dl>
  );
}

function Body({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('transfer');
  const { state, percent, path, evidence, file } = transfer;
  return (
    <>
      <p className="mt-1 text-lg leading-tight font-bold">
        <FileName name={file.name} />
      </p>
      <p className={`font-semibold ${outcomeTone(state)}`}>
        {t(`state.${state}`)}
        {state === 'streaming' && percent !== null ? ` ${String(Math.floor(percent))} %` : ''}
      </p>
      <p className="mt-1 text-sm text-ink-2">
        {t(`sentence.${state}`, { path: pathWord(path), evidence })}
      </p>
      <div className="-mb-1">
        <RouteDrawing transfer={transfer} />
      </div>
      <RouteEnds transfer={transfer} />
      {isLive(state) ? (
        <div className="mt-3">
          <CancelButton transfer={transfer} />
        </div>
      ) : null}
      <Explanation transfer={transfer} narrow />
      <Facts transfer={transfer} />
      <Timeline transfer={transfer} lanes={false} />
    </>
  );
}

function Content({ id }: { readonly id: string }) {
  const t = useTranslations('transfer');
  const query = useTransfer(id);
  const transfer = useLatest(query.data);
  if (transfer !== undefined) return <Body transfer={transfer} />;
  if (query.error instanceof ApiProblem && query.error.status === 404) {
    return (
      <>
        <p className="mt-6 font-semibold">{t('noSuch', { id })}</p>
        <p className="mt-1 text-ink-2">{t('noSuchHint')}</p>
      </>
    );
  }
  return query.isError ? (
    <Problem error={query.error} onRetry={() => void query.refetch()} />
  ) : (
    <p className="py-12 text-center text-ink-3">{t('loading')}</p>
  );
}

interface PanelProps {
  /** The open row's short id. */
  readonly id: string;
  /** The rows beside it, as they stand. */
  readonly ids: readonly string[];
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

function Bar({ id, ids, onOpen, onClose, title }: PanelProps & { readonly title: ReactNode }) {
  const t = useTranslations('panel');
  const at = ids.indexOf(id);
  const step = (by: 1 | -1): string | undefined => (at < 0 ? undefined : ids[at + by]);
  const [above, below] = [step(-1), step(1)];
  return (
    <div className="sticky top-0 z-10 -mx-5 flex items-center gap-0.5 border-b border-rule bg-surface px-5 py-2">
      {title}
      <Button
        kind="quiet"
        size="icon"
        aria-label={t('above')}
        disabled={above === undefined}
        onClick={() => {
          if (above !== undefined) onOpen(above);
        }}
      >
        <ArrowUp size={16} aria-hidden="true" />
      </Button>
      <Button
        kind="quiet"
        size="icon"
        aria-label={t('below')}
        disabled={below === undefined}
        onClick={() => {
          if (below !== undefined) onOpen(below);
        }}
      >
        <ArrowDown size={16} aria-hidden="true" />
      </Button>
      <LinkButton href={transferHref({ shortId: id })}>{t('page')}</LinkButton>
      <Button kind="quiet" size="icon" aria-label={t('close')} onClick={onClose}>
        <X size={16} aria-hidden="true" />
      </Button>
    </div>
  );
}

/** One waybill beside the list it was opened from. The list stays what it was; Escape goes back to it. */
export function SidePanel(props: PanelProps) {
  const { id, onClose } = props;
  const heading = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
  }, []);
  const shortId = useTransfer(id).data?.shortId ?? id;
  return (
    <aside
      aria-labelledby={heading}
      className="fixed inset-y-0 right-0 z-40 w-full max-w-md overflow-y-auto border-l border-rule-strong bg-surface px-5 pb-6 xl:sticky xl:top-5 xl:z-auto xl:max-h-[calc(100dvh-2.5rem)] xl:self-start xl:rounded-table xl:border xl:border-rule"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <Bar
        {...props}
        title={
          <h2
            id={heading}
            ref={title}
            tabIndex={-1}
            className="flex-1 rounded-control font-mono text-sm text-ink-2"
          >
            {shortId}
          </h2>
        }
      />
      <Content key={id} id={id} />
    </aside>
  );
}
