'use client';

import { useTranslations } from 'use-intl';
import { Empty, LinkButton } from '../ui/notes';
import { Desk } from './desk';

/** An address that leads nowhere, inside the frame of all others: every way on is still there. */
export function NotFoundPage() {
  const t = useTranslations('notFound');
  return (
    <Desk>
      <title>{`${t('title')} · Waybill`}</title>
      <h1 className="sr-only">{t('title')}</h1>
      <Empty
        title={t('title')}
        action={
          <span className="flex flex-wrap justify-center gap-2">
            <LinkButton href="/">{t('home')}</LinkButton>
            <LinkButton href="/transfers">{t('transfers')}</LinkButton>
          </span>
        }
      >
        {t('hint')}
      </Empty>
    </Desk>
  );
}
