'use client';

import { useTranslations } from 'use-intl';
import { Empty, LinkButton } from '../ui/notes';

/** An address that leads nowhere, and the ways on. */
export function NotFoundPage() {
  const t = useTranslations('notFound');
  return (
    <main className="mx-auto max-w-xl pt-[16dvh]">
      <title>{`${t('title')} · Waybill`}</title>
      <h1 className="sr-only">{t('title')}</h1>
      <Empty title={t('title')} action={<LinkButton href="/">{t('home')}</LinkButton>}>
        {t('hint')}
      </Empty>
    </main>
  );
}
