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
import { useAsked } from '../url/asked';

function useCancel({ id }: TransferSummary, onDone: () => void) {
  const t = useTranslations('cancel');
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.POST('/api/v1/transfers/{id}/cancel', { params: { path: { id } } }),
    onSuccess: () => {
      onDone();
      say(t('done'));
      void client.invalidateQueries({ queryKey: keys.transfers });
    },
  });
}

/**
 * Cancels one running transfer; asks first only where bytes would be lost, or where it was the address that wanted it.
 */
export function CancelButton(props: {
  readonly transfer: TransferSummary;
  /** On the transfer's own page, whose address may ask for it. */
  readonly byAddress?: boolean;
}) {
  const { transfer, byAddress = false } = props;
  const t = useTranslations('cancel');
  const may = useMay('transfers:cancel');
  const [asked, forget] = useAsked();
  const [chosen, setAsking] = useState(false);
  const asking = chosen || (byAddress && asked === 'cancel');
  const close = (): void => {
    setAsking(false);
    if (byAddress) forget();
  };
  const cancel = useCancel(transfer, close);
  if (!may) return null;
  const moved = transfer.bytes !== null && transfer.bytes > 0;
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
        onClose={() => {
          close();
          cancel.reset();
        }}
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
