'use client';

import { useTranslations } from 'use-intl';
import type { Finding } from '../api/types';
import { CopyButton } from '../ui/notes';

const TONES: Readonly<Record<Finding['level'], string>> = {
  ok: 'text-ok',
  warn: 'text-warn',
  fail: 'text-bad',
};

function FindingLine({ finding }: { readonly finding: Finding }) {
  const t = useTranslations('health');
  const { level, text, where, fix, subject } = finding;
  return (
    <li className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-3 border-t border-rule py-2 first:border-t-0">
      <span className={`font-semibold ${TONES[level]}`}>{t(`level.${level}`)}</span>
      <div className="min-w-0">
        <p className="break-words">{text}</p>
        {where === null && subject === null ? null : (
          <p className="font-mono text-xs break-all text-ink-3" translate="no">
            {[subject, where].filter((part) => part !== null).join(' · ')}
          </p>
        )}
        {fix === null ? null : (
          <p className="mt-0.5 flex items-start gap-1 text-ink-2">
            <span className="min-w-0 py-1 break-words">
              <span className="font-semibold">{t('fix')}</span> {fix}
            </span>
            <CopyButton text={fix} label={t('copyFix')} />
          </p>
        )}
      </div>
    </li>
  );
}

/** What was looked at, by area, in the order in which it was looked at. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useTranslations('health');
  const areas = [...new Set(findings.map(({ area }) => area))];
  return areas.map((area) => (
    <section
      key={area}
      aria-labelledby={`area-${area}`}
      className="grid gap-x-6 border-t border-rule py-2 md:grid-cols-[9rem_minmax(0,1fr)]"
    >
      <h2 id={`area-${area}`} className="py-2 font-bold">
        {t(`area.${area}`)}
      </h2>
      <ul>
        {findings
          .filter((finding) => finding.area === area)
          .map((finding) => (
            <FindingLine
              key={`${finding.check} ${finding.subject ?? ''} ${finding.text}`}
              finding={finding}
            />
          ))}
      </ul>
    </section>
  ));
}

/** The same as text, for a mail to whoever can mend it. */
export function reportText(findings: readonly Finding[]): string {
  return findings
    .map(({ area, level, text, where, fix }) =>
      [
        `${area.padEnd(10)} ${level.padEnd(4)} ${text}`,
        ...(where === null ? [] : [`                ${where}`]),
        ...(fix === null ? [] : [`                fix: ${fix}`]),
      ].join('\n'),
    )
    .join('\n');
}
