'use client';

import { useTranslations } from 'use-intl';
import type { TransferPath, TransferReason, TransferState, TransferSummary } from '../api/types';
import { REASONS } from './search-grammar';

/** The reason if this build knows it: a newer server may know more. */
export function knownReason(reason: string | null): TransferReason | undefined {
  return REASONS.find((known) => known === reason);
}

const TONES: Record<TransferState, string> = {
  offered: 'text-ink-2',
  accepted: 'text-ink-2',
  streaming: 'text-live',
  stored: 'text-ink-2',
  completed: 'text-ok',
  'handed-over': 'text-ok',
  declined: 'text-warn',
  failed: 'text-bad',
  cancelled: 'text-warn',
  expired: 'text-ink-2',
};

export const isLive = (state: TransferState): boolean =>
  state === 'offered' || state === 'accepted' || state === 'streaming';

/** How it ended, in a word; and in a few more, why. */
export function Outcome({ transfer }: { readonly transfer: TransferSummary }) {
  const t = useTranslations('transfer');
  const { state, percent } = transfer;
  const reason = knownReason(transfer.reason);
  return (
    <span className="inline-flex max-w-full min-w-0 flex-col leading-[1.2]">
      <span className={`font-semibold ${TONES[state]}`}>
        {t(`state.${state}`)}
        {state === 'streaming' && percent !== null ? ` ${String(Math.floor(percent))} %` : ''}
      </span>
      {reason === undefined || reason === 'declined' ? null : (
        <span className="truncate text-xs text-ink-3" title={t(`reasons.${reason}.word`)}>
          {t(`reasons.${reason}.word`)}
        </span>
      )}
    </span>
  );
}

export function outcomeTone(state: TransferState): string {
  return TONES[state];
}

const localpart = (jid: string): string => jid.split('@')[0] ?? jid;

/** A path as the messages choose by it: ICU takes no hyphen in the name of a case. */
export function pathWord(path: TransferPath): string {
  return path === 'in-band' ? 'inBand' : path;
}

/** The route in a sentence: what the drawing says to those who see it. */
export function useRouteLabel(): (transfer: TransferSummary) => string {
  const t = useTranslations('transfer');
  return (transfer) => {
    const { state, path, percent, sender, receiver } = transfer;
    const reason = knownReason(transfer.reason);
    const way = t('route.way', {
      sender: localpart(sender.jid),
      receiver: localpart(receiver.jid),
      path: pathWord(path),
    });
    const showsPercent =
      percent !== null && (state === 'streaming' || state === 'failed' || state === 'cancelled');
    const how = showsPercent
      ? t('route.at', { state: t(`state.${state}`), percent: Math.floor(percent) })
      : t(`state.${state}`);
    const why =
      reason === undefined || reason === 'declined'
        ? ''
        : t('route.because', { reason: t(`reasons.${reason}.word`) });
    return t('route.whole', { way, how, why });
  };
}
