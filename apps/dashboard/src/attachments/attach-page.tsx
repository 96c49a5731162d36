'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Attachment } from '../api/types';
import { TestTransfer } from '../health/test-transfer';
import { Button } from '../ui/button';
import { LinkButton, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { useQueryString } from '../url/query';
import { AttachForm } from './attach-form';
import { LinkLine, MirrorSentence, SERVER_NAMES } from './link-line';
import { useAttachments, useSnippet } from './queries';
import { SnippetView } from './snippet-view';
import { STEPS, WizardSteps } from './wizard-steps';

const WAYS = ['prosody', 'ejabberd', 'alone'] as const;
/** Where one who only followed the setup link goes on: at what the server has already of it. */
function resumed(attachments: readonly Attachment[] | undefined, first: boolean) {
  const [attachment] = attachments ?? [];
  if (!first || attachment === undefined) return { step: 'where', domain: undefined } as const;
  const step = attachment.phase === 'linked' ? 'prove' : 'link';
  return { step, domain: attachment.domain } as const;
}

/** Where in the wizard one is stands in the address: closing the tab loses nothing. */
function useWizard(attachments: readonly Attachment[] | undefined) {
  const [params, write] = useQueryString();
  const go = (changes: Readonly<Record<string, string | undefined>>): void => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined) next.delete(key);
      else next.set(key, value);
    }
    write(next);
  };
  const first = params.has('first');
  const server = (['prosody', 'ejabberd'] as const).find((name) => name === params.get('server'));
  const asked = STEPS.find((step) => step === params.get('step'));
  const start = resumed(server === undefined && asked === undefined ? attachments : [], first);
  return {
    step: asked ?? start.step,
    server,
    domain: params.get('domain') ?? start.domain,
    first,
    go,
  };
}

type Wizard = ReturnType<typeof useWizard>;

/** Beside which server, if any. */
function Where({ wizard }: { readonly wizard: Wizard }) {
  const t = useTranslations('attach');
  const { server, go } = wizard;
  if (server !== undefined) {
    return (
      <div className="grid max-w-md gap-5">
        <h2 className="text-lg font-bold">{t('toServer', { server: SERVER_NAMES[server] })}</h2>
        <AttachForm
          server={server}
          onAttached={({ domain }) => {
            go({ step: 'link', server: undefined, domain });
          }}
        />
        <Button
          kind="quiet"
          className="justify-self-start"
          onClick={() => {
            go({ server: undefined });
          }}
        >
          {t('otherServer')}
        </Button>
      </div>
    );
  }
  return (
    <ul className="max-w-2xl border-b border-rule">
      {WAYS.map((way) => (
        <li
          key={way}
          className="grid items-center gap-x-6 gap-y-2 border-t border-rule py-4 sm:grid-cols-[minmax(0,1fr)_auto]"
        >
          <div>
            <h2 className="font-semibold">{t(`way.${way}`)}</h2>
            <p className="mt-0.5 text-ink-2">{t(`wayHint.${way}`)}</p>
          </div>
          <Button
            aria-label={t(`way.${way}`)}
            onClick={() => {
              go(
                way === 'alone'
                  ? { step: 'prove', domain: undefined }
                  : { step: 'where', server: way },
              );
            }}
          >
            {t('choose')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Left what to paste, right how the link stands: the moment it is pasted, the line draws itself. */
function LinkStep({
  wizard,
  attachment,
}: {
  readonly wizard: Wizard;
  readonly attachment: Attachment;
}) {
  const t = useTranslations('attach');
  const snippet = useSnippet(attachment.domain, true);
  const linked = attachment.phase === 'linked';
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <section aria-labelledby="paste" className="min-w-0">
        <h2 id="paste" className="mb-2 text-lg font-bold">
          {t('paste', { server: SERVER_NAMES[attachment.server] })}
        </h2>
        {snippet.isError ? (
          <Problem error={snippet.error} onRetry={() => void snippet.refetch()} />
        ) : null}
        {snippet.data === undefined ? null : <SnippetView snippet={snippet.data} />}
      </section>
      <section aria-labelledby="state" className="min-w-0 lg:border-l lg:border-rule lg:pl-8">
        <h2 id="state" className="mb-2 text-lg font-bold">
          {attachment.domain}
        </h2>
        <LinkLine attachment={attachment} />
        <div className="mt-3">
          <MirrorSentence attachment={attachment} />
        </div>
        <div className="mt-6 flex flex-wrap gap-2">
          <Button
            kind={linked ? 'primary' : 'plain'}
            onClick={() => {
              wizard.go({ step: 'prove' });
            }}
          >
            {linked ? t('next') : t('skip')}
          </Button>
          <LinkButton href="/attachments" kind="quiet">
            {t('later')}
          </LinkButton>
        </div>
      </section>
    </div>
  );
}

function Prove({ wizard }: { readonly wizard: Wizard }) {
  const t = useTranslations('attach');
  const [proven, setProven] = useState(false);
  return (
    <section aria-labelledby="prove">
      <h2 id="prove" className="text-lg font-bold">
        {t('proveTitle')}
      </h2>
      <p className="mb-2 max-w-[62ch] text-ink-2">{t('proveHint')}</p>
      <TestTransfer
        domain={wizard.domain ?? null}
        onProven={() => {
          setProven(true);
        }}
      />
      <Button
        kind={proven ? 'primary' : 'plain'}
        className="mt-4"
        onClick={() => {
          wizard.go({ step: 'end' });
        }}
      >
        {t('onward')}
      </Button>
    </section>
  );
}

const NEXT = [
  { name: 'factor', href: '/account' },
  { name: 'people', href: '/users' },
  { name: 'backup', href: '/settings?q=backup' },
] as const;

function End() {
  const t = useTranslations('attach');
  return (
    <section aria-labelledby="end" className="max-w-2xl">
      <h2 id="end" className="mb-3 text-lg font-bold">
        {t('endTitle')}
      </h2>
      <ol className="border-b border-rule">
        {NEXT.map(({ name, href }) => (
          <li key={name} className="border-t border-rule py-3">
            <Link href={href} className="font-semibold text-accent underline underline-offset-2">
              {t(`nextStep.${name}`)}
            </Link>
            <p className="text-ink-2">{t(`nextHint.${name}`)}</p>
          </li>
        ))}
      </ol>
      <div className="mt-5">
        <LinkButton href="/" kind="primary">
          {t('toOverview')}
        </LinkButton>
      </div>
    </section>
  );
}

/** From nothing to a proven transfer: beside which server, the lines to paste, a file that really travels. */
export function AttachPage() {
  const t = useTranslations('attach');
  const { items } = useAttachments();
  const wizard = useWizard(items);
  const attachment = items?.find(({ domain }) => domain === wizard.domain);
  const { step, first, domain } = wizard;
  const title = first ? (step === 'where' ? t('titleFirst') : t('titleOn')) : t('title');
  const open = STEPS.filter((each) => each !== 'link' || domain !== undefined);
  return (
    <>
      <PageHead title={title} sentence={t('sentence')}>
        {step === 'end' ? null : (
          <LinkButton href={first ? '/' : '/attachments'} kind="quiet">
            {first ? t('skipAll') : t('leave')}
          </LinkButton>
        )}
      </PageHead>
      <div className="mb-6">
        <WizardSteps
          step={step}
          first={first}
          open={open}
          onGo={(target) => {
            wizard.go({ step: target, server: undefined, domain });
          }}
        />
      </div>
      {step === 'where' ? <Where wizard={wizard} /> : null}
      {step === 'link' && attachment !== undefined ? (
        <LinkStep wizard={wizard} attachment={attachment} />
      ) : null}
      {step === 'link' && items !== undefined && attachment === undefined ? (
        <p className="text-ink-2">{t('gone')}</p>
      ) : null}
      {step === 'prove' ? <Prove wizard={wizard} /> : null}
      {step === 'end' ? <End /> : null}
    </>
  );
}
