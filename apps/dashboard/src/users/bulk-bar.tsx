'use client';

import { useTranslations } from 'use-intl';
import { useState } from 'react';
import type { Total, UserSummary } from '../api/types';
import { useMay } from '../shell/permissions';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { BulkForm } from './bulk-form';
import type { BulkAction } from './bulk-form';
import type { Chosen, Picked } from './selection';

interface BulkBarProps {
  readonly picked: Picked;
  readonly items: readonly UserSummary[];
  readonly total: Total;
  /** The list's narrowing, as the API takes it. */
  readonly narrowing: Readonly<Record<string, string>>;
}

function Reach({ picked, items, total }: Omit<BulkBarProps, 'narrowing'>) {
  const t = useTranslations('bulk');
  const wholePage = items.every(({ jid }) => picked.jids.has(jid));
  const count = picked.all ? total.count : picked.jids.size;
  return (
    <p className="flex flex-wrap items-center gap-x-3" role="status">
      <strong className="font-semibold">{t('picked', { count })}</strong>
      {picked.all || wholePage ? null : (
        <Button
          size="small"
          kind="quiet"
          onClick={() => {
            picked.pick(items.map(({ jid }) => jid));
          }}
        >
          {t('page')}
        </Button>
      )}
      {/* More than can be counted cheaply is more than can be told beforehand. */}
      {picked.all || total.capped || total.count <= picked.jids.size ? null : (
        <Button size="small" kind="quiet" onClick={picked.pickAll}>
          {t('all', { count: total.count })}
        </Button>
      )}
      <Button size="small" kind="quiet" onClick={picked.clear}>
        {t('none')}
      </Button>
    </p>
  );
}

/** What can be done to many at once; stands there as soon as somebody is picked. */
export function BulkBar({ picked, items, total, narrowing }: BulkBarProps) {
  const t = useTranslations('bulk');
  const mayDelete = useMay('users:delete');
  const [action, setAction] = useState<BulkAction>();
  const chosen: Chosen = picked.all
    ? { matching: narrowing, expected: total.count }
    : { jids: [...picked.jids] };
  const count = picked.all ? total.count : picked.jids.size;
  const close = (): void => {
    setAction(undefined);
  };
  if (count === 0) return null;
  const actions: readonly BulkAction[] = mayDelete
    ? ['lock', 'unlock', 'note', 'delete']
    : ['lock', 'unlock', 'note'];
  return (
    <section
      aria-label={t('title')}
      className="sticky bottom-2 z-20 mt-3 flex flex-wrap items-center justify-between gap-2 rounded-table border border-accent bg-selection px-3 py-2"
    >
      <Reach picked={picked} items={items} total={total} />
      <div className="flex flex-wrap gap-2">
        {actions.map((name) => (
          <Button
            key={name}
            kind={name === 'delete' ? 'danger' : 'plain'}
            onClick={() => {
              setAction(name);
            }}
          >
            {t(`action.${name}`)}
          </Button>
        ))}
      </div>
      <Dialog
        open={action !== undefined}
        onClose={close}
        title={action === undefined ? '' : t(`ask.${action}`, { count })}
      >
        {action === undefined ? null : (
          <BulkForm
            action={action}
            chosen={chosen}
            count={count}
            onDone={picked.clear}
            onClose={close}
          />
        )}
      </Dialog>
    </section>
  );
}
