'use client';

import { Check, Copy } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ApiProblem } from '../api/client';
import { Button, buttonClass } from './button';
import { useAsCalled } from './command-line';

/** A list with nothing in it says what would be here, and what to do about it. */
export function Empty(props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="grid justify-items-center gap-2 px-6 py-12 text-center">
      <p className="text-lg font-semibold">{props.title}</p>
      <div className="prose max-w-[52ch] text-ink-2">{props.children}</div>
      {props.action === undefined ? null : <div className="mt-2">{props.action}</div>}
    </div>
  );
}

/** What went wrong, in words; the server's own words if it gave any. */
export function useProblemText(): (error: unknown) => string {
  const t = useTranslations('problems');
  return (error) => {
    if (!(error instanceof ApiProblem)) return t('unexpected');
    if (error.status === 0) return t('unreachable');
    if (error.status === 429) return t('tooMany');
    if (error.is('storage-unavailable')) return t('storage');
    if (error.status === 403) return t('forbidden');
    return error.message === '' ? t('answered', { status: error.status }) : error.message;
  };
}

/** A request that failed, and the way on. */
export function Problem(props: { readonly error: unknown; readonly onRetry?: () => void }) {
  const t = useTranslations('problems');
  const text = useProblemText();
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-3 rounded-control bg-bad-tint px-3 py-2 text-bad"
    >
      <p className="min-w-0 flex-1">{text(props.error)}</p>
      {props.onRetry === undefined ? null : <Button onClick={props.onRetry}>{t('retry')}</Button>}
    </div>
  );
}

/** @param props.visible the label is there for everybody, in a frame; otherwise it is an icon's */
export function CopyButton(props: {
  readonly text: string;
  readonly label: string;
  readonly visible?: boolean;
}) {
  const { text, label, visible = false } = props;
  const t = useTranslations('ui');
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true);
      },
      () => {
        setCopied(false);
      },
    );
  };
  const Icon = copied ? Check : Copy;
  return (
    <Button
      kind={visible ? 'plain' : 'quiet'}
      onClick={copy}
      size="small"
      aria-label={visible ? undefined : label}
    >
      <Icon aria-hidden="true" size={14} />
      {visible && !copied ? label : null}
      <span aria-live="polite" className={copied ? 'text-xs' : 'sr-only'}>
        {copied ? t('copied') : ''}
      </span>
    </Button>
  );
}

/** The same thing for a terminal or a script: what the dialog will do, said twice. */
export function Commands({ lines }: { readonly lines: readonly string[] }) {
  const t = useTranslations('ui');
  const asCalled = useAsCalled();
  return (
    <details className="text-sm text-ink-2">
      <summary className="w-fit py-1">{t('asCommand')}</summary>
      <ul className="mt-1 grid gap-1">
        {lines.map(asCalled).map((line) => (
          <li key={line} className="flex items-center gap-1 rounded-control bg-raised pl-2.5">
            <code className="min-w-0 flex-1 overflow-x-auto py-1.5 font-mono text-xs whitespace-pre">
              {line}
            </code>
            <CopyButton text={line} label={t('copyCommand')} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A secret that is shown this once. */
export function SecretOnce({ secret, note }: { readonly secret: string; readonly note: string }) {
  const t = useTranslations('ui');
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-1 rounded-control border border-rule-strong bg-raised pl-3">
        <output className="min-w-0 flex-1 py-2 font-mono text-lg break-all" translate="no">
          {secret}
        </output>
        <CopyButton text={secret} label={t('copySecret')} />
      </div>
      <p className="text-sm text-warn">{note}</p>
    </div>
  );
}

/** A link dressed as a button. */
export function LinkButton(props: {
  readonly href: string;
  readonly kind?: 'primary' | 'plain' | 'quiet';
  readonly children: ReactNode;
}) {
  return (
    <Link href={props.href} className={buttonClass(props.kind)}>
      {props.children}
    </Link>
  );
}
