'use client';

import { useTranslations } from 'use-intl';
import type { UserDetail } from '../api/types';
import { useMay } from '../shell/permissions';
import { useStorage } from '../storage/queries';
import { Problem } from '../ui/notes';
import { Bytes } from '../ui/texts';
import { LegacySignIn } from './legacy-sign-in';

const QUOTAS = ['maxFileBytes', 'bytesPerDay', 'storedPerAccount'] as const;

/** How much anybody here may upload. */
function Quotas() {
  const t = useTranslations('limits');
  const { data, isError, error } = useStorage();
  if (isError) return <Problem error={error} />;
  if (data === undefined) return null;
  if (!data.on) return <p className="text-ink-2">{t('off')}</p>;
  return (
    <dl className="grid max-w-xl grid-cols-[minmax(0,1fr)_auto] border-b border-rule [&>div>*]:border-t [&>div>*]:border-rule [&>div>*]:py-1.5">
      {QUOTAS.map((name) => (
        <div key={name} className="contents">
          <dt>{t(`quota.${name}`)}</dt>
          <dd className="text-right">
            {data.quotas[name] === null ? t('none') : <Bytes value={data.quotas[name]} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What this user may and may not: uploads, and the older way to sign in. */
export function Limits({ user }: { readonly user: UserDetail }) {
  const t = useTranslations('limits');
  const may = useMay('transfers:read');
  return (
    <div className="grid gap-6">
      {may ? (
        <section aria-labelledby="quotas">
          <h2 id="quotas" className="text-lg font-bold">
            {t('uploads')}
          </h2>
          <p className="prose mb-2 text-ink-2">{t('uploadsHint')}</p>
          <Quotas />
        </section>
      ) : null}
      <LegacySignIn user={user} />
    </div>
  );
}
