'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import { keys } from '../api/queries';
import type { UserRoster } from '../api/types';
import { Problem } from '../ui/notes';
import { RecordList } from '../ui/record-list';
import type { Column } from '../ui/record-list';
import { JidText } from '../ui/texts';

type Contact = UserRoster['items'][number];

const useRoster = (jid: string) =>
  useQuery({
    queryKey: [...keys.user(jid), 'roster'],
    queryFn: ({ signal }) => {
      const params = { path: { jid } };
      return read<UserRoster>(api.GET('/api/v1/users/{jid}/roster', { params, signal }));
    },
  });

/** Somebody's contacts, and who of them may see whom. */
export function Roster({ jid }: { readonly jid: string }) {
  const t = useTranslations('roster');
  const { data, error, isError } = useRoster(jid);
  const columns: readonly Column<Contact>[] = [
    {
      name: 'name',
      title: t('columns.name'),
      has: ({ name }) => name !== null,
      cell: ({ name }) => <bdi>{name ?? ''}</bdi>,
    },
    {
      name: 'subscription',
      title: t('columns.subscription'),
      width: 'w-72',
      cell: ({ subscription, asking, asked }) => (
        <>
          {t(`subscription.${subscription}`)}
          {asking ? ` · ${t('asking')}` : ''}
          {asked ? ` · ${t('asked')}` : ''}
        </>
      ),
    },
    {
      name: 'groups',
      title: t('columns.groups'),
      quiet: true,
      has: ({ groups }) => groups.length > 0,
      cell: ({ groups }) => <bdi>{groups.join(', ')}</bdi>,
    },
  ];
  if (isError) return <Problem error={error} />;
  if (data === undefined) return null;
  return data.items.length === 0 ? (
    <p className="rounded-table border border-rule bg-surface px-4 py-6 text-center text-ink-2">
      {t('empty')}
    </p>
  ) : (
    <RecordList
      items={data.items}
      caption={t('caption')}
      keyOf={(contact) => contact.jid}
      head={{ title: t('columns.jid') }}
      name={(contact) => <JidText jid={contact.jid} />}
      columns={columns}
    />
  );
}
