import { useSyncExternalStore } from 'react';

const KEY = 'waybill.shortcuts';
const listeners = new Set<() => void>();

function read(): boolean {
  try {
    return window.localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

let on: boolean | undefined;

/** Whether single keys do things. They can be switched off. @see WCAG 2.2, 2.1.4 */
export function useShortcutsOn(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (on ??= read()),
    () => true,
  );
}

export function setShortcutsOn(value: boolean): void {
  on = value;
  try {
    window.localStorage.setItem(KEY, value ? 'on' : 'off');
  } catch {
    // Kept for this page only, then.
    on = value;
  }
  for (const listener of listeners) listener();
}
