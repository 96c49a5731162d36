'use client';

import { useTranslations } from 'use-intl';
import { strengthOf } from './strength';

const TONES = ['text-bad', 'text-warn', 'text-ok', 'text-ok'] as const;

/** How good a password would be, as it is typed. */
export function StrengthHint({ password }: { readonly password: string }) {
  const t = useTranslations('setup');
  const strength = strengthOf(password);
  return (
    <p aria-live="polite" className={`-mt-2 text-sm ${TONES[strength]}`}>
      {password === '' ? '' : t(`strength.${strength}`)}
    </p>
  );
}
