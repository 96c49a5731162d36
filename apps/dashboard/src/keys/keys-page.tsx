'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '../ui/button';
import { Empty, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { KeyList } from './key-list';
import { NewKeyDialog } from './new-key-dialog';
import { useKeys } from './queries';

/** What programs come in with. */
export function KeysPage() {
  const t = useTranslations('keys');
  const [asking, setAsking] = useState(false);
  const keys = useKeys();
  const { data } = keys;
  const add = (
    <Button
      kind="primary"
      onClick={() => {
        setAsking(true);
      }}
    >
      <KeyRound size={16} aria-hidden="true" /> {t('add')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('title')} sentence={t('sentence')}>
        <a href="/api/docs" className={buttonClass('plain')}>
          {t('docs')}
        </a>
        {data === undefined ? null : add}
      </PageHead>
      {keys.isError ? <Problem error={keys.error} onRetry={() => void keys.refetch()} /> : null}
      {data === undefined ? null : data.items.length === 0 ? (
        <div className="rounded-table border border-rule bg-surface">
          <Empty title={t('empty')} action={add}>
            {t('emptyHint')}
          </Empty>
        </div>
      ) : (
        <KeyList items={data.items} />
      )}
      <NewKeyDialog
        open={asking}
        scopes={data?.scopes ?? []}
        onClose={() => {
          setAsking(false);
        }}
      />
    </>
  );
}
