'use client';

import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { buttonClass } from './button';

/** Closes what is open when a finger or the focus goes elsewhere. */
function useOutside(open: boolean, close: () => void) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const onElsewhere = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) === false) close();
    };
    document.addEventListener('pointerdown', onElsewhere);
    document.addEventListener('focusin', onElsewhere);
    return () => {
      document.removeEventListener('pointerdown', onElsewhere);
      document.removeEventListener('focusin', onElsewhere);
    };
  }, [open, close]);
  return box;
}

/** A button that opens a small box below itself: choices, links. Escape closes it and gives the focus back. */
export function Menu(props: {
  readonly label: ReactNode;
  /** How many of the choices inside are taken; marks the button. */
  readonly taken?: number;
  /** Opens towards the left, where there is no room to the right. */
  readonly end?: boolean;
  /** For keys that press it. */
  readonly dataKey?: string;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}) {
  const { label, taken = 0, end = false, dataKey, children } = props;
  const [open, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [close] = useState(() => () => {
    setOpen(false);
  });
  const box = useOutside(open, close);
  return (
    <div
      ref={box}
      className="relative"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close();
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        data-key={dataKey}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        className={`${buttonClass('plain')} ${taken > 0 ? '!border-accent font-semibold !text-accent' : ''}`}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {typeof label === 'string' ? (
          <span className="inline-block first-letter:uppercase">{label}</span>
        ) : (
          label
        )}
        {taken > 0 ? (
          <span className="rounded-full bg-selection px-1.5 text-xs text-ink">{taken}</span>
        ) : null}
        <ChevronDown size={14} aria-hidden="true" className={open ? 'rotate-180' : ''} />
      </button>
      {open ? (
        <div
          id={id}
          className={`absolute top-full z-30 mt-1 max-h-[60dvh] w-max max-w-[min(20rem,calc(100vw-2rem))] min-w-44 overflow-y-auto rounded-table border border-rule-strong bg-surface p-1.5 ${end ? 'right-0' : 'left-0'}`}
        >
          {typeof children === 'function' ? children(close) : children}
        </div>
      ) : null}
    </div>
  );
}

/** One choice of a menu: many can be taken, or one of several. */
export function MenuChoice(props: {
  readonly type?: 'checkbox' | 'radio';
  readonly name?: string;
  readonly label: ReactNode;
  /** A figure at the end of the line. */
  readonly note?: string | undefined;
  readonly taken: boolean;
  readonly onTake: () => void;
}) {
  const { type = 'checkbox', name, label, note, taken, onTake } = props;
  return (
    <label className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-control px-2 hover:bg-raised">
      <input
        type={type}
        name={name}
        checked={taken}
        onChange={onTake}
        className="size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0 flex-1">{label}</span>
      {note === undefined ? null : <span className="pl-3 text-xs text-ink-3">{note}</span>}
    </label>
  );
}
