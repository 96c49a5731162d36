import { useSyncExternalStore } from 'react';

/** The one-time token of a link: it stands in the fragment, which no log and no referrer ever sees. */
export function useToken(): string {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('hashchange', listener);
      return () => {
        window.removeEventListener('hashchange', listener);
      };
    },
    () => window.location.hash.slice(1),
    () => '',
  );
}
