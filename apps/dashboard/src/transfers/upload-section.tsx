'use client';

import { useLocale, useTranslations } from 'use-intl';
import { api } from '../api/client';
import { keys } from '../api/queries';
import type { UploadDetail, UploadDownload } from '../api/types';
import { useMay } from '../shell/permissions';
import { storageKeys, useUpload } from '../storage/queries';
import { formatBytes, formatFull } from '../text/format';
import { AskFirst } from '../ui/ask-first';
import { RecordList } from '../ui/record-list';
import { Bytes, FileName, JidText, Moment } from '../ui/texts';

function DeleteButton({ upload }: { readonly upload: UploadDetail }) {
  const t = useTranslations('upload');
  return (
    <AskFirst
      act={t('delete')}
      button={{ kind: 'danger', size: 'small' }}
      title={t('deleteTitle')}
      commands={[`waybill uploads delete ${upload.id}`, `DELETE /api/v1/uploads/${upload.id}`]}
      keep={t('keep')}
      onAct={() => api.DELETE('/api/v1/uploads/{id}', { params: { path: { id: upload.id } } })}
      done={t('deleted')}
      stale={[storageKeys.all, keys.transfers]}
    >
      <p>
        <FileName name={upload.name} />
      </p>
      <p>{t('deleteHint')}</p>
    </AskFirst>
  );
}

/** Where the file is now: here, gone and why, or never come. */
function useStateText(): (upload: UploadDetail) => string {
  const t = useTranslations('upload');
  const locale = useLocale();
  return ({ state, storedAt, deletedAt, deletionRule }) => {
    if (state === 'deleted' && deletedAt !== null && deletionRule !== null) {
      return t('stateDeleted', {
        time: formatFull(deletedAt, locale),
        reason: t(`rules.${deletionRule}`),
      });
    }
    if (state === 'stored' && storedAt !== null) {
      return t('stateStored', { time: formatFull(storedAt, locale) });
    }
    return state === 'granted' ? t('stateGranted') : t('stateLapsed');
  };
}

function Range({ download }: { readonly download: UploadDownload }) {
  const t = useTranslations('upload');
  const locale = useLocale();
  const { range } = download;
  if (range === null) return t('whole');
  return t('part', {
    offset: range.offset,
    bytes: formatBytes(range.length, locale),
  });
}

function Downloads({ items }: { readonly items: readonly UploadDownload[] }) {
  const t = useTranslations('upload');
  if (items.length === 0) return <p className="text-ink-2">{t('noDownloads')}</p>;
  return (
    <RecordList
      items={items}
      caption={t('downloads')}
      keyOf={({ at, address }, index) => `${at} ${address} ${String(index)}`}
      head={{ title: t('time') }}
      name={({ at }) => <Moment at={at} form="full" />}
      columns={[
        {
          name: 'address',
          title: t('address'),
          cell: ({ address }) => <bdi translate="no">{address}</bdi>,
        },
        { name: 'range', title: t('asked'), cell: (one) => <Range download={one} /> },
        {
          name: 'bytes',
          title: t('sent'),
          right: true,
          cell: ({ bytes }) => <Bytes value={bytes} />,
        },
        {
          name: 'end',
          title: t('end'),
          cell: ({ complete }) => (
            <span className={complete ? 'text-ok' : 'text-warn'}>
              {complete ? t('complete') : t('brokeOff')}
            </span>
          ),
        },
      ]}
    />
  );
}

/** What became of an uploaded file: who it was sent to, who fetched it, and whether it is still here. */
export function UploadSection({ id }: { readonly id: string }) {
  const t = useTranslations('upload');
  const { data } = useUpload(id);
  const stateText = useStateText();
  const may = useMay('uploads:delete');
  if (data === undefined) return null;
  const here = data.state === 'stored' || data.state === 'granted';
  return (
    <section aria-labelledby="upload" className="mt-8">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
        <h2 id="upload" className="text-lg font-bold">
          {t('title', { count: data.downloads })}
        </h2>
        {here && may ? <DeleteButton upload={data} /> : null}
      </div>
      <p className="mb-3 text-ink-2">{stateText(data)}</p>
      {data.receivers.length === 0 ? null : (
        <p className="mb-3 flex flex-wrap gap-x-3">
          <span className="text-ink-3">{t('receivers')}</span>
          {data.receivers.map((jid) => (
            <JidText key={jid} jid={jid} />
          ))}
        </p>
      )}
      <Downloads items={data.lastDownloads} />
    </section>
  );
}
