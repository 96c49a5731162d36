import { useSyncExternalStore } from 'react';

let open = false;
let typed = '';
const listeners = new Set<() => void>();

function change(next: boolean): void {
  open = next;
  for (const listener of listeners) listener();
}

export const isPaletteOpen = (): boolean => open;

export const openPalette = (): void => {
  typed = '';
  change(true);
};

/** Keeps a letter for the palette that was asked for and is still on its way. */
export const typeAhead = (letter: string): void => {
  typed += letter;
};

/** What was typed before the palette was there to take it. */
export const typedAhead = (): string => typed;

export const closePalette = (): void => {
  change(false);
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the palette is to be seen: one for the whole desk. */
export const usePaletteOpen = (): boolean =>
  useSyncExternalStore(subscribe, isPaletteOpen, () => false);
