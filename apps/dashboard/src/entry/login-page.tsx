'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, ApiProblem, read } from '../api/client';
import type { SessionInfo } from '../api/types';
import { keys, useSession } from '../api/queries';
import { Button } from '../ui/button';
import { CodeField } from '../ui/code-field';
import { Field, Form } from '../ui/field';
import { Problem } from '../ui/notes';
import { EntryFrame } from './entry-frame';
import { returnPath } from './return-path';

/** Leaves for where one was going as soon as somebody is signed in. */
function useLeaveWhenSignedIn(): void {
  const router = useRouter();
  const { data } = useSession();
  useEffect(() => {
    if (data?.setupNeeded === true) router.replace('/setup');
    else if (data?.operator !== undefined && data.operator !== null) {
      router.replace(returnPath(window.location.search));
    }
  }, [data, router]);
}

interface Credentials {
  readonly name: string;
  readonly password: string;
  readonly code?: string;
}

function useLogin() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Credentials) =>
      read<SessionInfo>(api.POST('/api/v1/login', { body: { ...body, name: body.name.trim() } })),
    onSuccess: (session) => {
      client.setQueryData(keys.session, session);
    },
  });
}

type Login = ReturnType<typeof useLogin>;

const refusedFor = (login: Login, slug: string): boolean =>
  login.error instanceof ApiProblem && login.error.is(slug);

interface PasswordFormProps {
  readonly login: Login;
  readonly credentials: Credentials;
  readonly onChange: (credentials: Credentials) => void;
}

function PasswordForm({ login, credentials, onChange }: PasswordFormProps) {
  const t = useTranslations('login');
  const wrong = refusedFor(login, 'wrong-credentials');
  const locked = refusedFor(login, 'operator-locked');
  return (
    <Form
      onSubmit={() => {
        login.mutate(credentials);
      }}
    >
      <Field
        label={t('name')}
        name="username"
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        required
        autoFocus
        value={credentials.name}
        onText={(name) => {
          onChange({ ...credentials, name });
        }}
      />
      <Field
        label={t('password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        value={credentials.password}
        problem={wrong ? t('wrong') : undefined}
        onText={(password) => {
          onChange({ ...credentials, password });
        }}
      />
      {locked ? (
        <p role="alert" className="rounded-control bg-bad-tint px-3 py-2 text-bad">
          {t('locked')}
        </p>
      ) : null}
      {login.isError && !wrong && !locked ? <Problem error={login.error} /> : null}
      <Button kind="primary" type="submit" size="field" busy={login.isPending}>
        {t('submit')}
      </Button>
    </Form>
  );
}

interface CodeFormProps {
  readonly login: Login;
  readonly credentials: Credentials;
  readonly onBack: () => void;
}

function CodeForm({ login, credentials, onBack }: CodeFormProps) {
  const t = useTranslations('login');
  const [code, setCode] = useState('');
  const isTold = refusedFor(login, 'second-factor-needed') || refusedFor(login, 'wrong-code');
  return (
    <Form
      onSubmit={() => {
        login.mutate({ ...credentials, code: code.trim() });
      }}
    >
      <CodeField
        label={t('code')}
        hint={t('codeHint')}
        value={code}
        problem={refusedFor(login, 'wrong-code') ? t('wrongCode') : undefined}
        onText={setCode}
      />
      {login.isError && !isTold ? <Problem error={login.error} /> : null}
      <Button kind="primary" type="submit" size="field" busy={login.isPending}>
        {t('submit')}
      </Button>
      <Button size="field" onClick={onBack}>
        {t('back')}
      </Button>
    </Form>
  );
}

/** Name and password; then, for those who have one, the second factor. */
export function LoginPage() {
  const t = useTranslations('login');
  const login = useLogin();
  const [credentials, setCredentials] = useState<Credentials>({ name: '', password: '' });
  const [asksCode, setAsksCode] = useState(false);
  useLeaveWhenSignedIn();
  if (!asksCode && refusedFor(login, 'second-factor-needed')) setAsksCode(true);
  const startAgain = () => {
    login.reset();
    setCredentials({ name: '', password: '' });
    setAsksCode(false);
  };
  return (
    <EntryFrame title={t('title')} sentence={asksCode ? t('second') : t('sentence')}>
      {asksCode ? (
        <CodeForm login={login} credentials={credentials} onBack={startAgain} />
      ) : (
        <PasswordForm login={login} credentials={credentials} onChange={setCredentials} />
      )}
      <p className="text-sm">
        <Link href="/login/recover" className="text-accent underline underline-offset-2">
          {asksCode ? t('lostFactor') : t('lost')}
        </Link>
      </p>
    </EntryFrame>
  );
}
