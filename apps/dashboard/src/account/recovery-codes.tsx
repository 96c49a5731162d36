'use client';

import { Download, Printer } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/notes';

/** Saves `text` as a file, without asking the server for it. */
function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** The ways in for whoever loses the authenticator: shown this once, to copy, save or print. */
export function RecoveryCodes(props: {
  readonly codes: readonly string[];
  /** Whose they are, for the paper they may end on. */
  readonly name: string;
  readonly onDone: () => void;
}) {
  const t = useTranslations('secondFactor');
  const { codes, name } = props;
  const heading = t('codesFor', { name, host: window.location.host });
  const text = [heading, '', ...codes, ''].join('\n');
  return (
    <div className="grid gap-4">
      <p>{t('codesWhy')}</p>
      <div data-print="" className="rounded-control border border-rule-strong bg-raised px-4 py-3">
        <p className="mb-2 text-sm text-ink-2">{heading}</p>
        <ol
          aria-label={t('codes')}
          translate="no"
          className="grid grid-cols-1 gap-x-6 gap-y-1 font-mono text-lg min-[26rem]:grid-cols-2"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </div>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} label={t('copy')} visible />
        <Button
          size="small"
          onClick={() => {
            download(text, 'waybill-recovery-codes.txt');
          }}
        >
          <Download size={14} aria-hidden="true" /> {t('download')}
        </Button>
        <Button
          size="small"
          onClick={() => {
            window.print();
          }}
        >
          <Printer size={14} aria-hidden="true" /> {t('print')}
        </Button>
      </div>
      <p className="text-sm text-warn">{t('once')}</p>
      <Button kind="primary" className="justify-self-end" onClick={props.onDone}>
        {t('kept')}
      </Button>
    </div>
  );
}
