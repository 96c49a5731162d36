'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import type { CreatedUser } from '../api/types';
import { keys, useSession } from '../api/queries';
import { Button } from '../ui/button';
import { shellWord } from '../ui/command-line';
import { Dialog } from '../ui/dialog';
import { Field, Form } from '../ui/field';
import { Commands, LinkButton, Problem, SecretOnce } from '../ui/notes';
import { userHref } from './user-list';

interface Draft {
  readonly jid: string;
  readonly password: string;
  readonly note: string;
}

const NEW: Draft = { jid: '', password: '', note: '' };

type OnAdded = (jid: string, password: string | null) => void;

/** Without a password the command makes one up as well; one that was typed here it asks for. */
function addLine({ jid, password, note }: Draft): string {
  return [
    `waybill adduser ${shellWord(jid)}`,
    ...(password === '' ? ['--generate'] : []),
    ...(note.trim() === '' ? [] : [`--note ${shellWord(note.trim())}`]),
  ].join(' ');
}

/** Sends a draft; what is left empty is left to the server. */
function useAddUser(onAdded: OnAdded) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ jid, password, note }: Draft) => {
      const body = {
        jid,
        ...(password === '' ? {} : { password }),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      };
      return read<CreatedUser>(api.POST('/api/v1/users', { body }));
    },
    onSuccess: (created) => {
      void client.invalidateQueries({ queryKey: keys.users });
      onAdded(created.user.jid, created.password);
    },
  });
}

function NewForm(props: { readonly domain: string | undefined; readonly onAdded: OnAdded }) {
  const { onAdded } = props;
  const t = useTranslations('users');
  const first = useSession().data?.domains[0] ?? '';
  const domain = props.domain ?? first;
  const [draft, setDraft] = useState(NEW);
  const name = draft.jid.trim();
  const jid = name.includes('@') ? name : `${name}@${domain}`;
  const add = useAddUser(onAdded);
  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part });
  };
  return (
    <Form
      onSubmit={() => {
        add.mutate({ ...draft, jid });
      }}
    >
      <Field
        label={t('name')}
        hint={name === '' ? t('nameHint', { domain }) : t('willBe', { jid })}
        value={draft.jid}
        required
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onText={(jid) => {
          change({ jid });
        }}
      />
      <Field
        label={t('passwordOptional')}
        hint={t('passwordHint')}
        type="password"
        autoComplete="new-password"
        value={draft.password}
        onText={(password) => {
          change({ password });
        }}
      />
      <Field
        label={t('note')}
        value={draft.note}
        maxLength={1000}
        autoComplete="off"
        onText={(note) => {
          change({ note });
        }}
      />
      {add.isError ? <Problem error={add.error} /> : null}
      <Commands lines={[addLine({ ...draft, jid }), 'POST /api/v1/users']} />
      <div className="flex justify-end">
        <Button kind="primary" type="submit" busy={add.isPending}>
          {t('add')}
        </Button>
      </div>
    </Form>
  );
}

/** Makes an account. Without a password one is made up, and shown this once. */
export function AddUserDialog(props: {
  /** Where names without one go; the first of our own where absent. */
  readonly domain: string | undefined;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const t = useTranslations('users');
  const [added, setAdded] = useState<{ jid: string; password: string | null }>();
  const close = (): void => {
    setAdded(undefined);
    props.onClose();
  };
  return (
    <Dialog
      open={props.open}
      onClose={close}
      title={added === undefined ? t('add') : t('added', { jid: added.jid })}
    >
      {added === undefined ? (
        <NewForm
          domain={props.domain}
          onAdded={(jid, password) => {
            setAdded({ jid, password });
          }}
        />
      ) : (
        <div className="grid gap-4">
          {added.password === null ? (
            <p>{t('addedOwnPassword')}</p>
          ) : (
            <SecretOnce secret={added.password} note={t('passwordOnce')} />
          )}
          <div className="flex justify-end gap-2">
            <LinkButton href={userHref(added.jid)}>{t('open')}</LinkButton>
            <Button kind="primary" onClick={close}>
              {t('done')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
