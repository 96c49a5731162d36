import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/**
 * The query string as state. Next follows `history` calls, so a change redraws the page without asking the
 * server for it.
 */
export function useQueryString(): readonly [
  URLSearchParams,
  (next: URLSearchParams, how?: 'push' | 'replace') => void,
] {
  const params = new URLSearchParams(useSearchParams());
  const write = useCallback((next: URLSearchParams, how: 'push' | 'replace' = 'push') => {
    // Colons, commas and at-signs are allowed as they are (RFC 3986 §3.4), and read better.
    const text = next
      .toString()
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%40', '@');
    const address = `${window.location.pathname}${text === '' ? '' : `?${text}`}`;
    if (how === 'push') window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
  }, []);
  return [params, write];
}
