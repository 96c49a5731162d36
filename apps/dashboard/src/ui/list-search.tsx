'use client';

import { Search } from 'lucide-react';
import { useCallback, useId } from 'react';
import { INPUT } from './field';
import { useTyping } from './use-typing';

const trimmed = (text: string): string => text.trim();

/** A box that narrows a list as one types; its text is the address's. */
export function ListSearch(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) {
  const { label, value = '', onChange } = props;
  const id = useId();
  const onTyped = useCallback(
    (typed: string) => {
      const wanted = trimmed(typed);
      onChange(wanted === '' ? undefined : wanted);
    },
    [onChange],
  );
  const { text, setText, composition } = useTyping(value, trimmed, onTyped);
  return (
    <form
      role="search"
      className="relative mb-3 max-w-md"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Search size={16} aria-hidden="true" className="absolute top-2.5 left-2.5 text-ink-3" />
      <input
        id={id}
        data-key="search"
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={label}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
        {...composition}
        className={`${INPUT} pl-8`}
      />
    </form>
  );
}
