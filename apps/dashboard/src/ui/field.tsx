'use client';

import { useId } from 'react';
import type { InputHTMLAttributes } from 'react';

export const INPUT =
  'h-9 w-full rounded-control border border-rule-strong bg-surface px-2.5 text-base text-ink placeholder:text-ink-3';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
}

/** A labelled input; hint and problem are tied to it for those who do not see them. */
export function Field({ label, hint, problem, className = '', ...rest }: FieldProps) {
  const id = useId();
  const notes = [
    hint === undefined ? '' : `${id}-hint`,
    problem === undefined ? '' : `${id}-problem`,
  ];
  const describedBy = notes.filter((note) => note !== '').join(' ');
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <input
        id={id}
        {...rest}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={describedBy === '' ? undefined : describedBy}
        className={`${INPUT} ${className}`}
      />
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="text-sm text-ink-3">
          {hint}
        </p>
      )}
      {problem === undefined ? null : (
        <p id={`${id}-problem`} className="text-sm text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}
