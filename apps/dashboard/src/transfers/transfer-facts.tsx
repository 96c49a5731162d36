'use client';

import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { TransferDetail } from '../api/types';
import { elapsed, formatDuration, formatRate } from '../text/format';
import { CopyButton } from '../ui/notes';
import { Bytes, Moment, Unknown } from '../ui/texts';

function Fact(props: {
  readonly name: string;
  /** Takes the room of two. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  const { name, wide = false, children } = props;
  return (
    <div className={`min-w-0 border-t border-rule py-2 ${wide ? 'sm:col-span-2' : ''}`}>
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

function Code({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <span className="flex items-center">
      <bdi className="min-w-0 font-mono text-xs break-all" translate="no">
        {text}
      </bdi>
      <CopyButton text={text} label={label} />
    </span>
  );
}

function HashFact({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('facts');
  const { declared, measured } = transfer;
  return (
    <>
      {declared.hash === null ? null : (
        <Fact wide name={t('declaredHash', { algorithm: declared.hashAlgorithm ?? '' })}>
          <Code text={declared.hash} label={t('copy')} />
        </Fact>
      )}
      {measured.sha256 === null ? null : (
        <Fact wide name={t('measuredHash')}>
          <Code text={measured.sha256} label={t('copy')} />
        </Fact>
      )}
    </>
  );
}

function Timing({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('facts');
  const locale = useLocale();
  const took = elapsed(transfer.startedAt, transfer.endedAt);
  const waited = elapsed(transfer.offeredAt, transfer.acceptedAt);
  return (
    <>
      <Fact name={t('offered')}>
        <Moment at={transfer.offeredAt} form="full" />
      </Fact>
      {waited === undefined ? null : (
        <Fact name={t('answered')}>{formatDuration(waited, locale)}</Fact>
      )}
      <Fact name={t('duration')}>
        {took === undefined ? <Unknown label={t('notSeen')} /> : formatDuration(took, locale)}
      </Fact>
      <Fact name={t('rate')}>
        {transfer.rateBytesPerSecond === null ? (
          <Unknown label={t('notSeen')} />
        ) : (
          formatRate(transfer.rateBytesPerSecond, locale)
        )}
      </Fact>
    </>
  );
}

/** The numbers and names of one transfer: what was said and what was measured, never mixed. */
export function TransferFacts({ transfer }: { readonly transfer: TransferDetail }) {
  const t = useTranslations('facts');
  const m = useTranslations('transfer');
  const { declared } = transfer;
  return (
    <section aria-labelledby="facts" className="mt-8">
      <h2 id="facts" className="mb-2 text-lg font-bold">
        {t('title')}
      </h2>
      <dl className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-4 print:grid-cols-4">
        <Fact name={t('size')}>
          <Bytes value={transfer.file.size} />
        </Fact>
        <Fact name={t('moved')}>
          <Bytes value={transfer.bytes} />
        </Fact>
        <Timing transfer={transfer} />
        <Fact name={t('method')}>{m(`method.${transfer.method}`)}</Fact>
        <Fact name={t('path')}>{m(`path.${transfer.path}`)}</Fact>
        {transfer.streamhostJid === null ? null : (
          <Fact name={t('streamhost')}>
            <bdi translate="no">{transfer.streamhostJid}</bdi>
          </Fact>
        )}
        {transfer.file.type === null ? null : (
          <Fact name={t('type')}>
            <bdi translate="no">{transfer.file.type}</bdi>
          </Fact>
        )}
        {declared.description === null ? null : (
          <Fact name={t('description')}>
            <bdi>{declared.description}</bdi>
          </Fact>
        )}
        {declared.range === null ? null : (
          <Fact name={t('range')}>
            {t('rangeFrom', { offset: declared.range.offset, length: declared.range.length ?? -1 })}
          </Fact>
        )}
        <Fact name={t('evidence')}>{m(`evidence.${transfer.evidence}`)}</Fact>
        <Fact name={t('visibility')}>{m(`visibility.${transfer.visibility}`)}</Fact>
        <Fact name={t('host')}>
          {transfer.host === 'standalone' ? t('standalone') : <bdi>{transfer.host}</bdi>}
        </Fact>
        {transfer.sid === null ? null : (
          <Fact name={t('sid')}>
            <Code text={transfer.sid} label={t('copy')} />
          </Fact>
        )}
        <HashFact transfer={transfer} />
      </dl>
    </section>
  );
}
