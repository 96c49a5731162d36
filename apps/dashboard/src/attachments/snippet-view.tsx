'use client';

import { useTranslations } from 'use-intl';
import type { AttachmentSnippet } from '../api/types';
import { CopyButton } from '../ui/notes';

function Code(props: { readonly title: string; readonly file?: string; readonly text: string }) {
  const t = useTranslations('attachments');
  const { title, file, text } = props;
  return (
    <section className="min-w-0">
      <div className="flex items-center justify-between gap-2 border-b border-rule">
        <h3 className="min-w-0 text-sm">
          <span className="font-semibold">{title}</span>{' '}
          {file === undefined ? null : (
            <bdi className="font-mono text-xs break-all text-ink-3" translate="no">
              {file}
            </bdi>
          )}
        </h3>
        <CopyButton text={text} label={t('copyPart', { name: title })} />
      </div>
      <pre
        tabIndex={0}
        role="group"
        aria-label={title}
        translate="no"
        className="max-h-80 overflow-auto py-2 font-mono text-xs leading-normal"
      >
        {text}
      </pre>
    </section>
  );
}

/** The exact lines for the host server, each with its place and a way to copy it. */
export function SnippetView({ snippet }: { readonly snippet: AttachmentSnippet }) {
  const t = useTranslations('attachments');
  return (
    <div className="grid grid-cols-1 gap-4">
      {snippet.parts.map((part) => (
        <Code key={`${part.file} ${part.title}`} {...part} />
      ))}
      <Code title={t('reload')} text={snippet.reload} />
    </div>
  );
}
