'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { INPUT } from '../ui/field';
import { Menu, MenuChoice } from '../ui/menu';
import { KINDS } from './queries';

export type FilterKey = 'kind' | 'actor' | 'target' | 'since' | 'until';

interface FilterProps {
  readonly params: URLSearchParams;
  readonly set: (key: FilterKey, value: string | undefined) => void;
}

/** A name that must fit exactly: it is sent when it is whole, by Enter or by leaving the box. */
function NameBox(
  props: FilterProps & { readonly by: 'actor' | 'target'; readonly search?: boolean },
) {
  const { params, set, by, search = false } = props;
  const t = useTranslations('audit');
  const value = params.get(by) ?? '';
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  const send = (): void => {
    const wanted = text.trim();
    if (wanted !== value) set(by, wanted === '' ? undefined : wanted);
  };
  return (
    <form
      className="min-w-40 flex-1 sm:max-w-56"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label className="grid gap-1 text-sm font-semibold">
        {t(`filter.${by}`)}
        <input
          type="text"
          {...(search ? { 'data-key': 'search' } : {})}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={text}
          onBlur={send}
          onChange={(event) => {
            setText(event.target.value);
          }}
          className={`${INPUT} h-8 font-normal`}
        />
      </label>
    </form>
  );
}

function DateBox({ params, set, by }: FilterProps & { readonly by: 'since' | 'until' }) {
  const t = useTranslations('audit');
  return (
    <label className="grid gap-1 text-sm font-semibold">
      {t(`filter.${by}`)}
      <input
        type="date"
        value={params.get(by) ?? ''}
        className={`${INPUT} h-8 w-36 font-normal`}
        onChange={(event) => {
          set(by, event.target.value === '' ? undefined : event.target.value);
        }}
      />
    </label>
  );
}

function KindMenu({ params, set }: FilterProps) {
  const t = useTranslations('audit');
  const taken = params.get('kind')?.split(',') ?? [];
  return (
    <Menu label={t('filter.kind')} taken={taken.length}>
      {KINDS.map((kind) => (
        <MenuChoice
          key={kind}
          label={t(`kinds.${kind}`)}
          taken={taken.includes(kind)}
          onTake={() => {
            const has = taken.includes(kind);
            const next = KINDS.filter((one) => (one === kind ? !has : taken.includes(one)));
            set('kind', next.length === 0 ? undefined : next.join(','));
          }}
        />
      ))}
    </Menu>
  );
}

/** What the chain is narrowed by; all of it stands in the address. */
export function AuditFilters(
  props: FilterProps & {
    /** False for those who see only what they did themselves. */
    readonly all: boolean;
    readonly onClear: () => void;
  },
) {
  const { all, onClear, ...own } = props;
  const t = useTranslations('audit');
  const filtered = ['kind', 'actor', 'target', 'since', 'until'].some((key) => own.params.has(key));
  return (
    <div role="group" aria-label={t('filters')} className="mb-3 flex flex-wrap items-end gap-3">
      <KindMenu {...own} />
      {all ? <NameBox {...own} by="actor" /> : null}
      <NameBox {...own} by="target" search />
      <DateBox {...own} by="since" />
      <DateBox {...own} by="until" />
      {filtered ? (
        <Button kind="quiet" onClick={onClear}>
          {t('clear')}
        </Button>
      ) : null}
    </div>
  );
}
