'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import type { OperatorSessions } from '../api/types';
import { Button } from '../ui/button';
import { Problem } from '../ui/notes';
import { Moment } from '../ui/texts';

const KEY = ['account', 'sessions'];

/** Browser and system, as far as a user agent tells; the whole of it on hover. */
function browserOf(userAgent: string | null): string {
  if (userAgent === null) return '?';
  const browser = ['Edg', 'Firefox', 'Chrome', 'Safari'].find((name) =>
    userAgent.includes(`${name}/`),
  );
  const system = ['Windows', 'Android', 'iPhone', 'Mac OS', 'Linux'].find((name) =>
    userAgent.includes(name),
  );
  const parts = [browser === 'Edg' ? 'Edge' : browser, system].filter((part) => part !== undefined);
  return parts.length === 0 ? userAgent.slice(0, 40) : parts.join(', ');
}

/** Where I am signed in, each with a way out. */
export function SignedInPlaces() {
  const t = useTranslations('account');
  const client = useQueryClient();
  const query = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) =>
      read<OperatorSessions>(api.GET('/api/v1/account/sessions', { signal })),
  });
  const end = useMutation({
    mutationFn: (id: string) =>
      api.DELETE('/api/v1/account/sessions/{id}', { params: { path: { id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <>
      {query.isError ? <Problem error={query.error} /> : null}
      {end.isError ? <Problem error={end.error} /> : null}
      <ul>
        {query.data?.items.map((place) => (
          <li
            key={place.id}
            className="flex items-center justify-between gap-4 border-t border-rule py-2 first:border-t-0 first:pt-0"
          >
            <div className="min-w-0">
              <p title={place.userAgent ?? undefined}>{browserOf(place.userAgent)}</p>
              <p className="text-sm text-ink-2">
                <bdi translate="no">{place.address}</bdi> · {t('lastUsed')}{' '}
                <Moment at={place.lastUsedAt} form="relative" />
              </p>
            </div>
            {place.current ? (
              <span className="text-sm text-ok">{t('here')}</span>
            ) : (
              <Button
                busy={end.isPending}
                onClick={() => {
                  end.mutate(place.id);
                }}
              >
                {t('end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
