'use client';

import { useTranslations } from 'use-intl';
import { useAsCalled } from '../ui/command-line';
import { CopyButton, LinkButton } from '../ui/notes';
import { EntryFrame } from './entry-frame';

const COMMANDS = ['list', 'reset', 'factor'] as const;

const LINES: Readonly<Record<(typeof COMMANDS)[number], string>> = {
  list: 'waybill admin list',
  reset: 'waybill admin reset NAME',
  factor: 'waybill admin disable-2fa NAME',
};

/** What whoever keeps the machine can do, and what each of it does. */
function OnTheServer() {
  const t = useTranslations('recover');
  const asCalled = useAsCalled();
  const lines = COMMANDS.map((name) => ({ name, line: asCalled(LINES[name]) }));
  return (
    <dl className="mt-2 grid gap-3">
      {lines.map(({ name, line }) => (
        <div key={name}>
          <dt className="flex items-center gap-1 rounded-control bg-raised pl-2.5">
            <code className="min-w-0 flex-1 overflow-x-auto py-1.5 font-mono text-xs whitespace-pre">
              {line}
            </code>
            <CopyButton text={line} label={t('copy', { name: line })} />
          </dt>
          <dd className="mt-1 text-sm text-ink-2">{t(`does.${name}`)}</dd>
        </div>
      ))}
    </dl>
  );
}

const CASES = ['factor', 'password', 'alone'] as const;

/** The ways back in for who lost a password or a second factor, nearest first. Nothing is sent from here. */
export function RecoverPage() {
  const t = useTranslations('recover');
  return (
    <EntryFrame title={t('title')} sentence={t('sentence')}>
      <ol className="border-b border-rule">
        {CASES.map((one) => (
          <li key={one} className="border-t border-rule py-3">
            <h2 className="font-semibold">{t(`case.${one}`)}</h2>
            <p className="mt-0.5 text-ink-2">{t(`way.${one}`)}</p>
            {one === 'alone' ? <OnTheServer /> : null}
          </li>
        ))}
      </ol>
      <div>
        <LinkButton href="/login" kind="primary">
          {t('back')}
        </LinkButton>
      </div>
    </EntryFrame>
  );
}
