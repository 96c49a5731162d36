'use client';

import { ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { AuditState } from '../api/types';
import { Button } from '../ui/button';
import { Commands, CopyButton, Problem } from '../ui/notes';
import { Moment } from '../ui/texts';
import { useAuditState, useVerify } from './queries';

function Verdict({ state }: { readonly state: AuditState }) {
  const t = useTranslations('audit');
  const { verified } = state;
  if (verified === null) return <p>{t('unchecked')}</p>;
  const when = <Moment at={verified.at} form="relative" />;
  if (verified.intact) {
    return (
      <p>
        <strong className="font-semibold text-ok">{t('intact')}</strong>{' '}
        {t('checked', { count: verified.entries })} {when}.
      </p>
    );
  }
  return (
    <div role="alert">
      <p className="font-semibold text-bad">{t('broken', { seq: verified.badSeq ?? 0 })}</p>
      <p className="text-bad">{verified.fault === null ? '' : t(`fault.${verified.fault}`)}</p>
      <p>{t('brokenHint')}</p>
    </div>
  );
}

/** Where the chain stands, and the button that recomputes it. */
export function ChainState() {
  const t = useTranslations('audit');
  const state = useAuditState(true);
  const verify = useVerify();
  const { data } = state;
  if (state.isError) return <Problem error={state.error} />;
  if (data === undefined) return null;
  const { verified, lastHash } = data;
  const Icon = verified === null ? ShieldQuestion : verified.intact ? ShieldCheck : ShieldAlert;
  const tone = verified === null ? 'text-ink-3' : verified.intact ? 'text-ok' : 'text-bad';
  return (
    <section
      aria-label={t('chain')}
      className={`mb-4 grid gap-x-4 gap-y-2 rounded-table border bg-surface px-4 py-3 sm:grid-cols-[auto_minmax(0,1fr)_auto] ${verified?.intact === false ? 'border-bad' : 'border-rule'}`}
    >
      <Icon size={24} aria-hidden="true" className={tone} />
      <div className="min-w-0">
        <div aria-live="polite">
          <Verdict state={data} />
        </div>
        {lastHash === null ? null : (
          <p className="flex items-center gap-1 text-sm text-ink-3">
            <span className="shrink-0">{t('lastHash')}</span>
            <code className="min-w-0 truncate font-mono text-xs">{lastHash}</code>
            <CopyButton text={lastHash} label={t('copyHash')} />
          </p>
        )}
        <Commands lines={['waybill audit verify', 'POST /api/v1/audit/verify']} />
        {verify.isError ? <Problem error={verify.error} /> : null}
      </div>
      <Button
        busy={verify.isPending}
        className="justify-self-start"
        onClick={() => {
          verify.mutate();
        }}
      >
        {t('verify')}
      </Button>
    </section>
  );
}
