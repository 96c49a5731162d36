'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { Attachment } from '../api/types';
import { CopyButton } from '../ui/notes';
import { Moment } from '../ui/texts';

export const SERVER_NAMES: Readonly<Record<Attachment['server'], string>> = {
  prosody: 'Prosody',
  ejabberd: 'ejabberd',
};

/** The line to a host server: whole when linked, dotted while it is looked for, crossed where it is refused. */
function Drawing({
  phase,
  broken,
}: {
  readonly phase: Attachment['phase'];
  readonly broken: boolean;
}) {
  const linked = phase === 'linked';
  const tone = linked ? 'text-ok' : broken ? 'text-bad' : 'text-rule-strong';
  return (
    <svg
      viewBox="0 0 160 24"
      width="160"
      height="24"
      aria-hidden="true"
      focusable="false"
      data-link={phase}
      className="block shrink-0"
    >
      <path
        key={linked ? 'whole' : 'open'}
        d="M15 12H145"
        pathLength={linked ? 1 : undefined}
        className={`${tone} ${linked ? 'draw' : ''}`}
        fill="none"
        stroke="currentColor"
        strokeWidth={linked ? 2 : 1.25}
        strokeDasharray={linked ? undefined : '1 5'}
        strokeLinecap="round"
      />
      <use
        href="#route-server-filled"
        transform="translate(8 12) scale(1.2)"
        className="text-ink"
      />
      <use href="#route-receiver" transform="translate(152 12)" className="text-ink" />
      {broken ? (
        <use href="#route-cross" transform="translate(80 12)" className="text-bad" />
      ) : null}
    </svg>
  );
}

/** What keeps it from being linked, and the line that mends it. */
function Mistake({ problem }: { readonly problem: NonNullable<Attachment['problem']> }) {
  const t = useTranslations('attachments');
  return (
    <div className="mt-2 grid gap-1">
      <p className="text-bad">{problem.text}</p>
      <p className="flex items-start gap-1 text-ink-2">
        <span className="min-w-0 py-1 break-words">{problem.fix}</span>
        <CopyButton text={problem.fix} label={t('copyFix')} />
      </p>
    </div>
  );
}

/** How the link to a host server stands, drawn and said; it changes by itself. */
export function LinkLine({ attachment }: { readonly attachment: Attachment }) {
  const t = useTranslations('attachments');
  const { phase, problem, handshakeMs, reconnects } = attachment;
  const server = SERVER_NAMES[attachment.server];
  const tone = phase === 'linked' ? 'text-ok' : problem === null ? 'text-ink-2' : 'text-bad';
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Drawing phase={phase} broken={problem !== null && phase !== 'linked'} />
        <p aria-live="polite" className={`font-semibold ${tone}`}>
          {phase === 'linked' && handshakeMs !== null
            ? t('linkedIn', { server, count: handshakeMs })
            : t(`phase.${phase}`, { server })}
        </p>
      </div>
      <p className="mt-0.5 text-sm text-ink-3">
        {t('since')} <Moment at={attachment.since} form="relative" />
        {reconnects === 0 ? null : ` · ${t('reconnects', { count: reconnects })}`}
      </p>
      {problem === null || phase === 'linked' ? null : <Mistake problem={problem} />}
    </div>
  );
}

/** What Waybill sees over this attachment, in one sentence. @see DASHBOARD 3.4 */
export function MirrorSentence({ attachment }: { readonly attachment: Attachment }) {
  const t = useTranslations('attachments');
  const { seen, copies, shed, lastCopyAt } = attachment.mirroring;
  if (!seen) {
    return (
      <p className="text-ink-2">
        {t('mirrorNone')}{' '}
        {attachment.phase === 'linked' ? <Link href="/health">{t('mirrorCheck')}</Link> : null}
      </p>
    );
  }
  return (
    <p className="text-ink-2">
      {t('mirrorOn', { count: copies })}
      {lastCopyAt === null ? null : (
        <>
          {' '}
          {t('lastCopy')} <Moment at={lastCopyAt} form="relative" />.
        </>
      )}
      {shed === 0 ? null : <span className="text-warn"> {t('shed', { count: shed })}</span>}
    </p>
  );
}
