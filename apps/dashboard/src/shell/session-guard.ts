import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { onSignedOut } from '../api/client';
import { keys, useSession } from '../api/queries';

/** Where whoever is not signed in is sent; undefined for who may stay, and as long as that is not known. */
function placeFor(session: ReturnType<typeof useSession>['data']): string | undefined {
  if (session === undefined) return undefined;
  if (session.setupNeeded) return '/setup';
  return session.operator === null ? '/login' : undefined;
}

/** The session of a page behind the login. A lost one leads to the login page, and from there back here. */
export function useGuardedSession(): ReturnType<typeof useSession> {
  const client = useQueryClient();
  const router = useRouter();
  const session = useSession();
  const away = placeFor(session.data);
  useEffect(
    () => onSignedOut(() => void client.invalidateQueries({ queryKey: keys.session })),
    [client],
  );
  useEffect(() => {
    if (away === undefined) return;
    const here = `${window.location.pathname}${window.location.search}`;
    router.replace(
      away === '/login' && here !== '/' ? `/login?to=${encodeURIComponent(here)}` : away,
    );
  }, [away, router]);
  return session;
}
