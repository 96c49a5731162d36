'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ApiProblem, api, read } from '../api/client';
import type { CreatedOperator } from '../api/types';
import { dangerous } from '../shell/step-up';
import { Button } from '../ui/button';
import { shellWord } from '../ui/command-line';
import { Field, Form } from '../ui/field';
import { MakingDialog } from '../ui/making-dialog';
import { Commands, Problem } from '../ui/notes';
import { OneTimeLink } from '../ui/one-time-link';
import { OPERATORS } from './queries';
import type { Role } from './queries';
import { RoleChoice } from './role-choice';

function NewForm({ onMade }: { readonly onMade: (made: CreatedOperator) => void }) {
  const t = useTranslations('operators');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('admin');
  const add = useMutation({
    mutationFn: () =>
      dangerous(() =>
        read<CreatedOperator>(api.POST('/api/v1/operators', { body: { name: name.trim(), role } })),
      ),
    onSuccess: (made) => {
      void client.invalidateQueries({ queryKey: OPERATORS });
      onMade(made);
    },
  });
  const exists = add.error instanceof ApiProblem && add.error.is('operator-exists');
  return (
    <Form
      onSubmit={() => {
        add.mutate();
      }}
    >
      <Field
        label={t('name')}
        hint={t('nameHint')}
        required
        maxLength={64}
        pattern="\S+"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={name}
        problem={exists ? t('exists') : undefined}
        onText={setName}
      />
      <RoleChoice name="new-role" value={role} onRole={setRole} />
      {add.isError && !exists ? <Problem error={add.error} /> : null}
      <Commands
        lines={[
          `waybill admin create ${shellWord(name.trim())} --role ${role}`,
          'POST /api/v1/operators',
        ]}
      />
      <Button kind="primary" type="submit" className="justify-self-end" busy={add.isPending}>
        {t('make')}
      </Button>
    </Form>
  );
}

/** Adds an operator, who chooses the password on a link that is shown this once. */
export function AddOperator(props: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useTranslations('operators');
  return (
    <MakingDialog<CreatedOperator>
      {...props}
      title={t('add')}
      form={(onMade) => <NewForm onMade={onMade} />}
      madeTitle={({ operator }) => t('added', { name: operator.name })}
      shown={({ operator, link }) => (
        <OneTimeLink link={link} what={t('linkWhat', { name: operator.name })} />
      )}
      done={t('done')}
    />
  );
}
