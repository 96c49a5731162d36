'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, ApiProblem, read } from '../api/client';
import type { SessionInfo } from '../api/types';
import { keys, useSession } from '../api/queries';
import { WizardSteps } from '../attachments/wizard-steps';
import { Button } from '../ui/button';
import { Field, Form } from '../ui/field';
import { Problem } from '../ui/notes';
import { EntryFrame } from './entry-frame';
import { StrengthHint } from './strength-hint';
import { useToken } from './use-token';

const MIN_PASSWORD = 10;

interface SetupBody {
  readonly token: string;
  readonly name: string;
  readonly password: string;
}

/** Makes the first operator; whoever did it is signed in. */
function useSetup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SetupBody) => read<SessionInfo>(api.POST('/api/v1/setup', { body })),
    onSuccess: (session) => {
      client.setQueryData(keys.session, session);
    },
  });
}

function NewForm({ token }: { readonly token: string }) {
  const t = useTranslations('setup');
  const setup = useSetup();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [given, setGiven] = useState('');
  const usedToken = token === '' ? given.trim() : token;
  const wrongToken = setup.error instanceof ApiProblem && setup.error.is('wrong-setup-token');
  const short = password !== '' && password.length < MIN_PASSWORD;
  return (
    <Form
      onSubmit={() => {
        setup.mutate({ token: usedToken, name: name.trim(), password });
      }}
    >
      {token === '' ? (
        <Field label={t('token')} hint={t('tokenHint')} required value={given} onText={setGiven} />
      ) : null}
      <Field
        label={t('name')}
        hint={t('nameHint')}
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        required
        maxLength={64}
        pattern="\S+"
        value={name}
        onText={setName}
      />
      <Field
        label={t('password')}
        type="password"
        autoComplete="new-password"
        required
        minLength={MIN_PASSWORD}
        value={password}
        hint={short ? t('passwordShort', { count: MIN_PASSWORD }) : t('passwordHint')}
        onText={setPassword}
      />
      {short ? null : <StrengthHint password={password} />}
      {wrongToken ? (
        <p role="alert" className="rounded-control bg-bad-tint px-3 py-2 text-bad">
          {t('wrongToken')}
        </p>
      ) : null}
      {setup.isError && !wrongToken ? <Problem error={setup.error} /> : null}
      <Button kind="primary" type="submit" size="field" busy={setup.isPending}>
        {t('submit')}
      </Button>
    </Form>
  );
}

/** The first operator, made by whoever holds the link that the server printed. */
export function SetupPage() {
  const t = useTranslations('setup');
  const router = useRouter();
  const token = useToken();
  const { data } = useSession();
  useEffect(() => {
    if (data === undefined || data.setupNeeded) return;
    router.replace(data.operator === null ? '/login' : '/attachments/new?first=1');
  }, [data, router]);
  return (
    <EntryFrame title={t('title')} sentence={t('sentence')}>
      <WizardSteps step="you" first />
      <NewForm token={token} />
    </EntryFrame>
  );
}
