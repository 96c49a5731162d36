'use client';

import { useLocale, useTranslations } from 'use-intl';
import type { ReactNode } from 'react';
import type { Storage, StorageAccount } from '../api/types';
import { useMay } from '../shell/permissions';
import { formatBytes } from '../text/format';
import { Empty, LinkButton, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { Pager } from '../ui/pager';
import { RecordList } from '../ui/record-list';
import type { Column } from '../ui/record-list';
import { Bytes, JidText } from '../ui/texts';
import { useQueryString } from '../url/query';
import { useRetention, useStorage, useStorageAccounts } from './queries';
import { RetentionForm } from './retention-form';

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="border-t border-rule py-2">
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Bound({ value }: { readonly value: number | null }) {
  const t = useTranslations('storage');
  return value === null ? t('noBound') : <Bytes value={value} />;
}

/** What bounds the bytes: the disk, and the configuration's quotas. */
function Bounds({ storage }: { readonly storage: Storage }) {
  const t = useTranslations('storage');
  const { quotas, freeBytes, reserveBytes } = storage;
  const low = freeBytes !== null && freeBytes < reserveBytes * 2;
  return (
    <dl className="grid grid-cols-2 gap-x-6 sm:grid-cols-3 lg:grid-cols-6">
      <Figure name={t('free')}>
        <span className={low ? 'font-semibold text-bad' : ''}>
          <Bytes value={freeBytes} />
        </span>
      </Figure>
      <Figure name={t('reserve')}>
        <Bytes value={reserveBytes} />
      </Figure>
      <Figure name={t('maxFile')}>
        <Bound value={quotas.maxFileBytes} />
      </Figure>
      <Figure name={t('perDay')}>
        <Bound value={quotas.bytesPerDay} />
      </Figure>
      <Figure name={t('perAccount')}>
        <Bound value={quotas.storedPerAccount} />
      </Figure>
      <Figure name={t('whenFull')}>{t(`full.${quotas.whenFull}`)}</Figure>
    </dl>
  );
}

/** How full an account is, drawn and said. */
function Fullness({ bytes, most }: { readonly bytes: number; readonly most: number | null }) {
  const percent = new Intl.NumberFormat(useLocale(), {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  if (most === null) return null;
  const share = bytes / most;
  return (
    <span className="flex items-center gap-2">
      <svg
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-2 min-w-0 flex-1"
      >
        <rect width="100" height="8" className="fill-rule" />
        <rect
          width={Math.min(100, Math.max(1, share * 100))}
          height="8"
          className={share >= 0.8 ? 'fill-warn' : 'fill-accent'}
        />
      </svg>
      <span className="w-12 shrink-0 text-right">{percent.format(share)}</span>
    </span>
  );
}

const hrefOf = ({ jid }: StorageAccount): string =>
  `/transfers?from=${encodeURIComponent(jid)}&method=http-upload&sort=-bytes`;

/** @param most bytes that an account may store; null where nothing bounds it */
function useColumns(most: number | null): readonly Column<StorageAccount>[] {
  const t = useTranslations('storage');
  return [
    {
      name: 'files',
      title: t('files'),
      width: 'w-24',
      right: true,
      sort: '-files',
      cell: ({ files }) => files,
    },
    {
      name: 'bytes',
      title: t('bytes'),
      width: 'w-28',
      right: true,
      sort: '-bytes',
      cell: ({ bytes }) => <Bytes value={bytes} />,
    },
    {
      name: 'quota',
      title: t('quota'),
      width: 'w-48',
      has: () => most !== null,
      cell: ({ bytes }) => <Fullness bytes={bytes} most={most} />,
    },
  ];
}

function Accounts({ most }: { readonly most: number | null }) {
  const t = useTranslations('storage');
  const [params, write] = useQueryString();
  const sort = params.get('sort') === '-files' ? '-files' : '-bytes';
  const after = params.get('after') ?? undefined;
  const query = useStorageAccounts(sort, after);
  const columns = useColumns(most);
  const go = (key: string, value: string | undefined): void => {
    const next = new URLSearchParams(key === 'after' ? params : undefined);
    if (value === undefined) next.delete(key);
    else next.set(key, value);
    write(next);
  };
  if (query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return null;
  if (query.data.items.length === 0) {
    return (
      <div className="rounded-table border border-rule bg-surface">
        <Empty
          title={t('empty')}
          action={<LinkButton href="/users">{t('emptyAction')}</LinkButton>}
        >
          {t('emptyHint')}
        </Empty>
      </div>
    );
  }
  return (
    <>
      <RecordList
        items={query.data.items}
        caption={t('accounts')}
        keyOf={({ jid }) => jid}
        head={{ title: t('account') }}
        name={({ jid }) => <JidText jid={jid} />}
        href={hrefOf}
        sort={sort}
        onSort={(by) => {
          go('sort', by === '-bytes' ? undefined : by);
        }}
        columns={columns}
      />
      <div className="mt-3 flex justify-end">
        <Pager
          after={after}
          next={query.data.next}
          order="names"
          onGo={(cursor) => {
            go('after', cursor);
          }}
        />
      </div>
    </>
  );
}

/** What uploads take up, whose they are, and how long they stay. */
export function StoragePage() {
  const t = useTranslations('storage');
  const locale = useLocale();
  const query = useStorage();
  const seesUsers = useMay('users:read');
  const mayChange = useMay('settings:write');
  const { data } = query;
  const retention = useRetention(data?.on === true).data;
  const sentence =
    data === undefined
      ? undefined
      : data.on
        ? t('sentence', { count: data.files, bytes: formatBytes(data.bytes, locale) })
        : t('off');
  return (
    <>
      <PageHead title={t('title')} sentence={sentence}>
        <LinkButton href="/transfers?method=http-upload">{t('toUploads')}</LinkButton>
      </PageHead>
      {query.isError ? <Problem error={query.error} onRetry={() => void query.refetch()} /> : null}
      {data === undefined ? null : (
        <div className="grid gap-8">
          {data.on ? <Bounds storage={data} /> : null}
          <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_26rem]">
            {seesUsers ? (
              <section aria-labelledby="accounts" className="min-w-0">
                <h2 id="accounts" className="mb-2 text-lg font-bold">
                  {t('accounts')}
                </h2>
                <Accounts most={data.quotas.storedPerAccount} />
              </section>
            ) : null}
            {retention === undefined ? null : (
              <RetentionForm
                key={JSON.stringify(retention)}
                retention={retention}
                mayChange={mayChange}
              />
            )}
          </div>
        </div>
      )}
    </>
  );
}
