'use client';

import { Search } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { INPUT } from './field';

const DEBOUNCE_MS = 120;

/** A box that narrows a list as one types; its text is the address's. */
export function ListSearch(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) {
  const { label, value = '', onChange } = props;
  const id = useId();
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    if (text.trim() !== value) setText(value);
  }
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === value) return;
    const timer = setTimeout(() => {
      onChange(wanted === '' ? undefined : wanted);
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text, value, onChange]);
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
        className={`${INPUT} pl-8`}
      />
    </form>
  );
}
