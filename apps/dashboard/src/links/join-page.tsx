'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, ApiProblem, read } from '../api/client';
import type { Joined, LinkInfo } from '../api/types';
import { EntryFrame } from '../entry/entry-frame';
import { Button } from '../ui/button';
import { Field, Form } from '../ui/field';
import { CopyButton, Problem } from '../ui/notes';
import { LinkGate } from './link-gate';
import { NewPassword, usePasswordFault } from './new-password';

const MIN_PASSWORD = 8;

/** What is wrong with the name, in the words of whoever chose it. */
function useNameFault(error: unknown): string | undefined {
  const t = useTranslations('join');
  if (!(error instanceof ApiProblem)) return undefined;
  if (error.is('account-exists')) return t('taken');
  return error.is('invalid-jid') ? t('badName') : undefined;
}

function JoinForm(props: {
  readonly token: string;
  readonly domain: string;
  readonly onJoined: (joined: Joined) => void;
}) {
  const { token, domain, onJoined } = props;
  const t = useTranslations('join');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const join = useMutation({
    mutationFn: () =>
      read<Joined>(api.POST('/api/v1/join', { body: { token, name: name.trim(), password } })),
    onSuccess: onJoined,
  });
  const nameFault = useNameFault(join.error);
  const passwordFault = usePasswordFault(join.error);
  const told = nameFault ?? passwordFault;
  const local = name.trim().split('@')[0] ?? '';
  return (
    <Form
      onSubmit={() => {
        join.mutate();
      }}
    >
      <Field
        label={t('name')}
        hint={local === '' ? t('nameHint', { domain }) : t('willBe', { jid: `${local}@${domain}` })}
        problem={nameFault}
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        required
        autoFocus
        maxLength={1023}
        value={name}
        onText={(text) => {
          // Whoever types the whole address means the name in it.
          setName(text.endsWith(`@${domain}`) ? text.slice(0, -domain.length - 1) : text);
        }}
      />
      <NewPassword
        value={password}
        minLength={MIN_PASSWORD}
        error={join.error}
        onText={setPassword}
      />
      {join.isError && told === undefined ? <Problem error={join.error} /> : null}
      <Button kind="primary" type="submit" size="field" busy={join.isPending}>
        {t('submit')}
      </Button>
    </Form>
  );
}

const CLIENTS = ['android', 'apple', 'computer'] as const;

/** What one needs now: a client, and what to type into it. */
function HowToConnect({ jid, domain }: Joined) {
  const t = useTranslations('join');
  return (
    <ol className="grid gap-4 [&>li]:border-t [&>li]:border-rule [&>li]:pt-3">
      <li>
        <h2 className="font-semibold">{t('getClient')}</h2>
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
          {CLIENTS.map((client) => (
            <div key={client} className="contents">
              <dt className="text-ink-3">{t(`clients.${client}.on`)}</dt>
              <dd translate="no">{t(`clients.${client}.take`)}</dd>
            </div>
          ))}
        </dl>
      </li>
      <li>
        <h2 className="font-semibold">{t('signIn')}</h2>
        <div className="mt-1 flex items-center gap-1 rounded-control border border-rule-strong bg-raised pl-3">
          <output className="min-w-0 flex-1 py-2 font-mono text-lg break-all" translate="no">
            {jid}
          </output>
          <CopyButton text={jid} label={t('copyAddress')} />
        </div>
        <p className="mt-1 text-sm text-ink-2">{t('signInHint', { domain })}</p>
      </li>
      <li>
        <h2 className="font-semibold">{t('send')}</h2>
        <p className="text-ink-2">{t('sendHint')}</p>
      </li>
    </ol>
  );
}

function Invited({ link, token }: { readonly link: LinkInfo; readonly token: string }) {
  const t = useTranslations('join');
  const router = useRouter();
  const [joined, setJoined] = useState<Joined>();
  const isReset = link.kind !== 'invite';
  useEffect(() => {
    if (isReset) router.replace(`/reset#${token}`);
  }, [isReset, router, token]);
  if (isReset) return null;
  const domain = link.domain ?? '';
  if (joined !== undefined) {
    return (
      <EntryFrame title={t('welcome')} sentence={t('welcomeHint')}>
        <HowToConnect {...joined} />
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={t('title', { domain })} sentence={t('sentence')}>
      <JoinForm token={token} domain={domain} onJoined={setJoined} />
    </EntryFrame>
  );
}

/** Where an invitation leads: a name and a password, and then how to go on. */
export function JoinPage() {
  return <LinkGate>{(link, token) => <Invited link={link} token={token} />}</LinkGate>;
}
