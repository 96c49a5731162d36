'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { AuditEntry } from '../api/types';
import { CopyButton } from '../ui/notes';
import { Moment, Unknown } from '../ui/texts';
import { targetOf, useActorText } from './entry-text';

type Value = string | number | boolean;

function Value({ value, none }: { readonly value: Value | null; readonly none: string }) {
  if (value === null) return <Unknown label={none} />;
  return <bdi className="break-words">{String(value)}</bdi>;
}

function Changes({ entry }: { readonly entry: AuditEntry }) {
  const t = useTranslations('audit');
  if (entry.changes.length === 0) return null;
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="pb-1 text-left text-sm font-semibold">{t('changes')}</caption>
      <thead>
        <tr className="bg-raised text-left text-ink-2 [&>th]:px-2 [&>th]:py-1 [&>th]:font-semibold">
          <th scope="col" className="w-1/5">
            {t('field')}
          </th>
          <th scope="col">{t('before')}</th>
          <th scope="col">{t('after')}</th>
        </tr>
      </thead>
      <tbody>
        {entry.changes.map(({ field, before, after }) => (
          <tr key={field} className="border-t border-rule align-top [&>*]:px-2 [&>*]:py-1.5">
            <th scope="row" className="text-left font-mono font-normal break-words">
              {field}
            </th>
            <td className="text-bad">
              <Value value={before} none={t('nothing')} />
            </td>
            <td className="text-ok">
              <Value value={after} none={t('nothing')} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Facts that are told above in words, or as before and after. */
const TOLD = /^(?:action|actor|actorName|actorAddress|before|after|.+Before|.+After)$/u;

function Facts({ entry }: { readonly entry: AuditEntry }) {
  const t = useTranslations('audit');
  const facts = Object.entries({ ...entry.data, ...entry.personal }).filter(
    ([name]) => !TOLD.test(name),
  );
  if (facts.length === 0) return null;
  return (
    <section>
      <h3 className="text-sm font-semibold">{t('facts')}</h3>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="font-mono text-ink-3">{name}</dt>
            <dd className="break-words">
              <bdi translate="no">
                {name.endsWith('At') && typeof value === 'number' ? (
                  <Moment at={new Date(value).toISOString()} form="full" />
                ) : (
                  String(value)
                )}
              </bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

/** Everything an entry holds: who, when, before and after, and its place in the chain. */
export function EntryDetail({ entry }: { readonly entry: AuditEntry }) {
  const t = useTranslations('audit');
  const actor = useActorText()(entry);
  const target = targetOf(entry);
  return (
    <div className="grid gap-5">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5">
        <Line name={t('columns.at')}>
          <Moment at={entry.at} form="full" />
        </Line>
        <Line name={t('columns.actor')}>
          {actor === undefined ? (
            <Unknown label={t('nobody')} />
          ) : (
            <>
              <bdi>{actor}</bdi>
              {entry.actor?.address === undefined || entry.actor.address === null ? null : (
                <span className="text-ink-2" translate="no">
                  {' '}
                  · {entry.actor.address}
                </span>
              )}
            </>
          )}
        </Line>
        {target === undefined ? null : (
          <Line name={t('columns.target')}>
            {target.href === undefined ? (
              <bdi>{target.text}</bdi>
            ) : (
              <Link
                href={target.href}
                className="rounded-control text-accent underline underline-offset-2"
              >
                <bdi>{target.text}</bdi>
              </Link>
            )}
          </Line>
        )}
      </dl>
      <Changes entry={entry} />
      <Facts entry={entry} />
      <section>
        <h3 className="text-sm font-semibold">{t('place', { seq: entry.seq })}</h3>
        <div className="flex items-center gap-1">
          <code className="min-w-0 flex-1 font-mono text-xs break-all text-ink-2">
            {entry.hash}
          </code>
          <CopyButton text={entry.hash} label={t('copyHash')} />
        </div>
        <p className="text-sm text-ink-3">{t('placeHint')}</p>
      </section>
    </div>
  );
}
