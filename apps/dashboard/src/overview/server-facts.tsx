'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { Overview } from '../api/types';
import { useAttachments } from '../attachments/queries';
import { useStorage } from '../storage/queries';
import { formatBytes } from '../text/format';
import { Moment } from '../ui/texts';

const LINK = 'text-accent underline underline-offset-2 rounded-control';

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="border-t border-rule py-2">
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The links to host servers: that they stand, or which one does not. */
function Hosts() {
  const t = useTranslations('overview');
  const { items = [] } = useAttachments();
  if (items.length === 0) return null;
  return (
    <Figure name={t('hosts')}>
      <ul>
        {items.map(({ domain, phase }) => (
          <li key={domain} className="flex flex-wrap justify-between gap-x-3">
            <Link href="/attachments" className={LINK}>
              <bdi>{domain}</bdi>
            </Link>
            <span className={`font-semibold ${phase === 'linked' ? 'text-ok' : 'text-bad'}`}>
              {phase === 'linked' ? t('linked') : t('notLinked')}
            </span>
          </li>
        ))}
      </ul>
    </Figure>
  );
}

/** What is free on the disk; below the reserve nothing is taken any more. */
function Disk() {
  const t = useTranslations('overview');
  const locale = useLocale();
  const { data } = useStorage();
  if (data === undefined || data.freeBytes === null) return null;
  const isLow = data.freeBytes < 2 * data.reserveBytes;
  return (
    <Figure name={t('disk')}>
      <span className={isLow ? 'font-semibold text-bad' : ''}>
        {t('diskFree', { bytes: formatBytes(data.freeBytes, locale) })}
      </span>
    </Figure>
  );
}

/** How the server stands, in a column. */
export function ServerFacts({ data }: { readonly data: Overview }) {
  const t = useTranslations('overview');
  const { listening, advertised } = data.streamhost;
  return (
    <section aria-labelledby="server">
      <h2 id="server" className="mb-2 text-lg font-bold">
        {t('server')}
      </h2>
      <dl>
        <Figure name={t('accounts')}>
          <Link href="/users" className={LINK}>
            {t('accountsCount', { count: data.accounts })}
          </Link>
        </Figure>
        <Figure name={t('sessions')}>
          <Link href="/sessions" className={LINK}>
            {t('sessionsCount', { count: data.sessions })}
          </Link>
        </Figure>
        <Figure name={t('proxy')}>
          <span className={listening ? 'font-semibold text-ok' : 'font-semibold text-bad'}>
            {listening ? t('proxyUp') : t('proxyDown')}
          </span>
          {advertised.map((address) => (
            <bdi key={address} className="block font-mono text-xs text-ink-2" translate="no">
              {address}
            </bdi>
          ))}
        </Figure>
        <Hosts />
        <Disk />
        <Figure name={t('since')}>
          <Moment at={data.startedAt} form="relative" />
        </Figure>
      </dl>
    </section>
  );
}
