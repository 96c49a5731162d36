'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../api/client';
import { keys } from '../api/queries';
import type { TransferSummary } from '../api/types';
import { useMay } from '../shell/permissions';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Commands, Problem } from '../ui/notes';
import { say } from '../ui/toasts';
import { FileName } from '../ui/texts';

/** Cancels one running transfer; asks first only where bytes would be lost. */
export function CancelButton({ transfer }: { readonly transfer: TransferSummary }) {
  const t = useTranslations('cancel');
  const may = useMay('transfers:cancel');
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const cancel = useMutation({
    mutationFn: () =>
      api.POST('/api/v1/transfers/{id}/cancel', { params: { path: { id: transfer.id } } }),
    onSuccess: () => {
      setAsking(false);
      say(t('done'));
      void client.invalidateQueries({ queryKey: keys.transfers });
    },
  });
  if (!may) return null;
  const moved = transfer.bytes !== null && transfer.bytes > 0;
  const close = (): void => {
    setAsking(false);
    cancel.reset();
  };
  return (
    <>
      <Button
        kind="danger"
        className="relative z-10"
        busy={cancel.isPending}
        onClick={() => {
          if (moved) setAsking(true);
          else cancel.mutate();
        }}
      >
        {t('action')}
      </Button>
      {!asking && cancel.isError ? <Problem error={cancel.error} /> : null}
      <Dialog open={asking} onClose={close} title={t('title')}>
        <div className="grid gap-4">
          <p>
            <FileName name={transfer.file.name} />
          </p>
          <p>{t('lost')}</p>
          {cancel.isError ? <Problem error={cancel.error} /> : null}
          <Commands
            lines={[
              `waybill transfers cancel ${transfer.shortId}`,
              `POST /api/v1/transfers/${transfer.shortId}/cancel`,
            ]}
          />
          <div className="flex justify-end gap-2">
            <Button onClick={close}>{t('keep')}</Button>
            <Button
              kind="danger"
              busy={cancel.isPending}
              onClick={() => {
                cancel.mutate();
              }}
            >
              {t('action')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
