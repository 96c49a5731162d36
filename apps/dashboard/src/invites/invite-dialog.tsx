'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import { useSession } from '../api/queries';
import type { CreatedInvite } from '../api/types';
import { Button } from '../ui/button';
import { Field, Form } from '../ui/field';
import { MakingDialog } from '../ui/making-dialog';
import { shellWord } from '../ui/command-line';
import { Commands, Problem } from '../ui/notes';
import { OneTimeLink } from '../ui/one-time-link';
import { Select } from '../ui/select';
import { INVITES } from './queries';

const MAX_USES = 1000;
const LIFETIMES = { day: 24, week: 168, month: 720, year: 8760 } as const;
type Lifetime = keyof typeof LIFETIMES;

interface Draft {
  readonly domain: string | undefined;
  readonly note: string;
  readonly maxUses: string;
  readonly lifetime: Lifetime;
}

const NEW: Draft = { domain: undefined, note: '', maxUses: '1', lifetime: 'week' };

function bodyOf({ domain, note, maxUses, lifetime }: Draft) {
  return {
    maxUses: Number(maxUses),
    expiresInHours: LIFETIMES[lifetime],
    ...(domain === undefined ? {} : { domain }),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  };
}

function useInvite(onMade: (made: CreatedInvite) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: Draft) =>
      read<CreatedInvite>(api.POST('/api/v1/invites', { body: bodyOf(draft) })),
    onSuccess: (made) => {
      void client.invalidateQueries({ queryKey: INVITES });
      onMade(made);
    },
  });
}

function commandOf(draft: Draft): string {
  const words = ['waybill invite create'];
  const note = draft.note.trim();
  if (draft.domain !== undefined) words.push(shellWord(draft.domain));
  if (draft.maxUses !== '1') words.push(`--uses ${draft.maxUses}`);
  if (draft.lifetime !== 'week') words.push(`--hours ${String(LIFETIMES[draft.lifetime])}`);
  if (note !== '') words.push(`--note ${shellWord(note)}`);
  return words.join(' ');
}

/** How many people may use it, and until when. */
function Reach(props: {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const t = useTranslations('invites');
  const { draft, onChange } = props;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label={t('maxUses')}
        type="number"
        required
        min={1}
        max={MAX_USES}
        value={draft.maxUses}
        onText={(maxUses) => {
          onChange({ maxUses });
        }}
      />
      <Select
        label={t('lifetime')}
        value={draft.lifetime}
        options={(['day', 'week', 'month', 'year'] as const).map((value) => ({
          value,
          text: t(`lifetimes.${value}`),
        }))}
        onValue={(lifetime) => {
          onChange({ lifetime });
        }}
      />
    </div>
  );
}

function NewForm({ onMade }: { readonly onMade: (made: CreatedInvite) => void }) {
  const t = useTranslations('invites');
  const domains = useSession().data?.domains ?? [];
  const [draft, setDraft] = useState(NEW);
  const invite = useInvite(onMade);
  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part });
  };
  return (
    <Form
      onSubmit={() => {
        invite.mutate(draft);
      }}
    >
      <Field
        label={t('note')}
        hint={t('noteHint')}
        value={draft.note}
        maxLength={1000}
        autoComplete="off"
        onText={(note) => {
          change({ note });
        }}
      />
      {domains.length < 2 ? null : (
        <Select
          label={t('domain')}
          value={draft.domain ?? domains[0] ?? ''}
          options={domains.map((domain) => ({ value: domain, text: domain }))}
          onValue={(domain) => {
            change({ domain });
          }}
        />
      )}
      <Reach draft={draft} onChange={change} />
      {invite.isError ? <Problem error={invite.error} /> : null}
      <Commands lines={[commandOf(draft), 'POST /api/v1/invites']} />
      <Button kind="primary" type="submit" className="justify-self-end" busy={invite.isPending}>
        {t('make')}
      </Button>
    </Form>
  );
}

/** Makes an invitation, and shows its link this once. */
export function InviteDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useTranslations('invites');
  return (
    <MakingDialog<CreatedInvite>
      {...props}
      title={t('invite')}
      form={(onMade) => <NewForm onMade={onMade} />}
      madeTitle={({ invite }) => t('made', { count: invite.maxUses })}
      shown={({ invite, link }) => (
        <OneTimeLink link={link} what={t('what', { domain: invite.domain })} />
      )}
      done={t('done')}
    />
  );
}
