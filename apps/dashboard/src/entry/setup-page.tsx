'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { api, ApiProblem, read } from '../api/client';
import type { SessionInfo } from '../api/types';
import { keys, useSession } from '../api/queries';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Problem } from '../ui/notes';
import { EntryFrame } from './entry-frame';
import { strengthOf } from './strength';

const MIN_PASSWORD = 10;

/** The one-time token: it stands in the fragment, which no log and no referrer ever sees. */
function useToken(): string {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('hashchange', listener);
      return () => {
        window.removeEventListener('hashchange', listener);
      };
    },
    () => window.location.hash.slice(1),
    () => '',
  );
}

function Strength({ password }: { readonly password: string }) {
  const t = useTranslations('setup');
  const strength = strengthOf(password);
  const tone = ['text-bad', 'text-warn', 'text-ok', 'text-ok'][strength] ?? '';
  return (
    <p aria-live="polite" className={`-mt-2 text-sm ${tone}`}>
      {password === '' ? '' : t(`strength.${strength}`)}
    </p>
  );
}

function Form({ token }: { readonly token: string }) {
  const t = useTranslations('setup');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [given, setGiven] = useState('');
  const setup = useMutation({
    mutationFn: () =>
      read<SessionInfo>(
        api.POST('/api/v1/setup', {
          body: { token: token === '' ? given.trim() : token, name: name.trim(), password },
        }),
      ),
    onSuccess: (session) => {
      client.setQueryData(keys.session, session);
    },
  });
  const wrongToken = setup.error instanceof ApiProblem && setup.error.is('wrong-setup-token');
  const short = password !== '' && password.length < MIN_PASSWORD;
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setup.mutate();
      }}
    >
      {token === '' ? (
        <Field
          label={t('token')}
          hint={t('tokenHint')}
          required
          autoComplete="off"
          value={given}
          onChange={(event) => {
            setGiven(event.target.value);
          }}
        />
      ) : null}
      <Field
        label={t('name')}
        hint={t('nameHint')}
        name="username"
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        required
        maxLength={64}
        pattern="\S+"
        value={name}
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      <Field
        label={t('password')}
        name="new-password"
        type="password"
        autoComplete="new-password"
        required
        minLength={MIN_PASSWORD}
        value={password}
        hint={short ? t('passwordShort', { count: MIN_PASSWORD }) : t('passwordHint')}
        onChange={(event) => {
          setPassword(event.target.value);
        }}
      />
      {short ? null : <Strength password={password} />}
      {wrongToken ? (
        <p role="alert" className="rounded-control bg-bad-tint px-3 py-2 text-bad">
          {t('wrongToken')}
        </p>
      ) : null}
      {setup.isError && !wrongToken ? <Problem error={setup.error} /> : null}
      <Button kind="primary" type="submit" className="h-9" busy={setup.isPending}>
        {t('submit')}
      </Button>
    </form>
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
    router.replace(data.operator === null ? '/login' : '/');
  }, [data, router]);
  return (
    <EntryFrame title={t('title')} sentence={t('sentence')}>
      <Form token={token} />
    </EntryFrame>
  );
}
