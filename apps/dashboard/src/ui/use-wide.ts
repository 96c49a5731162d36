import { useSyncExternalStore } from 'react';

const TABLE = '(min-width: 64rem)';
const LARGE = '(min-width: 96rem)';

/** A question to the browser, put once and asked on every drawing. */
function question(query: string) {
  let media: MediaQueryList | undefined;
  const asked = (): MediaQueryList => (media ??= window.matchMedia(query));
  return {
    subscribe: (listener: () => void): (() => void) => {
      asked().addEventListener('change', listener);
      return () => {
        asked().removeEventListener('change', listener);
      };
    },
    matches: (): boolean => asked().matches,
  };
}
const table = question(TABLE);
const large = question(LARGE);
const yes = (): boolean => true;

/** Whether there is room for a table. Where there is not, lists are drawn as definition lists instead. */
export function useWide(): boolean {
  return useSyncExternalStore(table.subscribe, table.matches, yes);
}

/** Whether there is room for a table and something beside it. */
export function useLarge(): boolean {
  return useSyncExternalStore(large.subscribe, large.matches, yes);
}
