'use client';

import { Search, X } from 'lucide-react';
import { useCallback, useId } from 'react';
import { useTranslations } from 'use-intl';
import { INPUT } from '../ui/field';
import { useTyping } from '../ui/use-typing';
import { FILTER_KEYS, formatSearch, parseSearch } from './search-grammar';
import type { FilterKey, TransferFilters } from './search-grammar';

interface SearchBoxProps {
  readonly filters: TransferFilters;
  readonly onChange: (filters: TransferFilters, how: 'push' | 'replace') => void;
}

/** Names of the keys that a half-typed last word could become. */
function completions(text: string): readonly FilterKey[] {
  const last = /(?:^|\s)([a-z]+)$/u.exec(text)?.[1];
  if (last === undefined) return [];
  return FILTER_KEYS.filter((key) => key.startsWith(last) && key !== last);
}

/** What the box understands; while one types, what the last word could become, or why a token does nothing. */
function HelpLine(props: {
  readonly id: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const { id, text, onText } = props;
  const t = useTranslations('search');
  const offered = completions(text);
  const problem = parseSearch(text).problems[0];
  return (
    <div id={id} className="mt-1 min-h-5 text-sm text-ink-3">
      {problem !== undefined ? (
        <span className="text-warn">
          {t('problem', { token: `${problem.key}:${problem.value}` })}
        </span>
      ) : offered.length > 0 ? (
        <span className="flex flex-wrap items-center gap-1">
          {t('add')}
          {offered.map((key) => (
            <button
              key={key}
              type="button"
              className="h-6 rounded-control px-1.5 font-mono text-xs text-accent hover:bg-raised"
              onClick={() => {
                onText(text.replace(/[a-z]+$/u, `${key}:`));
              }}
            >
              {key}:
            </button>
          ))}
        </span>
      ) : (
        t('help')
      )}
    </div>
  );
}

const meaning = (text: string): string => formatSearch(parseSearch(text).filters);

/** One box for words and tokens. It says the same as the chips below it, and either changes the other. */
export function SearchBox({ filters, onChange }: SearchBoxProps) {
  const t = useTranslations('search');
  const id = useId();
  const onTyped = useCallback(
    (typed: string) => {
      onChange(parseSearch(typed).filters, 'replace');
    },
    [onChange],
  );
  const { text, setText, composition } = useTyping(formatSearch(filters), meaning, onTyped);
  const take = (completed: string): void => {
    setText(completed);
    document.getElementById(id)?.focus();
  };
  return (
    <form
      role="search"
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(parseSearch(text).filters, 'push');
      }}
    >
      <label htmlFor={id} className="sr-only">
        {t('label')}
      </label>
      <Search size={16} aria-hidden="true" className="absolute top-2.5 left-2.5 text-ink-3" />
      <input
        id={id}
        data-key="search"
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={text}
        placeholder={t('placeholder')}
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          setText(event.target.value);
        }}
        {...composition}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        className={`${INPUT} pr-2 pl-8`}
      />
      <HelpLine id={`${id}-help`} text={text} onText={take} />
    </form>
  );
}

/** Each filter as a chip with its own way out. */
export function FilterChips({ filters, onChange }: SearchBoxProps) {
  const t = useTranslations('search');
  const shown = (['q', ...FILTER_KEYS] as const).flatMap((key) => {
    const value = filters[key];
    return value === undefined ? [] : [{ key, value }];
  });
  if (shown.length === 0) return null;
  const without = (key: keyof TransferFilters): void => {
    onChange(Object.fromEntries(Object.entries(filters).filter(([name]) => name !== key)), 'push');
  };
  return (
    <ul aria-label={t('chips')} className="flex flex-wrap gap-1.5">
      {shown.map(({ key, value }) => (
        <li
          key={key}
          className="flex h-7 items-center rounded-control border border-rule bg-raised pl-2.5 text-sm"
        >
          <span className="text-ink-3">{t(`keys.${key}`)}&nbsp;</span>
          <bdi className="max-w-64 truncate font-semibold">{value.replaceAll(',', ', ')}</bdi>
          <button
            type="button"
            aria-label={t('remove', { filter: `${t(`keys.${key}`)} ${value}` })}
            className="ml-1 grid size-7 place-items-center rounded-control text-ink-3 hover:text-ink"
            onClick={() => {
              without(key);
            }}
          >
            <X size={14} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
