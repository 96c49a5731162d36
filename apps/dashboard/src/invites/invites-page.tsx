'use client';

import { MailPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '../shell/permissions';
import { Button } from '../ui/button';
import { Empty, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { Pager } from '../ui/pager';
import { useQueryString } from '../url/query';
import { InviteDialog } from './invite-dialog';
import { InviteList } from './invite-list';
import { useInvites } from './queries';

/** Links on which people make their own accounts. `?new=1` begins with the question for another. */
export function InvitesPage() {
  const t = useTranslations('invites');
  const may = useMay('invites:write');
  const [params, write] = useQueryString();
  const [asking, setAsking] = useState(false);
  const after = params.get('after') ?? undefined;
  const invites = useInvites(after);
  const { data } = invites;
  const go = (key: string, value: string | undefined): void => {
    const next = new URLSearchParams(params);
    if (value === undefined) next.delete(key);
    else next.set(key, value);
    write(next, key === 'new' ? 'replace' : 'push');
  };
  const add = may ? (
    <Button
      kind="primary"
      onClick={() => {
        setAsking(true);
      }}
    >
      <MailPlus size={16} aria-hidden="true" /> {t('invite')}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHead title={t('title')} sentence={t('sentence')}>
        {add}
      </PageHead>
      {invites.isError ? (
        <Problem error={invites.error} onRetry={() => void invites.refetch()} />
      ) : null}
      {data === undefined ? null : data.items.length === 0 ? (
        <div className="rounded-table border border-rule bg-surface">
          <Empty title={t('empty')} action={add}>
            {t('emptyHint')}
          </Empty>
        </div>
      ) : (
        <InviteList items={data.items} />
      )}
      <div className="mt-3 flex justify-end">
        <Pager
          after={after}
          next={data?.next}
          onGo={(cursor) => {
            go('after', cursor);
          }}
        />
      </div>
      <InviteDialog
        // the address may be told only after the page was drawn once
        open={asking || params.has('new')}
        onClose={() => {
          setAsking(false);
          if (params.has('new')) go('new', undefined);
        }}
      />
    </>
  );
}
