'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ApiProblem, api, read } from '../api/client';
import type { MadeLink, Operator } from '../api/types';
import { dangerous } from '../shell/step-up';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { shellWord } from '../ui/command-line';
import { Commands, Problem } from '../ui/notes';
import { OneTimeLink } from '../ui/one-time-link';
import { say } from '../ui/toasts';
import { OPERATORS } from './queries';
import type { Role } from './queries';
import { RoleChoice } from './role-choice';

interface PartProps {
  readonly operator: Operator;
  readonly onDone: () => void;
}

/** Something done to an operator: told when it is done, and the list asked for again. */
function useDeed<Input = void>(call: (input: Input) => Promise<unknown>, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => dangerous(() => call(input)),
    onSuccess: () => {
      onDone();
      void client.invalidateQueries({ queryKey: OPERATORS });
    },
  });
}

/** Why it could not be done; that somebody must remain who may do everything, in our own words. */
function Fault({ error }: { readonly error: unknown }) {
  const t = useTranslations('operators');
  if (error === null) return null;
  if (error instanceof ApiProblem && error.is('last-owner')) {
    return (
      <p role="alert" className="rounded-control bg-bad-tint px-3 py-2 text-bad">
        {t('lastOwner')}
      </p>
    );
  }
  return <Problem error={error} />;
}

function RolePart({ operator, onDone }: PartProps) {
  const t = useTranslations('operators');
  const { id, name } = operator;
  const [role, setRole] = useState<Role>(operator.role);
  const give = useDeed(
    () => api.PATCH('/api/v1/operators/{id}', { params: { path: { id } }, body: { role } }),
    () => {
      say(t('roleGiven', { name, role }));
      onDone();
    },
  );
  return (
    <div className="grid gap-2">
      <RoleChoice name="role" value={role} onRole={setRole} />
      <Fault error={give.error} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-ink-3">{t('roleHint')}</p>
        <Button
          busy={give.isPending}
          disabled={role === operator.role}
          onClick={() => {
            give.mutate();
          }}
        >
          {t('giveRole')}
        </Button>
      </div>
      <Commands
        lines={[
          `waybill admin role ${shellWord(name)} ${role}`,
          `PATCH /api/v1/operators/${operator.id}`,
        ]}
      />
    </div>
  );
}

function Act(props: {
  readonly hint: string;
  readonly label: string;
  readonly error: unknown;
  readonly busy: boolean;
  readonly danger?: boolean;
  readonly onAct: () => void;
}) {
  return (
    <div className="grid gap-2 border-t border-rule pt-3">
      <div className="flex items-center justify-between gap-4">
        <p className="min-w-0 text-ink-2">{props.hint}</p>
        <Button
          kind={props.danger === true ? 'danger' : 'plain'}
          busy={props.busy}
          onClick={props.onAct}
        >
          {props.label}
        </Button>
      </div>
      <Fault error={props.error} />
    </div>
  );
}

function Acts(props: PartProps & { readonly onLink: (link: MadeLink) => void }) {
  const t = useTranslations('operators');
  const { operator, onDone, onLink } = props;
  const { name } = operator;
  const params = { path: { id: operator.id } };
  const link = useMutation({
    mutationFn: () =>
      dangerous(() => read<MadeLink>(api.POST('/api/v1/operators/{id}/reset-link', { params }))),
    onSuccess: onLink,
  });
  const factorOff = useDeed(
    () => api.DELETE('/api/v1/operators/{id}/second-factor', { params }),
    () => {
      say(t('factorIsOff', { name }));
      onDone();
    },
  );
  return (
    <>
      <Act
        hint={t('resetHint')}
        label={t('reset')}
        error={link.error}
        busy={link.isPending}
        onAct={() => {
          link.mutate();
        }}
      />
      {operator.secondFactor ? (
        <Act
          hint={t('factorHint')}
          label={t('factorOff')}
          error={factorOff.error}
          busy={factorOff.isPending}
          onAct={() => {
            factorOff.mutate();
          }}
        />
      ) : null}
    </>
  );
}

function Lock({ operator, onDone }: PartProps) {
  const t = useTranslations('operators');
  const { id, name, lockedAt } = operator;
  const verb = lockedAt === null ? 'lock' : 'unlock';
  const change = useDeed(
    () => api.POST(`/api/v1/operators/{id}/${verb}`, { params: { path: { id } } }),
    () => {
      say(t(`${verb}Done`, { name }));
      onDone();
    },
  );
  return (
    <Act
      hint={t(`${verb}Hint`)}
      label={t(verb)}
      error={change.error}
      busy={change.isPending}
      onAct={() => {
        change.mutate();
      }}
    />
  );
}

function Removal({ operator, onDone }: PartProps) {
  const t = useTranslations('operators');
  const { id, name } = operator;
  const [sure, setSure] = useState(false);
  const remove = useDeed(
    () => api.DELETE('/api/v1/operators/{id}', { params: { path: { id } } }),
    () => {
      say(t('removed', { name }));
      onDone();
    },
  );
  return (
    <Act
      hint={sure ? t('removeSure', { name }) : t('removeHint')}
      label={sure ? t('removeNow') : t('remove')}
      danger
      error={remove.error}
      busy={remove.isPending}
      onAct={() => {
        if (sure) remove.mutate();
        else setSure(true);
      }}
    />
  );
}

/** What the buttons do, for a terminal and for a program. */
function commandsFor({ id, name, lockedAt, secondFactor }: Operator): readonly string[] {
  const word = shellWord(name);
  const verb = lockedAt === null ? 'lock' : 'unlock';
  const path = `/api/v1/operators/${id}`;
  return [
    `waybill admin reset ${word}`,
    `POST ${path}/reset-link`,
    ...(secondFactor ? [`waybill admin disable-2fa ${word}`, `DELETE ${path}/second-factor`] : []),
    `waybill admin ${verb} ${word}`,
    `POST ${path}/${verb}`,
    `waybill admin remove ${word}`,
    `DELETE ${path}`,
  ];
}

/** All that can be done to another operator. */
export function OperatorDialog(props: {
  readonly operator: Operator | undefined;
  readonly onClose: () => void;
}) {
  const t = useTranslations('operators');
  const { operator } = props;
  const [link, setLink] = useState<MadeLink>();
  const close = (): void => {
    setLink(undefined);
    props.onClose();
  };
  return (
    <Dialog open={operator !== undefined} onClose={close} title={operator?.name ?? ''}>
      {operator === undefined ? null : link === undefined ? (
        <div className="grid gap-4">
          <RolePart operator={operator} onDone={close} />
          <Acts operator={operator} onDone={close} onLink={setLink} />
          <Lock operator={operator} onDone={close} />
          <Removal operator={operator} onDone={close} />
          <Commands lines={commandsFor(operator)} />
        </div>
      ) : (
        <div className="grid gap-4">
          <OneTimeLink link={link} what={t('linkWhat', { name: operator.name })} />
          <Button kind="primary" className="justify-self-end" onClick={close}>
            {t('done')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
