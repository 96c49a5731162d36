'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, ApiProblem, read } from '../api/client';
import { keys } from '../api/queries';
import type { UserBulkResult } from '../api/types';
import { dangerous } from '../shell/step-up';
import { Button } from '../ui/button';
import { Field, Form } from '../ui/field';
import { shellWord } from '../ui/command-line';
import { Commands, Problem } from '../ui/notes';
import { say } from '../ui/toasts';
import type { Chosen } from './selection';

export type BulkAction = 'lock' | 'unlock' | 'note' | 'delete';

/** The one word that a dialog asks for: a reason, a note, or the number of those who are to go. */
function change(action: BulkAction, chosen: Chosen, text: string): Promise<UserBulkResult> {
  const who = 'jids' in chosen ? { jids: [...chosen.jids] } : chosen;
  if (action === 'delete') {
    return dangerous(() =>
      read<UserBulkResult>(api.POST('/api/v1/users/bulk-delete', { body: who })),
    );
  }
  const word = text.trim();
  const more =
    action === 'note'
      ? { note: word === '' ? null : word }
      : action === 'lock' && word !== ''
        ? { reason: word }
        : {};
  return read<UserBulkResult>(
    api.POST('/api/v1/users/bulk', { body: { ...who, action, ...more } }),
  );
}

function useBulk(action: BulkAction, chosen: Chosen, onChanged: (result: UserBulkResult) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => change(action, chosen, text),
    onSuccess: (result) => {
      void client.invalidateQueries({ queryKey: keys.users });
      void client.invalidateQueries({ queryKey: keys.sessions });
      onChanged(result);
    },
  });
}

/** Who could not be changed, and why; the others were. */
function Failures(props: { readonly result: UserBulkResult; readonly onClose: () => void }) {
  const t = useTranslations('bulk');
  const { matched, changed, failed } = props.result;
  return (
    <div className="grid gap-3">
      <p>{t('partly', { changed, count: matched })}</p>
      <ul className="max-h-60 overflow-y-auto rounded-control border border-rule text-sm">
        {failed.map(({ jid, problem }) => (
          <li
            key={jid}
            className="flex flex-wrap gap-x-3 border-t border-rule px-2 py-1 first:border-t-0"
          >
            <bdi className="font-semibold">{jid}</bdi>
            <code className="font-mono text-bad">{problem}</code>
          </li>
        ))}
      </ul>
      <Button kind="primary" className="justify-self-end" onClick={props.onClose}>
        {t('close')}
      </Button>
    </div>
  );
}

function Who({ chosen }: { readonly chosen: Chosen }) {
  const t = useTranslations('bulk');
  if (!('jids' in chosen)) return <p className="text-sm text-warn">{t('everybody')}</p>;
  return (
    <p className="max-h-24 overflow-y-auto text-sm break-all text-ink-2">
      <bdi>{chosen.jids.join(', ')}</bdi>
    </p>
  );
}

/** A page of people is picked at most; what is picked by a filter has no list to write down. */
function commandsFor(action: BulkAction, chosen: Chosen, text: string): readonly string[] {
  const call = `POST /api/v1/users/${action === 'delete' ? 'bulk-delete' : 'bulk'}`;
  if (!('jids' in chosen) || action === 'note') return [call];
  const verb = action === 'delete' ? 'deluser' : `users ${action}`;
  const reason =
    action === 'lock' && text.trim() !== '' ? ` --reason ${shellWord(text.trim())}` : '';
  return [...chosen.jids.map((jid) => `waybill ${verb} ${shellWord(jid)}${reason}`), call];
}

/** Asks what a change to many needs, makes it, and tells of those that it failed for. */
export function BulkForm(props: {
  readonly action: BulkAction;
  readonly chosen: Chosen;
  readonly count: number;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { action, chosen, count, onDone, onClose } = props;
  const t = useTranslations('bulk');
  const [text, setText] = useState('');
  const [partly, setPartly] = useState<UserBulkResult>();
  const finish = (): void => {
    onClose();
    onDone();
  };
  const bulk = useBulk(action, chosen, (result) => {
    say(t(`done.${action}`, { count: result.changed }));
    if (result.failed.length === 0) finish();
    else setPartly(result);
  });
  if (partly !== undefined) return <Failures result={partly} onClose={finish} />;
  const moved = bulk.error instanceof ApiProblem && bulk.error.is('count-changed');
  return (
    <Form
      onSubmit={() => {
        bulk.mutate(text);
      }}
    >
      <p>{t(`hint.${action}`)}</p>
      <Who chosen={chosen} />
      {action === 'unlock' ? null : (
        <Field
          label={action === 'delete' ? t('confirm', { count: String(count) }) : t(`word.${action}`)}
          value={text}
          maxLength={1000}
          autoComplete="off"
          required={action === 'delete'}
          onText={setText}
        />
      )}
      {moved ? (
        <p role="alert" className="rounded-control bg-warn-tint px-3 py-2 text-warn">
          {t('moved')}
        </p>
      ) : null}
      {bulk.isError && !moved ? <Problem error={bulk.error} /> : null}
      <Commands lines={commandsFor(action, chosen, text)} />
      <Button
        kind={action === 'delete' || action === 'lock' ? 'danger' : 'primary'}
        type="submit"
        className="justify-self-end"
        busy={bulk.isPending}
        disabled={action === 'delete' && text.trim() !== String(count)}
      >
        {t(`action.${action}`)}
      </Button>
    </Form>
  );
}
