'use client';

import { memo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { mixesScripts, nameParts, trueExtension } from '../text/names';
import {
  exactBytes,
  formatBytes,
  formatFull,
  formatMoment,
  formatRelative,
  formatUtc,
} from '../text/format';
import { useNow } from './use-now';

const FITS = {
  line: 'truncate',
  lines: 'line-clamp-3 min-w-0 wrap-anywhere',
  whole: 'min-w-0 wrap-anywhere',
} as const;

/** A file's name as it was sent: isolated, with every hidden letter named and the true extension repeated. */
export const FileName = memo(function FileName(props: {
  readonly name: string | null;
  readonly tag?: boolean;
  /** On one line, on three, or to its last letter; one line by default. */
  readonly fit?: keyof typeof FITS;
}) {
  const t = useTranslations('names');
  if (props.name === null || props.name === '') {
    return <span className="text-ink-3 italic">{t('notSeen')}</span>;
  }
  const extension = trueExtension(props.name);
  return (
    <span className="inline-flex max-w-full min-w-0 items-baseline gap-1.5">
      <bdi
        className={FITS[props.fit ?? 'line']}
        title={props.name.length > 24 ? props.name : undefined}
        translate="no"
      >
        {nameParts(props.name).map((part, index) =>
          part.kind === 'text' ? (
            part.text
          ) : (
            <span
              key={index}
              title={t('hiddenLetter')}
              className="mx-px rounded-xs border border-warn px-0.5 align-[1px] font-mono text-[0.625rem] leading-none text-warn"
            >
              {part.text}
            </span>
          ),
        )}
      </bdi>
      {extension === undefined || props.tag === false ? null : (
        <span
          translate="no"
          title={t('trueExtension')}
          className="shrink-0 font-mono text-[0.6875rem] text-ink-3"
        >
          {extension}
        </span>
      )}
    </span>
  );
});

/** An address, never reordered or translated; mixed scripts are marked. The domain steps back. */
export const JidText = memo(function JidText({
  jid,
  plain = false,
  bare = false,
}: {
  readonly jid: string;
  readonly plain?: boolean;
  /** With nothing around it, where its place cuts what does not fit: a long list has many. */
  readonly bare?: boolean;
}) {
  const t = useTranslations('names');
  const at = jid.indexOf('@');
  const local = at < 0 ? jid : jid.slice(0, at);
  const rest = at < 0 ? '' : jid.slice(at);
  const mixed = mixesScripts(jid);
  const isBare = bare && !mixed;
  const text = (
    <bdi className={isBare ? undefined : 'truncate'} translate="no">
      {local}
      <span className={plain ? undefined : 'text-ink-3'}>{rest}</span>
    </bdi>
  );
  if (isBare) return text;
  return (
    <span className="inline-flex max-w-full min-w-0 items-baseline gap-1.5">
      {text}
      {mixed ? (
        <span
          title={t('mixedScriptHint')}
          className="shrink-0 rounded-xs border border-warn px-1 text-xs leading-tight text-warn"
        >
          {t('mixedScript')}
        </span>
      ) : null}
    </span>
  );
});

/** A size: rounded to read, exact on hover. A dash where nothing was measured or said. */
export const Bytes = memo(function Bytes({ value }: { readonly value: number | null | undefined }) {
  const locale = useLocale();
  const t = useTranslations('names');
  if (value === null || value === undefined) {
    return <Unknown label={t('notMeasured')} />;
  }
  return (
    <data value={value} title={exactBytes(value, locale)} className="whitespace-nowrap">
      {formatBytes(value, locale)}
    </data>
  );
});

/** A dash that says why when asked. */
export function Unknown({ label }: { readonly label: string }) {
  return (
    <span title={label} className="text-ink-3">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}

/** A moment in the viewer's zone; UTC on hover. */
export function Moment(props: {
  readonly at: string;
  readonly form?: 'list' | 'full' | 'relative';
}) {
  const locale = useLocale();
  const now = useNow();
  const { at, form = 'list' } = props;
  const forms = { list: formatMoment, relative: formatRelative, full: formatFull };
  return (
    <time dateTime={at} title={formatUtc(at)} className="whitespace-nowrap">
      {forms[form](at, locale, now)}
    </time>
  );
}
