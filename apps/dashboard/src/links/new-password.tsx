'use client';

import { useTranslations } from 'use-intl';
import { ApiProblem } from '../api/client';
import { StrengthHint } from '../entry/strength-hint';
import { Field } from '../ui/field';

const FAULTS = [
  'too-short',
  'too-long',
  'too-common',
  'too-simple',
  'like-name',
  'forbidden-characters',
] as const;

/** What the server has against a password, or undefined where it complains of something else. */
export function usePasswordFault(error: unknown): string | undefined {
  const t = useTranslations('link');
  if (!(error instanceof ApiProblem && error.is('weak-password'))) return undefined;
  const fault = FAULTS.find((known) => known === error.message);
  return fault === undefined ? error.message : t(`fault.${fault}`);
}

/** A password of one's own choice, with what the server thinks of it. */
export function NewPassword(props: {
  readonly value: string;
  readonly minLength: number;
  readonly error: unknown;
  readonly autoFocus?: boolean;
  readonly onText: (password: string) => void;
}) {
  const { value, minLength, autoFocus = false } = props;
  const t = useTranslations('link');
  const fault = usePasswordFault(props.error);
  const short = value !== '' && value.length < minLength;
  return (
    <>
      <Field
        label={t('password')}
        type="password"
        autoComplete="new-password"
        required
        autoFocus={autoFocus}
        minLength={minLength}
        maxLength={1023}
        value={value}
        problem={fault}
        hint={
          short ? t('passwordShort', { count: minLength }) : t('passwordHint', { count: minLength })
        }
        onText={props.onText}
      />
      {short ? null : <StrengthHint password={value} />}
    </>
  );
}
