'use client';

import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import type { Host, HostList } from '../api/types';
import type { UsersQuery } from '../api/queries';
import { Button } from '../ui/button';
import type { ButtonProps } from '../ui/button';
import { INPUT } from '../ui/field';

export type Ability = keyof Host['can'];
export type Limit = NonNullable<Host['can'][Ability]>;

/** The domains of accounts, and what each lets us do. */
export const useHosts = () =>
  useQuery({
    queryKey: ['hosts'],
    queryFn: ({ signal }) => read<HostList>(api.GET('/api/v1/hosts', { signal })),
  });

/** Why something can't be done with the accounts of a host; null where it can, or as long as nobody has said. */
export function useLimits(host: string): (ability: Ability) => Limit | null {
  const { data } = useHosts();
  const found = data?.items.find((each) => each.host === host);
  return (ability) => found?.can[ability] ?? null;
}

/**
 * A button for what a host may not be able to do. It then stays in its place and can be reached, and says why: a
 * disabled one would be passed over by the keyboard, and its reason with it.
 */
export function LimitedButton({
  limit,
  onClick,
  ...rest
}: ButtonProps & { readonly limit: Limit | null }) {
  const t = useTranslations('hosts');
  const id = useId();
  if (limit === null) return <Button {...rest} onClick={onClick} />;
  const reason = t(`limit.${limit}`);
  return (
    <>
      <Button
        {...rest}
        aria-disabled="true"
        aria-describedby={id}
        title={reason}
        className="cursor-not-allowed !border-rule !text-ink-3"
      />
      <span id={id} className="sr-only">
        {reason}
      </span>
    </>
  );
}

/**
 * Whose accounts are listed. Where none are kept here, those of the first host server, as nobody chose.
 * @param query what the address of the page says; a host server lists by address, and in no other order
 */
export function useListed(query: UsersQuery): {
  readonly query: UsersQuery;
  readonly ready: boolean;
} {
  const hosts = useHosts();
  const items = hosts.data?.items ?? [];
  const ownHere = items.some(({ mode }) => mode === 'own' || mode === 'kept-here');
  const host = query.host ?? (ownHere ? undefined : items[0]?.host);
  const isThere = items.find((each) => each.host === host)?.mode === 'managed-there';
  return {
    query: {
      ...query,
      ...(host === undefined ? {} : { host }),
      ...(isThere ? { sort: 'jid' as const } : {}),
    },
    // without an answer about hosts there are still those who are kept here
    ready: !hosts.isPending,
  };
}

/** Whose accounts are listed: only where there is a choice. */
export function HostChoice(props: {
  readonly host: string | undefined;
  readonly onChange: (host: string | undefined) => void;
}) {
  const t = useTranslations('hosts');
  const hosts = useHosts().data?.items ?? [];
  if (hosts.length < 2) return null;
  return (
    <label className="flex items-center gap-2 whitespace-nowrap text-ink-2">
      {t('host')}
      <select
        value={props.host ?? ''}
        className={`${INPUT} h-8 w-auto max-w-56`}
        onChange={(event) => {
          props.onChange(event.target.value === '' ? undefined : event.target.value);
        }}
      >
        <option value="">{t('own')}</option>
        {hosts.map(({ host, mode }) => (
          <option key={host} value={host}>
            {host} · {t(`mode.${mode}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Whose accounts these are and, where that is not us, what it can't do and why. */
export function HostNote({ host }: { readonly host: string }) {
  const t = useTranslations('hosts');
  const found = useHosts().data?.items.find((each) => each.host === host);
  if (found === undefined || found.mode === 'own') return null;
  const abilities = Object.entries(found.can) as [Ability, Limit | null][];
  const missing = abilities.filter((entry): entry is [Ability, Limit] => entry[1] !== null);
  return (
    <div className="mb-3 border-l-2 border-rule-strong pl-3 text-sm text-ink-2">
      <p>{t(`note.${found.mode}`, { host })}</p>
      {missing.length === 0 ? null : (
        <details>
          <summary className="w-fit py-1">{t('cannot', { count: missing.length })}</summary>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
            {missing.map(([ability, limit]) => (
              <div key={ability} className="contents">
                <dt className="font-semibold">{t(`ability.${ability}`)}</dt>
                <dd>{t(`limit.${limit}`)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}
