'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import { keys } from '../api/queries';
import type { RelatedTransfers, TransferDetail, TransferSummary } from '../api/types';
import { TransferRows } from './transfer-rows';

function Group(props: { readonly title: string; readonly items: readonly TransferSummary[] }) {
  if (props.items.length === 0) return null;
  return (
    <section aria-label={props.title} className="min-w-0">
      <h3 className="mb-1 text-ink-2">{props.title}</h3>
      <TransferRows items={props.items} caption={props.title} sort="-time" />
    </section>
  );
}

/** What else these two sent each other, and where else this very file went. */
export function Related({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('related');
  const { data } = useQuery({
    queryKey: [...keys.transfer(transfer.id), 'related'],
    queryFn: ({ signal }) => {
      const params = { path: { id: transfer.id } };
      return read<RelatedTransfers>(api.GET('/api/v1/transfers/{id}/related', { params, signal }));
    },
  });
  if (data === undefined || data.samePair.length + data.sameFile.length === 0) return null;
  return (
    <section aria-labelledby="related" className="mt-8 grid gap-4">
      <h2 id="related" className="text-lg font-bold">
        {t('title')}
      </h2>
      <Group title={t('sameFile', { count: data.sameFile.length + 1 })} items={data.sameFile} />
      <Group title={t('samePair')} items={data.samePair} />
    </section>
  );
}
