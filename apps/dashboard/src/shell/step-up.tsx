'use client';

import { useMutation } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { api, ApiProblem } from '../api/client';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Field, Form } from '../ui/field';
import { Problem } from '../ui/notes';

type Settle = (proven: boolean) => void;

let waiting: Settle | undefined;
const listeners = new Set<() => void>();

function change(next: Settle | undefined): void {
  waiting = next;
  for (const listener of listeners) listener();
}

function settle(proven: boolean): void {
  waiting?.(proven);
  change(undefined);
}

/**
 * Does something that only who has just proven to be himself may do: where the server asks for that, so do we, and
 * then try once more.
 * @throws {ApiProblem} `step-up-needed` where the question was closed without an answer
 */
export async function dangerous<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ApiProblem && error.is('step-up-needed'))) throw error;
    settle(false);
    const proven = await new Promise<boolean>(change);
    if (!proven) throw error;
    return call();
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function ProofForm() {
  const t = useTranslations('stepUp');
  const [password, setPassword] = useState('');
  const prove = useMutation({
    mutationFn: () => api.POST('/api/v1/account/prove', { body: { password } }),
    onSuccess: () => {
      settle(true);
    },
  });
  const wrong = prove.error instanceof ApiProblem && prove.error.is('wrong-credentials');
  return (
    <Form
      onSubmit={() => {
        prove.mutate();
      }}
    >
      <p>{t('why')}</p>
      <Field
        label={t('password')}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        problem={wrong ? t('wrong') : undefined}
        onText={setPassword}
      />
      {prove.isError && !wrong ? <Problem error={prove.error} /> : null}
      <Button kind="primary" type="submit" className="justify-self-end" busy={prove.isPending}>
        {t('go')}
      </Button>
    </Form>
  );
}

/** The question that `dangerous` asks; one for the whole desk. */
export function StepUp() {
  const t = useTranslations('stepUp');
  const open = useSyncExternalStore(
    subscribe,
    () => waiting !== undefined,
    () => false,
  );
  return (
    <Dialog
      open={open}
      onClose={() => {
        settle(false);
      }}
      title={t('title')}
    >
      <ProofForm />
    </Dialog>
  );
}
