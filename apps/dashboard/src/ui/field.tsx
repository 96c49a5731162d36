'use client';

import { useId } from 'react';
import type { InputHTMLAttributes, ReactNode } from 'react';

export const INPUT =
  'h-9 w-full rounded-control border border-rule-strong bg-surface px-2.5 text-base text-ink placeholder:text-ink-3';

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  readonly onText: (text: string) => void;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
}

/** A labelled input; hint and problem are tied to it for those who do not see them. */
export function Field({ label, hint, problem, onText, className = '', ...rest }: FieldProps) {
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
        onChange={(event) => {
          onText(event.target.value);
        }}
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

/** Fields and the way to send them; the page stays where it is. */
export function Form(props: { readonly onSubmit: () => void; readonly children: ReactNode }) {
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      {props.children}
    </form>
  );
}
