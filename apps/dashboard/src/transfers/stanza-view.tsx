'use client';

import { useTranslations } from 'use-intl';
import { nameParts } from '../text/names';
import { xmlLines } from '../text/xml-tokens';
import type { XmlToken } from '../text/xml-tokens';
import { CopyButton } from '../ui/notes';

const COLOURS: Record<XmlToken['kind'], string> = {
  punctuation: 'text-ink-3',
  tag: 'text-accent',
  attribute: 'text-live',
  value: 'text-ok',
  text: 'text-ink',
};

const INDENTS = ['pl-0', 'pl-4', 'pl-8', 'pl-12', 'pl-16', 'pl-20', 'pl-24'] as const;

function Safe({ text }: { readonly text: string }) {
  return nameParts(text).map((part, index) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      <span
        key={index}
        className="mx-px rounded-xs border border-warn px-0.5 text-[0.625rem] text-warn"
      >
        {part.text}
      </span>
    ),
  );
}

/** A stanza as it went over the wire, set for reading. Text only: nothing in it is ever markup of ours. */
export function StanzaView({ xml }: { readonly xml: string }) {
  const t = useTranslations('timeline');
  return (
    <div className="relative mt-1.5 rounded-control border border-rule bg-paper text-ink">
      <div className="absolute top-0.5 right-0.5">
        <CopyButton text={xml} label={t('copyStanza')} />
      </div>
      <div
        role="group"
        aria-label={t('stanza')}
        tabIndex={0}
        translate="no"
        className="overflow-x-auto rounded-control p-3 pr-10 font-mono text-xs leading-normal"
      >
        {xmlLines(xml).map((line, index) => (
          <div key={index} dir="ltr" className={INDENTS[Math.min(line.depth, INDENTS.length - 1)]}>
            {line.tokens.map((token, at) => (
              <span key={at} className={`${COLOURS[token.kind]} wrap-anywhere`}>
                <Safe text={token.text} />
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
