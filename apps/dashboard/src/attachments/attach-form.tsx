'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, ApiProblem, read } from '../api/client';
import type { Attachment } from '../api/types';
import { Button } from '../ui/button';
import { Field, Form, INPUT } from '../ui/field';
import { shellWord } from '../ui/command-line';
import { Commands, Problem } from '../ui/notes';
import { attachmentKeys } from './queries';

const MODES = ['none', 'managed-there', 'kept-here'] as const;
type Mode = (typeof MODES)[number];

interface Draft {
  readonly domain: string;
  readonly hosts: string;
  readonly address: string;
  readonly accounts: Mode;
}

const hostsOf = (text: string): string[] => text.split(/[\s,]+/u).filter((host) => host !== '');

/** `waybill.example.org` for `example.org`: what most will take. */
function suggestedDomain(hosts: string): string {
  const [first] = hostsOf(hosts);
  return first === undefined ? '' : `waybill.${first}`;
}

const domainOf = ({ domain, hosts }: Draft): string =>
  domain.trim() === '' ? suggestedDomain(hosts) : domain.trim();

function commandOf(draft: Draft, server: Attachment['server']): string {
  return [
    `waybill attachments add ${server} ${shellWord(domainOf(draft))}`,
    ...hostsOf(draft.hosts).map((host) => `--host ${shellWord(host)}`),
    `--address ${shellWord(draft.address.trim())} --accounts ${draft.accounts}`,
  ].join(' ');
}

function useAttach(onAttached: (attachment: Attachment) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, server }: { draft: Draft; server: Attachment['server'] }) =>
      read<Attachment>(
        api.POST('/api/v1/attachments', {
          body: {
            domain: domainOf(draft),
            server,
            address: draft.address.trim(),
            hosts: hostsOf(draft.hosts),
            accounts: draft.accounts,
            name: null,
            links: 1,
          },
        }),
      ),
    onSuccess: (attachment) => {
      void client.invalidateQueries({ queryKey: attachmentKeys.list });
      onAttached(attachment);
    },
  });
}

function ModeChoice(props: { readonly mode: Mode; readonly onChange: (mode: Mode) => void }) {
  const t = useTranslations('attachments');
  return (
    <label className="grid gap-1 text-sm font-semibold">
      {t('accountsAre')}
      <select
        className={INPUT}
        value={props.mode}
        onChange={(event) => {
          props.onChange(MODES.find((mode) => mode === event.target.value) ?? 'none');
        }}
      >
        {MODES.map((mode) => (
          <option key={mode} value={mode}>
            {t(`accounts.${mode}`)}
          </option>
        ))}
      </select>
      <span className="font-normal text-ink-3">{t(`accountsHint.${props.mode}`)}</span>
    </label>
  );
}

const CODE = { autoComplete: 'off', autoCapitalize: 'off', spellCheck: false } as const;

function AddressFields(props: {
  readonly draft: Draft;
  readonly error: unknown;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const t = useTranslations('attachments');
  const { draft, error, onChange } = props;
  const fields = ['hosts', 'domain', 'address'] as const;
  return fields.map((field) => (
    <Field
      {...CODE}
      key={field}
      label={t(field)}
      hint={t(`${field}Hint`)}
      required={field !== 'domain'}
      placeholder={field === 'domain' ? suggestedDomain(draft.hosts) : undefined}
      value={draft[field]}
      problem={error instanceof ApiProblem ? error.errorOf(field) : undefined}
      onText={(text) => {
        onChange({ [field]: text });
      }}
    />
  ));
}

/** Which hosts, under which name, where its component port is. The secret is made by us. */
export function AttachForm(props: {
  readonly server: Attachment['server'];
  readonly onAttached: (attachment: Attachment) => void;
}) {
  const t = useTranslations('attachments');
  const [draft, setDraft] = useState<Draft>({
    domain: '',
    hosts: '',
    address: '127.0.0.1:5347',
    accounts: 'none',
  });
  const attach = useAttach(props.onAttached);
  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part });
  };
  return (
    <Form
      onSubmit={() => {
        attach.mutate({ draft, server: props.server });
      }}
    >
      <AddressFields draft={draft} error={attach.error} onChange={change} />
      <ModeChoice
        mode={draft.accounts}
        onChange={(accounts) => {
          change({ accounts });
        }}
      />
      {attach.isError ? <Problem error={attach.error} /> : null}
      <Commands lines={[commandOf(draft, props.server), 'POST /api/v1/attachments']} />
      <Button kind="primary" type="submit" size="field" busy={attach.isPending}>
        {t('makeSnippet')}
      </Button>
    </Form>
  );
}
