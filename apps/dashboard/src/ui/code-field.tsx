'use client';

import { Field } from './field';

interface CodeFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly value: string;
  readonly onText: (text: string) => void;
}

/** Where the code of a second factor is typed, or a recovery code: so letters are allowed, and browsers may fill it. */
export function CodeField(props: CodeFieldProps) {
  return (
    <Field
      {...props}
      name="code"
      autoComplete="one-time-code"
      autoCapitalize="off"
      spellCheck={false}
      required
      autoFocus
      className="font-mono"
    />
  );
}
