'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTransfers } from '../api/queries';
import { TransferRows } from '../transfers/transfer-rows';
import { Problem } from '../ui/notes';
import { Pager } from '../ui/pager';

const LIMIT = 20;

/** What somebody sent or received, newest first. */
export function OwnTransfers({ jid }: { readonly jid: string }) {
  const t = useTranslations('user');
  const [after, setAfter] = useState<string>();
  const transfers = useTransfers({
    party: jid,
    limit: LIMIT,
    ...(after === undefined ? {} : { after }),
  });
  const items = transfers.data?.items ?? [];
  if (transfers.isError) return <Problem error={transfers.error} />;
  if (transfers.data === undefined) return null;
  if (items.length === 0) {
    return (
      <p className="rounded-table border border-rule bg-surface px-4 py-6 text-center text-ink-2">
        {t('noTransfers')}
      </p>
    );
  }
  return (
    <>
      <TransferRows items={items} caption={t('transfersOf', { jid })} sort="-time" />
      <div className="mt-3 flex items-center justify-between gap-4">
        <Link
          href={`/transfers?party=${encodeURIComponent(jid)}`}
          className="rounded-control text-accent underline underline-offset-2"
        >
          {t('allTransfers')}
        </Link>
        <Pager after={after} next={transfers.data.next} onGo={setAfter} />
      </div>
    </>
  );
}
