'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, ApiProblem, read } from '../api/client';
import type { SessionInfo } from '../api/types';
import { keys, useSession } from '../api/queries';
import { Button } from '../ui/button';
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

export function LoginPage() {
  const t = useTranslations('login');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  useLeaveWhenSignedIn();
  const login = useMutation({
    mutationFn: () =>
      read<SessionInfo>(api.POST('/api/v1/login', { body: { name: name.trim(), password } })),
    onSuccess: (session) => {
      client.setQueryData(keys.session, session);
    },
  });
  const wrong = login.error instanceof ApiProblem && login.error.is('wrong-credentials');
  return (
    <EntryFrame title={t('title')} sentence={t('sentence')}>
      <Form
        onSubmit={() => {
          login.mutate();
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
          value={name}
          onText={setName}
        />
        <Field
          label={t('password')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          problem={wrong ? t('wrong') : undefined}
          onText={setPassword}
        />
        {login.isError && !wrong ? <Problem error={login.error} /> : null}
        <Button kind="primary" type="submit" size="field" busy={login.isPending}>
          {t('submit')}
        </Button>
      </Form>
      <p className="text-sm text-ink-3">
        {t.rich('lost', {
          code: (chunks) => <code className="font-mono text-ink-2">{chunks}</code>,
        })}
      </p>
    </EntryFrame>
  );
}
