'use client';

import { useTranslations } from 'use-intl';
import type { TransferDetail } from '../api/types';
import { bywayShape, bywaysOf } from '../route/byways';
import type { Byway } from '../route/byways';
import { routeFacts } from '../route/facts';
import { RouteGlyph } from '../route/route-glyph';
import type { DrawnByway } from '../route/route-glyph';
import { isLive, useRouteLabel } from './outcome';

/** The other ways in words: `3 direct addresses: 2 not reached, 1 offered, not used`. */
function useBywayText(isOpen: boolean): (byway: Byway) => string {
  const t = useTranslations('transfer.byway');
  return ({ kind, outcomes }) => {
    const count = outcomes.reduce((sum, { addresses }) => sum + addresses, 0);
    const parts = outcomes.map(({ outcome, addresses }) => {
      // while they are still looking for a way, nothing is settled about what was offered
      const said = isOpen && outcome === 'unused' ? 'offered' : outcome;
      const word = t(`outcome.${said}`);
      return outcomes.length === 1 ? word : t('part', { count: addresses, word });
    });
    return t('whole', { kind: t(`kind.${kind}`, { count }), parts: parts.join(t('separator')) });
  };
}

/** A piece of the drawn line, before its words. */
function Sample({ broke }: { readonly broke: boolean }) {
  return (
    <svg width="28" height="10" viewBox="0 0 28 10" className="mt-1 shrink-0" focusable="false">
      <path
        d="M1 5H27"
        className="text-rule-strong"
        stroke="currentColor"
        strokeWidth="1.25"
        strokeDasharray="4 3"
      />
      {broke ? (
        <use href="#route-cross" transform="translate(14 5)" className="text-ink-2" />
      ) : null}
    </svg>
  );
}

/** Where the drawing is too small for words upon it. Its own text alternative says them already. */
function Legend({ byways }: { readonly byways: readonly DrawnByway[] }) {
  if (byways.length === 0) return null;
  return (
    <ul aria-hidden="true" className="mb-3 grid gap-0.5 text-xs text-ink-2 @min-[540px]:hidden">
      {byways.map(({ d, cross, text }) => (
        <li key={d} className="flex gap-2">
          <Sample broke={cross !== undefined} />
          {text}
        </li>
      ))}
    </ul>
  );
}

/** The large route: the way that was taken, and thinly those that were offered beside it. */
export function RouteDrawing({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('transfer.byway');
  const label = useRouteLabel()(transfer);
  const textOf = useBywayText(isLive(transfer.state));
  const byways = bywaysOf(transfer.ways).map((byway) => ({
    kind: byway.kind,
    ...bywayShape(byway, transfer.path),
    text: textOf(byway),
  }));
  const others = byways.map(({ text }) => text).join(t('between'));
  // words above the drawing keep their distance from what stands over it
  const isTall = transfer.path !== 'direct' && byways.some(({ kind }) => kind === 'direct');
  return (
    <div className={`@container ${isTall ? 'mt-3' : ''}`}>
      <RouteGlyph
        size="page"
        facts={routeFacts(transfer)}
        label={others === '' ? label : t('label', { route: label, others })}
        byways={byways}
      />
      <Legend byways={byways} />
    </div>
  );
}
