'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../api/client';
import { keys } from '../api/queries';
import type { TransferSummary } from '../api/types';
import { useMay } from '../shell/permissions';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Problem } from '../ui/notes';
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
        size="small"
        className="justify-self-start"
        busy={cancel.isPending}
        onClick={() => {
          if (moved) setAsking(true);
          else cancel.mutate();
        }}
      >
        {t('action')}
      </Button>
      {!asking && cancel.isError ? <Problem error={cancel.error} /> : null}
      <ConfirmDialog
        open={asking}
        title={t('title')}
        commands={[
          `waybill transfers cancel ${transfer.shortId}`,
          `POST /api/v1/transfers/${transfer.shortId}/cancel`,
        ]}
        error={cancel.error}
        busy={cancel.isPending}
        keep={t('keep')}
        act={t('action')}
        onClose={close}
        onAct={() => {
          cancel.mutate();
        }}
      >
        <p>
          <FileName name={transfer.file.name} />
        </p>
        <p>{t('lost')}</p>
      </ConfirmDialog>
    </>
  );
}
