'use client';

import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { decodeText } from './decode-text';

export interface ChosenFile {
  readonly name: string;
  readonly text: string;
}

/** What the server reads at most. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Takes a file by choosing or by dropping; what cannot be a list of users is refused here. */
export function FileDrop({ onFile }: { readonly onFile: (file: ChosenFile) => void }) {
  const t = useTranslations('import');
  const [problem, setProblem] = useState<'tooLarge' | 'notText'>();
  const [over, setOver] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > MAX_BYTES) {
      setProblem('tooLarge');
      return;
    }
    const text = decodeText(new Uint8Array(await file.arrayBuffer()));
    setProblem(text === undefined ? 'notText' : undefined);
    if (text !== undefined) onFile({ name: file.name, text });
  };
  return (
    <div className="grid gap-2">
      <label
        className={`grid cursor-pointer justify-items-center gap-2 rounded-table border border-dashed px-6 py-10 text-center focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent ${over ? 'border-accent bg-selection' : 'border-rule-strong bg-surface'}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        <FileUp size={28} aria-hidden="true" className="text-accent" />
        <span className="font-semibold">{t('choose')}</span>
        <span className="text-sm text-ink-2">{t('chooseHint')}</span>
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          className="sr-only"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            void take(file);
            // The same file, mended, may be chosen again.
            event.target.value = '';
          }}
        />
      </label>
      {problem === undefined ? null : (
        <p role="alert" className="rounded-control bg-bad-tint px-3 py-2 text-bad">
          {problem === 'tooLarge' ? t('tooLarge') : t('notText')}
        </p>
      )}
    </div>
  );
}
