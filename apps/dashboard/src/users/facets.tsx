'use client';

import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import { keys } from '../api/queries';
import type { UsersQuery } from '../api/queries';
import type { UserFacets } from '../api/types';
import { Button } from '../ui/button';

/** How many each quick filter would find. */
const useFacets = () =>
  useQuery({
    queryKey: [...keys.users, 'facets'],
    queryFn: ({ signal }) => read<UserFacets>(api.GET('/api/v1/users/facets', { signal })),
  });

type Narrowing = Pick<UsersQuery, 'status' | 'inactive' | 'legacy'>;

const QUICK = {
  all: {},
  active: { status: 'active' },
  locked: { status: 'locked' },
  inactive30: { inactive: 30 },
  inactive90: { inactive: 90 },
  legacySignIn: { legacy: 'true' },
} as const satisfies Record<string, Narrowing>;

export type Quick = keyof typeof QUICK;
const NAMES = Object.keys(QUICK) as Quick[];

/** The narrowing of a quick filter, as the address has it. */
export const quickParams = (name: Quick): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(QUICK[name]).map(([key, value]) => [key, String(value)]));

function isTaken(name: Quick, { status, inactive, legacy }: Narrowing): boolean {
  const wanted: Narrowing = QUICK[name];
  return status === wanted.status && inactive === wanted.inactive && legacy === wanted.legacy;
}

/** The filters one takes most, each with how many it finds. */
export function Facets(props: {
  readonly query: UsersQuery;
  readonly onTake: (name: Quick) => void;
}) {
  const t = useTranslations('users');
  const format = useFormatter();
  const { data } = useFacets();
  return (
    <div role="group" aria-label={t('facets')} className="mb-3 flex flex-wrap gap-1">
      {NAMES.map((name) => {
        const taken = isTaken(name, props.query);
        return (
          <Button
            key={name}
            kind={taken ? 'plain' : 'quiet'}
            className={taken ? 'font-semibold' : ''}
            aria-pressed={taken}
            onClick={() => {
              props.onTake(name);
            }}
          >
            {t(`facet.${name}`)}
            {data === undefined ? null : (
              <span className="text-xs font-normal text-ink-3">{format.number(data[name])}</span>
            )}
          </Button>
        );
      })}
    </div>
  );
}
