'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import type { SecondFactorOffer } from '../api/types';
import { dangerous } from '../shell/step-up';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { shellWord } from '../ui/command-line';
import { Problem } from '../ui/notes';
import { say } from '../ui/toasts';
import { EnrolDialog } from './enrol-dialog';
import { SECOND_FACTOR, useSecondFactor } from './queries';

/** Fewer recovery codes than this are too few to rely on. */
const FEW_CODES = 3;

function Off({ name }: { readonly name: string }) {
  const t = useTranslations('secondFactor');
  const [offer, setOffer] = useState<SecondFactorOffer>();
  const enrol = useMutation({
    mutationFn: () =>
      dangerous(() => read<SecondFactorOffer>(api.POST('/api/v1/account/second-factor'))),
    onSuccess: setOffer,
  });
  return (
    <div className="grid justify-items-start gap-3">
      <p className="text-ink-2">{t('why')}</p>
      {enrol.isError ? <Problem error={enrol.error} /> : null}
      <Button
        busy={enrol.isPending}
        onClick={() => {
          enrol.mutate();
        }}
      >
        {t('setUp')}
      </Button>
      <EnrolDialog
        offer={offer}
        name={name}
        onClose={() => {
          setOffer(undefined);
        }}
      />
    </div>
  );
}

function TurnOff({ name }: { readonly name: string }) {
  const t = useTranslations('secondFactor');
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const off = useMutation({
    mutationFn: () => dangerous(() => api.DELETE('/api/v1/account/second-factor')),
    onSuccess: () => {
      setAsking(false);
      say(t('wasTurnedOff'));
      void client.invalidateQueries({ queryKey: SECOND_FACTOR });
    },
  });
  return (
    <>
      <Button
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('turnOff')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('turnOffTitle')}
        commands={[
          `waybill admin disable-2fa ${shellWord(name)}`,
          'DELETE /api/v1/account/second-factor',
        ]}
        error={off.error}
        busy={off.isPending}
        keep={t('keep')}
        act={t('turnOff')}
        onClose={() => {
          setAsking(false);
          off.reset();
        }}
        onAct={() => {
          off.mutate();
        }}
      >
        <p>{t('turnOffHint')}</p>
      </ConfirmDialog>
    </>
  );
}

/** My second factor: set up with an authenticator, or turned off again. */
export function SecondFactorPart({ name }: { readonly name: string }) {
  const t = useTranslations('secondFactor');
  const factor = useSecondFactor();
  if (factor.isError) {
    return <Problem error={factor.error} onRetry={() => void factor.refetch()} />;
  }
  if (factor.data === undefined) return null;
  const { on, recoveryCodesLeft } = factor.data;
  if (!on) return <Off name={name} />;
  return (
    <div className="grid justify-items-start gap-3">
      <p className="flex items-center gap-2 font-semibold text-ok">
        <ShieldCheck size={16} aria-hidden="true" /> {t('on')}
      </p>
      <p className={recoveryCodesLeft < FEW_CODES ? 'text-warn' : 'text-ink-2'}>
        {t('codesLeft', { count: recoveryCodesLeft })}
      </p>
      <TurnOff name={name} />
    </div>
  );
}
