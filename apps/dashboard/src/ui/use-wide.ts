import { useSyncExternalStore } from 'react';

const TABLE = '(min-width: 64rem)';
const LARGE = '(min-width: 96rem)';

const subscribers = (query: string) => (listener: () => void) => {
  const media = window.matchMedia(query);
  media.addEventListener('change', listener);
  return () => {
    media.removeEventListener('change', listener);
  };
};
const onTable = subscribers(TABLE);
const onLarge = subscribers(LARGE);

/** Whether there is room for a table. Where there is not, lists are drawn as definition lists instead. */
export function useWide(): boolean {
  return useSyncExternalStore(
    onTable,
    () => window.matchMedia(TABLE).matches,
    () => true,
  );
}

/** Whether there is room for a table and something beside it. */
export function useLarge(): boolean {
  return useSyncExternalStore(
    onLarge,
    () => window.matchMedia(LARGE).matches,
    () => true,
  );
}
