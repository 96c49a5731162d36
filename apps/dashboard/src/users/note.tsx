'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../api/client';
import { keys } from '../api/queries';
import type { UserDetail } from '../api/types';
import { useMay } from '../shell/permissions';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Problem } from '../ui/notes';
import { say } from '../ui/toasts';

/** What the operators want to remember of somebody. */
export function Note({ user }: { readonly user: UserDetail }) {
  const t = useTranslations('user');
  const may = useMay('users:write');
  const client = useQueryClient();
  const [note, setNote] = useState(user.note ?? '');
  const save = useMutation({
    mutationFn: () =>
      api.PATCH('/api/v1/users/{jid}', {
        params: { path: { jid: user.jid } },
        body: { note: note.trim() === '' ? null : note.trim() },
      }),
    onSuccess: () => {
      say(t('noteSaved'));
      void client.invalidateQueries({ queryKey: keys.users });
    },
  });
  if (!may) return user.note === null ? null : <p>{user.note}</p>;
  return (
    <form
      className="grid max-w-xl gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Field label={t('note')} value={note} maxLength={1000} autoComplete="off" onText={setNote} />
      {save.isError ? <Problem error={save.error} /> : null}
      <Button
        type="submit"
        className="justify-self-start"
        busy={save.isPending}
        disabled={note.trim() === (user.note ?? '')}
      >
        {t('saveNote')}
      </Button>
    </form>
  );
}
