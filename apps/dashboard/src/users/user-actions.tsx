'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import { keys } from '../api/queries';
import type { MadeLink, PasswordResult, UserDetail } from '../api/types';
import { useMay } from '../shell/permissions';
import { dangerous } from '../shell/step-up';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Field, Form } from '../ui/field';
import { shellWord } from '../ui/command-line';
import { Commands, Problem, SecretOnce } from '../ui/notes';
import { OneTimeLink } from '../ui/one-time-link';
import { say } from '../ui/toasts';
import { useAsked } from '../url/asked';
import { LimitedButton, useLimits } from './hosts';

interface ActionProps {
  readonly user: UserDetail;
  readonly onClose: () => void;
}

const pathOf = (user: UserDetail) => ({ params: { path: { jid: user.jid } } });
const address = (user: UserDetail): string => `/api/v1/users/${encodeURIComponent(user.jid)}`;

function useRefresh(): () => void {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: keys.users });
    void client.invalidateQueries({ queryKey: keys.sessions });
  };
}

function Password({ user, onClose }: ActionProps) {
  const t = useTranslations('user');
  const refresh = useRefresh();
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () =>
      read<PasswordResult>(
        api.POST('/api/v1/users/{jid}/password', {
          ...pathOf(user),
          body: password === '' ? {} : { password },
        }),
      ),
    onSuccess: refresh,
  });
  if (change.data !== undefined) {
    return (
      <div className="grid gap-4">
        {change.data.password === null ? (
          <p>{t('passwordSet')}</p>
        ) : (
          <SecretOnce secret={change.data.password} note={t('passwordOnce')} />
        )}
        <Button kind="primary" className="justify-self-end" onClick={onClose}>
          {t('done')}
        </Button>
      </div>
    );
  }
  return (
    <Form
      onSubmit={() => {
        change.mutate();
      }}
    >
      <Field
        label={t('newPassword')}
        hint={t('newPasswordHint')}
        type="password"
        autoComplete="new-password"
        value={password}
        onText={setPassword}
      />
      {change.isError ? <Problem error={change.error} /> : null}
      <Commands
        lines={[
          `waybill passwd ${shellWord(user.jid)}${password === '' ? ' --generate' : ''}`,
          `POST ${address(user)}/password`,
        ]}
      />
      <Button kind="primary" type="submit" className="justify-self-end" busy={change.isPending}>
        {t('setPassword')}
      </Button>
    </Form>
  );
}

/** A link on which the user chooses a password: nobody else then knows it. */
function ResetLink({ user, onClose }: ActionProps) {
  const t = useTranslations('resetLink');
  const make = useMutation({
    mutationFn: () => read<MadeLink>(api.POST('/api/v1/users/{jid}/reset-link', pathOf(user))),
  });
  if (make.data !== undefined) {
    return (
      <div className="grid gap-4">
        <OneTimeLink link={make.data} what={t('what', { jid: user.jid })} />
        <Button kind="primary" className="justify-self-end" onClick={onClose}>
          {t('done')}
        </Button>
      </div>
    );
  }
  return (
    <Form
      onSubmit={() => {
        make.mutate();
      }}
    >
      <p>{t('hint', { jid: user.jid })}</p>
      {make.isError ? <Problem error={make.error} /> : null}
      <Commands
        lines={[`waybill users reset ${shellWord(user.jid)}`, `POST ${address(user)}/reset-link`]}
      />
      <Button kind="primary" type="submit" className="justify-self-end" busy={make.isPending}>
        {t('make')}
      </Button>
    </Form>
  );
}

const DAY_MS = 86_400_000;

/** The command takes days from now where the dialog takes a date. */
function lockLine({ jid }: UserDetail, reason: string, until: string): string {
  const days = Math.ceil((new Date(`${until}T00:00`).getTime() - Date.now()) / DAY_MS);
  return [
    `waybill users lock ${shellWord(jid)}`,
    ...(reason.trim() === '' ? [] : [`--reason ${shellWord(reason.trim())}`]),
    ...(days > 0 ? [`--days ${String(days)}`] : []),
  ].join(' ');
}

function Lock({ user, onClose }: ActionProps) {
  const t = useTranslations('user');
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const replacesPassword = useLimits(user.domain)('unlock') === 'unlock-needs-password';
  const lock = useMutation({
    mutationFn: () =>
      api.POST('/api/v1/users/{jid}/lock', {
        ...pathOf(user),
        body: {
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
          // A date without a zone is the operator's own: the lock ends as that day begins there.
          ...(until === '' ? {} : { until: new Date(`${until}T00:00`).toISOString() }),
        },
      }),
    onSuccess: () => {
      refresh();
      say(t('locked', { jid: user.jid }));
      onClose();
    },
  });
  return (
    <Form
      onSubmit={() => {
        lock.mutate();
      }}
    >
      <p>{replacesPassword ? t('lockReplacesPassword') : t('lockHint')}</p>
      <Field label={t('lockReason')} value={reason} maxLength={1000} onText={setReason} />
      {replacesPassword ? null : (
        <Field
          label={t('lockUntil')}
          hint={t('lockUntilHint')}
          type="date"
          value={until}
          onText={setUntil}
        />
      )}
      {lock.isError ? <Problem error={lock.error} /> : null}
      <Commands lines={[lockLine(user, reason, until), `POST ${address(user)}/lock`]} />
      <Button kind="danger" type="submit" className="justify-self-end" busy={lock.isPending}>
        {t('lock')}
      </Button>
    </Form>
  );
}

function Remove({ user }: ActionProps) {
  const t = useTranslations('user');
  const router = useRouter();
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => dangerous(() => api.DELETE('/api/v1/users/{jid}', pathOf(user))),
    onSuccess: () => {
      say(t('removed', { jid: user.jid }));
      client.removeQueries({ queryKey: keys.user(user.jid) });
      void client.invalidateQueries({ queryKey: [...keys.users, 'list'] });
      router.push('/users');
    },
  });
  return (
    <Form
      onSubmit={() => {
        remove.mutate();
      }}
    >
      <p>{t('removeHint')}</p>
      <Field
        label={t('removeConfirm', { name: user.localpart })}
        value={typed}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onText={setTyped}
      />
      {remove.isError ? <Problem error={remove.error} /> : null}
      <Commands lines={[`waybill deluser ${shellWord(user.jid)}`, `DELETE ${address(user)}`]} />
      <Button
        kind="danger"
        type="submit"
        className="justify-self-end"
        disabled={typed !== user.localpart}
        busy={remove.isPending}
      >
        {t('remove')}
      </Button>
    </Form>
  );
}

function UnlockButton({ user }: { readonly user: UserDetail }) {
  const limits = useLimits(user.host);
  const t = useTranslations('user');
  const refresh = useRefresh();
  const unlock = useMutation({
    mutationFn: () => api.POST('/api/v1/users/{jid}/unlock', pathOf(user)),
    onSuccess: () => {
      refresh();
      say(t('unlocked', { jid: user.jid }));
    },
  });
  return (
    <>
      <LimitedButton
        limit={limits('unlock')}
        busy={unlock.isPending}
        onClick={() => {
          unlock.mutate();
        }}
      >
        {t('unlock')}
      </LimitedButton>
      {unlock.isError ? <Problem error={unlock.error} /> : null}
    </>
  );
}

const ACTIONS = { resetLink: ResetLink, password: Password, lock: Lock, remove: Remove } as const;

/** What can be done to an account. Locking stands before deleting: it can be undone. */
export function UserActions({ user }: { readonly user: UserDetail }) {
  const t = useTranslations('user');
  const mayWrite = useMay('users:write');
  const mayDelete = useMay('users:delete');
  const limits = useLimits(user.host);
  const [asked, forget] = useAsked();
  const mayLock = mayWrite && user.status !== 'locked' && limits('lock') === null;
  const [chosen, setOpen] = useState<keyof typeof ACTIONS>();
  const open = chosen ?? (asked === 'lock' && mayLock ? 'lock' : undefined);
  const close = (): void => {
    setOpen(undefined);
    forget();
  };
  const tLink = useTranslations('resetLink');
  // A host server keeps its own accounts' passwords: there is no link of ours to set them.
  const isOurs = user.mode === 'own' || user.mode === 'kept-here';
  const titles = {
    resetLink: tLink('button'),
    password: t('setPassword'),
    lock: t('lock'),
    remove: t('remove'),
  };
  const Action = open === undefined ? undefined : ACTIONS[open];
  const button = (name: keyof typeof ACTIONS, kind: 'plain' | 'danger' = 'plain') => (
    <LimitedButton
      kind={kind}
      limit={limits(name === 'resetLink' ? 'password' : name)}
      onClick={() => {
        setOpen(name);
      }}
    >
      {titles[name]}
    </LimitedButton>
  );
  return (
    <>
      {mayWrite && isOurs ? button('resetLink') : null}
      {mayWrite ? button('password') : null}
      {!mayWrite ? null : user.status === 'locked' ? <UnlockButton user={user} /> : button('lock')}
      {mayDelete ? button('remove', 'danger') : null}
      <Dialog
        open={open !== undefined}
        onClose={close}
        title={open === undefined ? '' : t('titleOf', { action: titles[open], jid: user.jid })}
      >
        {Action === undefined ? null : <Action user={user} onClose={close} />}
      </Dialog>
    </>
  );
}
