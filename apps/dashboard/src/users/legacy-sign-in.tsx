'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import { keys } from '../api/queries';
import type { LegacySecret, UserDetail } from '../api/types';
import { useMay } from '../shell/permissions';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Field, Form, INPUT } from '../ui/field';
import { shellWord } from '../ui/command-line';
import { Commands, Problem, SecretOnce } from '../ui/notes';
import { Moment } from '../ui/texts';
import { say } from '../ui/toasts';

const TERMS = [30, 90, 365, 'never'] as const;
type Term = (typeof TERMS)[number];

function TermChoice(props: { readonly term: Term; readonly onChange: (term: Term) => void }) {
  const t = useTranslations('legacy');
  return (
    <label className="grid gap-1 text-sm font-semibold">
      {t('expires')}
      <select
        className={INPUT}
        value={props.term}
        onChange={(event) => {
          props.onChange(TERMS.find((each) => String(each) === event.target.value) ?? 90);
        }}
      >
        {TERMS.map((each) => (
          <option key={each} value={each}>
            {each === 'never' ? t('never') : t('days', { count: each })}
          </option>
        ))}
      </select>
    </label>
  );
}

function EnableForm({
  user,
  onSecret,
}: {
  readonly user: UserDetail;
  readonly onSecret: (secret: string) => void;
}) {
  const t = useTranslations('legacy');
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [term, setTerm] = useState<Term>(90);
  const enable = useMutation({
    mutationFn: () =>
      read<LegacySecret>(
        api.POST('/api/v1/users/{jid}/legacy-sign-in', {
          params: { path: { jid: user.jid } },
          body: { reason: reason.trim(), expiresInDays: term },
        }),
      ),
    onSuccess: ({ secret }) => {
      void client.invalidateQueries({ queryKey: keys.users });
      onSecret(secret);
    },
  });
  return (
    <Form
      onSubmit={() => {
        enable.mutate();
      }}
    >
      <p>{t('why')}</p>
      <Field
        label={t('reason')}
        hint={t('reasonHint')}
        required
        maxLength={1000}
        value={reason}
        onText={setReason}
      />
      <TermChoice term={term} onChange={setTerm} />
      {enable.isError ? <Problem error={enable.error} /> : null}
      <Commands
        lines={[
          `waybill users legacy ${shellWord(user.jid)} --enable --reason ${shellWord(reason.trim())} --days ${String(term)}`,
          `POST /api/v1/users/${encodeURIComponent(user.jid)}/legacy-sign-in`,
        ]}
      />
      <Button kind="primary" type="submit" className="justify-self-end" busy={enable.isPending}>
        {t('enable')}
      </Button>
    </Form>
  );
}

function DisableButton({ user }: { readonly user: UserDetail }) {
  const t = useTranslations('legacy');
  const client = useQueryClient();
  const disable = useMutation({
    mutationFn: () =>
      api.DELETE('/api/v1/users/{jid}/legacy-sign-in', { params: { path: { jid: user.jid } } }),
    onSuccess: () => {
      say(t('disabled'));
      void client.invalidateQueries({ queryKey: keys.users });
    },
  });
  return (
    <>
      <Button
        busy={disable.isPending}
        onClick={() => {
          disable.mutate();
        }}
      >
        {t('disable')}
      </Button>
      {disable.isError ? <Problem error={disable.error} /> : null}
    </>
  );
}

/** Why it is on, since when, and until when. */
function Terms({ legacy }: { readonly legacy: NonNullable<UserDetail['legacySignIn']> }) {
  const t = useTranslations('legacy');
  return (
    <dl className="mt-2 grid max-w-xl grid-cols-[auto_1fr] gap-x-4 text-sm [&>dt]:text-ink-3">
      <dt>{t('reason')}</dt>
      <dd>{legacy.reason}</dd>
      <dt>{t('since')}</dt>
      <dd>
        <Moment at={legacy.enabledAt} form="full" />
      </dd>
      <dt>{t('expires')}</dt>
      <dd>
        {legacy.expiresAt === null ? t('never') : <Moment at={legacy.expiresAt} form="full" />}
      </dd>
    </dl>
  );
}

/** The second, weaker way in for clients that know nothing newer: off unless somebody says why. */
export function LegacySignIn({ user }: { readonly user: UserDetail }) {
  const t = useTranslations('legacy');
  const may = useMay('users:write');
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string>();
  const close = (): void => {
    setOpen(false);
    setSecret(undefined);
  };
  const legacy = user.legacySignIn;
  return (
    <section aria-labelledby="legacy" className="border-t border-rule py-4">
      <h2 id="legacy" className="text-lg font-bold">
        {t('title')}
      </h2>
      <p className="mt-1 max-w-[68ch] text-ink-2">{legacy === null ? t('off') : t('on')}</p>
      {legacy === null ? null : <Terms legacy={legacy} />}
      {may ? (
        <div className="mt-3 flex flex-wrap gap-2">
          {legacy === null ? (
            <Button
              onClick={() => {
                setOpen(true);
              }}
            >
              {t('enable')}
            </Button>
          ) : (
            <DisableButton user={user} />
          )}
        </div>
      ) : null}
      <Dialog
        open={open}
        onClose={close}
        title={secret === undefined ? t('enable') : t('secretTitle')}
      >
        {secret === undefined ? (
          <EnableForm user={user} onSecret={setSecret} />
        ) : (
          <div className="grid gap-4">
            <SecretOnce secret={secret} note={t('secretOnce')} />
            <Button kind="primary" className="justify-self-end" onClick={close}>
              {t('done')}
            </Button>
          </div>
        )}
      </Dialog>
    </section>
  );
}
