import { useSyncExternalStore } from 'react';

let open = false;
const listeners = new Set<() => void>();

function change(next: boolean): void {
  open = next;
  for (const listener of listeners) listener();
}

export const isPaletteOpen = (): boolean => open;

export const openPalette = (): void => {
  change(true);
};

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
