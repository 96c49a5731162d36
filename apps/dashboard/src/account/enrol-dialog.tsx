'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ApiProblem, api, read } from '../api/client';
import type { RecoveryCodeList, SecondFactorOffer } from '../api/types';
import { Button } from '../ui/button';
import { CodeField } from '../ui/code-field';
import { Dialog } from '../ui/dialog';
import { Form } from '../ui/field';
import { CopyButton, Problem } from '../ui/notes';
import { QrCode } from '../ui/qr-code';
import { SECOND_FACTOR } from './queries';
import { RecoveryCodes } from './recovery-codes';

/** In groups of four, as one types it from one screen into another. */
const inGroups = (secret: string): string => secret.replace(/(.{4})(?=.)/gu, '$1 ');

function Offer({ offer }: { readonly offer: SecondFactorOffer }) {
  const t = useTranslations('secondFactor');
  return (
    <>
      <p>{t('scan')}</p>
      <div className="w-48 max-w-full justify-self-center">
        <QrCode text={offer.uri} label={t('qr')} />
      </div>
      <details className="text-sm text-ink-2">
        <summary className="w-fit py-1">{t('byHand')}</summary>
        <div className="mt-1 flex items-center gap-1 rounded-control bg-raised pl-2.5">
          <code
            className="min-w-0 flex-1 py-1.5 font-mono text-base break-words text-ink"
            translate="no"
          >
            {inGroups(offer.secret)}
          </code>
          <CopyButton text={offer.secret} label={t('copySecret')} />
        </div>
      </details>
    </>
  );
}

function ConfirmForm(props: {
  readonly offer: SecondFactorOffer;
  readonly onCodes: (codes: readonly string[]) => void;
}) {
  const t = useTranslations('secondFactor');
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () =>
      read<RecoveryCodeList>(
        api.POST('/api/v1/account/second-factor/confirm', { body: { code: code.trim() } }),
      ),
    onSuccess: ({ recoveryCodes }) => {
      props.onCodes(recoveryCodes);
    },
  });
  const wrong = confirm.error instanceof ApiProblem && confirm.error.is('wrong-code');
  return (
    <Form
      onSubmit={() => {
        confirm.mutate();
      }}
    >
      <Offer offer={props.offer} />
      <CodeField
        label={t('code')}
        hint={t('codeHint')}
        value={code}
        problem={wrong ? t('wrongCode') : undefined}
        onText={setCode}
      />
      {confirm.isError && !wrong ? <Problem error={confirm.error} /> : null}
      <Button kind="primary" type="submit" className="justify-self-end" busy={confirm.isPending}>
        {t('turnOn')}
      </Button>
    </Form>
  );
}

/** Ties an authenticator to the own account: scan, type one code, keep the recovery codes. */
export function EnrolDialog(props: {
  readonly offer: SecondFactorOffer | undefined;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const t = useTranslations('secondFactor');
  const client = useQueryClient();
  const [codes, setCodes] = useState<readonly string[]>();
  const close = (): void => {
    setCodes(undefined);
    props.onClose();
    void client.invalidateQueries({ queryKey: SECOND_FACTOR });
  };
  return (
    <Dialog
      open={props.offer !== undefined}
      onClose={close}
      title={codes === undefined ? t('setUp') : t('isOn')}
    >
      {codes === undefined ? (
        props.offer === undefined ? null : (
          <ConfirmForm offer={props.offer} onCodes={setCodes} />
        )
      ) : (
        <RecoveryCodes codes={codes} name={props.name} onDone={close} />
      )}
    </Dialog>
  );
}
