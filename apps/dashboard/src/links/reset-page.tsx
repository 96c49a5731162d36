'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../api/client';
import type { LinkInfo } from '../api/types';
import { EntryFrame } from '../entry/entry-frame';
import { Button } from '../ui/button';
import { Form } from '../ui/field';
import { LinkButton, Problem } from '../ui/notes';
import { LinkGate } from './link-gate';
import { NewPassword, usePasswordFault } from './new-password';

/** Who runs the server needs the longer password. */
const MIN_PASSWORD = { invite: 8, 'account-reset': 8, 'operator-reset': 10 } as const;

interface ResetProps {
  readonly link: LinkInfo;
  readonly token: string;
}

function ResetForm({ link, token, onDone }: ResetProps & { readonly onDone: () => void }) {
  const t = useTranslations('reset');
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: () => api.POST('/api/v1/reset', { body: { token, password } }),
    onSuccess: onDone,
  });
  const fault = usePasswordFault(reset.error);
  return (
    <Form
      onSubmit={() => {
        reset.mutate();
      }}
    >
      <input
        type="text"
        name="username"
        autoComplete="username"
        value={link.name ?? ''}
        readOnly
        hidden
      />
      <NewPassword
        value={password}
        minLength={MIN_PASSWORD[link.kind]}
        error={reset.error}
        autoFocus
        onText={setPassword}
      />
      {reset.isError && fault === undefined ? <Problem error={reset.error} /> : null}
      <Button kind="primary" type="submit" size="field" busy={reset.isPending}>
        {t('submit')}
      </Button>
    </Form>
  );
}

function Reset({ link, token }: ResetProps) {
  const t = useTranslations('reset');
  const router = useRouter();
  const [done, setDone] = useState(false);
  const isInvite = link.kind === 'invite';
  useEffect(() => {
    if (isInvite) router.replace(`/join#${token}`);
  }, [isInvite, router, token]);
  if (isInvite) return null;
  const name = link.name ?? '';
  const isOperator = link.kind === 'operator-reset';
  if (done) {
    return (
      <EntryFrame title={t('done')} sentence={isOperator ? t('doneOperator') : t('doneUser')}>
        {isOperator ? (
          <LinkButton href="/login" kind="primary">
            {t('toLogin')}
          </LinkButton>
        ) : null}
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={t('title')} sentence={t('sentence', { name })}>
      <ResetForm
        link={link}
        token={token}
        onDone={() => {
          setDone(true);
        }}
      />
    </EntryFrame>
  );
}

/** Where a reset link leads: another password, for an account or for an operator. */
export function ResetPage() {
  return <LinkGate>{(link, token) => <Reset link={link} token={token} />}</LinkGate>;
}
