import { useState } from 'react';
import type { UserSummary } from '../api/types';
import type { Selection } from '../ui/record-list';

/** What something is to be done to: those that were picked, or all that the list would find. */
export type Chosen =
  | { readonly jids: readonly string[] }
  | { readonly matching: Readonly<Record<string, string>>; readonly expected: number };

export interface Picked {
  readonly jids: ReadonlySet<string>;
  /** Everybody who matches, on whatever page. */
  readonly all: boolean;
  readonly toggle: (jid: string) => void;
  readonly pick: (jids: readonly string[]) => void;
  readonly pickAll: () => void;
  readonly clear: () => void;
}

const NOBODY: ReadonlySet<string> = new Set();

/** @param filter the list's narrowing: who was picked under another one is forgotten */
export function usePicked(filter: string): Picked {
  const [jids, setJids] = useState(NOBODY);
  const [all, setAll] = useState(false);
  const [seen, setSeen] = useState(filter);
  const clear = (): void => {
    setJids(NOBODY);
    setAll(false);
  };
  if (seen !== filter) {
    setSeen(filter);
    clear();
  }
  return {
    jids,
    all,
    clear,
    toggle: (jid) => {
      const next = new Set(jids);
      if (!next.delete(jid)) next.add(jid);
      setJids(next);
      setAll(false);
    },
    pick: (more) => {
      setJids(new Set([...jids, ...more]));
    },
    pickAll: () => {
      setAll(true);
    },
  };
}

/** The marks before the rows. */
export function selectionOf(
  picked: Picked,
  label: (jid: string) => string,
): Selection<UserSummary> {
  return {
    has: ({ jid }) => picked.all || picked.jids.has(jid),
    onToggle: ({ jid }) => {
      picked.toggle(jid);
    },
    label: ({ jid }) => label(jid),
  };
}
