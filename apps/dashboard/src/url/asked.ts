import { useQueryString } from './query';

/** What the address asks the page to do (`?do=lock`): the page still asks first. Forgotten once it was answered. */
export function useAsked(): readonly [string | undefined, () => void] {
  const [params, write] = useQueryString();
  const forget = (): void => {
    if (!params.has('do')) return;
    const next = new URLSearchParams(params);
    next.delete('do');
    write(next, 'replace');
  };
  return [params.get('do') ?? undefined, forget];
}
