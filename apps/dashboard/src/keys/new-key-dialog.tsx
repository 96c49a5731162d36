'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import type { ApiKey, CreatedApiKey } from '../api/types';
import { dangerous } from '../shell/step-up';
import { Button } from '../ui/button';
import { Field, Form } from '../ui/field';
import { MakingDialog } from '../ui/making-dialog';
import { shellWord } from '../ui/command-line';
import { Commands, Problem, SecretOnce } from '../ui/notes';
import { Select } from '../ui/select';
import { KEYS } from './queries';

type Scope = ApiKey['scopes'][number];

const LIFETIMES = { month: 30, quarter: 90, year: 365, never: undefined } as const;
type Lifetime = keyof typeof LIFETIMES;

interface Draft {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly lifetime: Lifetime;
}

const NEW: Draft = { name: '', scopes: [], lifetime: 'quarter' };

function bodyOf({ name, scopes, lifetime }: Draft) {
  const days = LIFETIMES[lifetime];
  return {
    name: name.trim(),
    scopes: [...scopes],
    ...(days === undefined ? {} : { expiresInDays: days }),
  };
}

function commandOf({ name, scopes, lifetime }: Draft): string {
  const days = LIFETIMES[lifetime];
  return [
    `waybill token create ${shellWord(name.trim())}`,
    ...scopes.map((scope) => `--scope ${scope}`),
    ...(days === undefined ? [] : [`--days ${String(days)}`]),
  ].join(' ');
}

function Scopes(props: {
  readonly all: readonly Scope[];
  readonly taken: readonly Scope[];
  readonly onTake: (scopes: readonly Scope[]) => void;
}) {
  const t = useTranslations('keys');
  const { all, taken, onTake } = props;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-semibold">{t('scopes')}</legend>
      <ul className="max-h-64 overflow-y-auto rounded-control border border-rule-strong">
        {all.map((scope) => (
          <li key={scope} className="border-t border-rule first:border-t-0">
            <label className="flex min-h-8 cursor-pointer items-center gap-2.5 px-2.5 py-1 hover:bg-raised">
              <input
                type="checkbox"
                checked={taken.includes(scope)}
                className="size-4 shrink-0 accent-accent"
                onChange={() => {
                  const without = taken.filter((one) => one !== scope);
                  onTake(taken.includes(scope) ? without : [...taken, scope]);
                }}
              />
              <span className="min-w-0 flex-1">{t(`scope.${scope}`)}</span>
              <code className="font-mono text-xs text-ink-3" translate="no">
                {scope}
              </code>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function useMake(onMade: (made: CreatedApiKey) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: Draft) =>
      dangerous(() => read<CreatedApiKey>(api.POST('/api/v1/keys', { body: bodyOf(draft) }))),
    onSuccess: (made) => {
      void client.invalidateQueries({ queryKey: KEYS });
      onMade(made);
    },
  });
}

function NewForm(props: {
  readonly scopes: readonly Scope[];
  readonly onMade: (made: CreatedApiKey) => void;
}) {
  const t = useTranslations('keys');
  const [draft, setDraft] = useState(NEW);
  const make = useMake(props.onMade);
  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part });
  };
  return (
    <Form
      onSubmit={() => {
        make.mutate(draft);
      }}
    >
      <Field
        label={t('name')}
        hint={t('nameHint')}
        required
        maxLength={100}
        autoComplete="off"
        value={draft.name}
        onText={(name) => {
          change({ name });
        }}
      />
      <Scopes
        all={props.scopes}
        taken={draft.scopes}
        onTake={(scopes) => {
          change({ scopes });
        }}
      />
      <Select
        label={t('lifetime')}
        value={draft.lifetime}
        options={(['month', 'quarter', 'year', 'never'] as const).map((value) => ({
          value,
          text: t(`lifetimes.${value}`),
        }))}
        onValue={(lifetime) => {
          change({ lifetime });
        }}
      />
      {make.isError ? <Problem error={make.error} /> : null}
      <Commands lines={[commandOf(draft), 'POST /api/v1/keys']} />
      <Button
        kind="primary"
        type="submit"
        className="justify-self-end"
        busy={make.isPending}
        disabled={draft.scopes.length === 0}
      >
        {t('make')}
      </Button>
    </Form>
  );
}

function Made({ made }: { readonly made: CreatedApiKey }) {
  const t = useTranslations('keys');
  const call = `curl -H 'Authorization: Bearer ${made.secret}' ${window.location.origin}/api/v1/`;
  return (
    <>
      <SecretOnce secret={made.secret} note={t('once')} />
      <p className="text-ink-2">{t('use')}</p>
      <code
        className="overflow-x-auto rounded-control bg-raised p-2.5 font-mono text-xs break-all"
        translate="no"
      >
        {call}
      </code>
    </>
  );
}

/** Makes a key for a program, and shows its secret this once. */
export function NewKeyDialog(props: {
  readonly open: boolean;
  readonly scopes: readonly Scope[];
  readonly onClose: () => void;
}) {
  const t = useTranslations('keys');
  return (
    <MakingDialog<CreatedApiKey>
      open={props.open}
      onClose={props.onClose}
      title={t('add')}
      form={(onMade) => <NewForm scopes={props.scopes} onMade={onMade} />}
      madeTitle={({ key }) => t('made', { name: key.name })}
      shown={(made) => <Made made={made} />}
      done={t('done')}
    />
  );
}
