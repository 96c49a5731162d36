'use client';

import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { Empty } from '../ui/notes';

/** Our own fault, said so, with a way on. */
export function BrokenPage({ onRetry }: { readonly onRetry: () => void }) {
  const t = useTranslations('broken');
  return (
    <Empty
      title={t('title')}
      action={
        <Button kind="primary" onClick={onRetry}>
          {t('retry')}
        </Button>
      }
    >
      {t('hint')}
    </Empty>
  );
}
