'use client';

import { useQuery } from '@tanstack/react-query';
import { useTheme } from 'next-themes';
import { useRouter } from 'next/navigation';
import { useDeferredValue, useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import { keys, useSession } from '../api/queries';
import type { UserPage } from '../api/types';
import { setLocale, useChosenLocale } from '../i18n/locale';
import { Dialog } from '../ui/dialog';
import { INPUT } from '../ui/field';
import { GROUPS, isOpenTo } from './pages';
import {
  asSearch,
  bestFirst,
  fits,
  parsePalette,
  transfersHref,
  userHref,
  waybillHref,
} from './palette-query';
import type { PaletteQuery } from './palette-query';
import { closePalette, typedAhead } from './palette-store';
import { useMay } from './permissions';

type GroupName = 'waybill' | 'pages' | 'lists' | 'settings' | 'people' | 'search';

interface Choice {
  readonly key: string;
  readonly group: GroupName;
  readonly label: string;
  readonly take: () => void;
}

const PEOPLE = 6;
/** Looked at, so that whoever is called exactly so is among those shown. */
const LOOKED_AT = 50;

/** Users whose address or note has the words. */
function usePeople(words: string): readonly string[] {
  const may = useMay('users:read');
  const q = useDeferredValue(words);
  const people = useQuery({
    enabled: may && q !== '',
    queryKey: [...keys.users, 'palette', q],
    queryFn: ({ signal }) =>
      read<UserPage>(
        api.GET('/api/v1/users', { params: { query: { q, limit: LOOKED_AT } }, signal }),
      ),
  });
  const found = q === '' ? [] : (people.data?.items ?? []).map(({ jid }) => jid);
  return bestFirst(found, q).slice(0, PEOPLE);
}

/** What the words themselves lead to: a waybill, people, a search. */
function useFound(query: PaletteQuery, go: (href: string) => void): readonly Choice[] {
  const t = useTranslations('palette');
  const { words, verb, waybill } = query;
  const people = usePeople(waybill === undefined ? words : '');
  const found: Choice[] = [];
  if (waybill !== undefined) {
    found.push({
      key: 'waybill',
      group: 'waybill',
      label: verb === 'cancel' ? t('cancel', { id: waybill }) : t('open', { id: waybill }),
      take: () => {
        go(waybillHref(waybill, verb));
      },
    });
  }
  for (const jid of people) {
    found.push({
      key: jid,
      group: 'people',
      label: verb === 'lock' ? t('lock', { jid }) : jid,
      take: () => {
        go(userHref(jid, verb));
      },
    });
  }
  if (words !== '' && verb === undefined && waybill === undefined && asSearch(words) !== '') {
    found.push({
      key: 'search',
      group: 'search',
      label: t('search', { words: asSearch(words) }),
      take: () => {
        go(transfersHref(words));
      },
    });
  }
  return found;
}

/** Lists that are often wanted. Days begin where the reader is. */
function lists(
  t: (name: 'failedToday' | 'largest') => string,
): readonly (readonly [string, string])[] {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const today = day.map((part) => String(part).padStart(2, '0')).join('-');
  return [
    [t('failedToday'), `/transfers?status=failed&since=${today}`],
    [t('largest'), '/transfers?sort=-bytes'],
  ];
}

function useStanding(go: (href: string) => void): readonly Choice[] {
  const t = useTranslations('palette');
  const nav = useTranslations('nav');
  const own = useSession().data?.operator?.permissions ?? [];
  const { resolvedTheme, setTheme } = useTheme();
  const chinese = useChosenLocale() === 'zh-Hans';
  const dark = resolvedTheme === 'dark';
  const pages = GROUPS.flatMap(({ entries }) => entries).filter((entry) => isOpenTo(entry, own));
  return [
    ...pages.map(({ name, href }) => ({
      key: href,
      group: 'pages' as const,
      label: nav(`page.${name}`),
      take: () => {
        go(href);
      },
    })),
    ...lists(t).map(([label, href]) => ({
      key: href,
      group: 'lists' as const,
      label,
      take: () => {
        go(href);
      },
    })),
    {
      key: 'theme',
      group: 'settings',
      label: dark ? nav('toLight') : nav('toDark'),
      take: () => {
        setTheme(dark ? 'light' : 'dark');
      },
    },
    {
      key: 'language',
      group: 'settings',
      label: chinese ? 'English' : '简体中文',
      take: () => {
        setLocale(chinese ? 'en' : 'zh-Hans');
      },
    },
    {
      key: 'account',
      group: 'settings',
      label: t('account'),
      take: () => {
        go('/account');
      },
    },
  ];
}

// What is called so stands before what merely contains it: Enter then goes where one meant to go.
const ORDER: readonly GroupName[] = ['waybill', 'pages', 'lists', 'settings', 'people', 'search'];

function Options(props: {
  readonly id: string;
  readonly choices: readonly Choice[];
  readonly active: number;
  readonly onTake: (choice: Choice) => void;
}): ReactNode {
  const t = useTranslations('palette');
  const { id, choices, active, onTake } = props;
  return ORDER.filter((name) => choices.some(({ group }) => group === name)).map((name) => (
    <div key={name} role="group" aria-label={t(`group.${name}`)} className="pb-2">
      <p aria-hidden="true" className="px-2 py-1 text-xs text-ink-3">
        {t(`group.${name}`)}
      </p>
      {choices.map((choice, index) =>
        choice.group === name ? (
          <div
            key={choice.key}
            id={`${id}-${String(index)}`}
            role="option"
            aria-selected={index === active}
            ref={
              index === active
                ? (element) => element?.scrollIntoView({ block: 'nearest' })
                : undefined
            }
            className={`cursor-pointer truncate rounded-control px-2 py-1.5 ${index === active ? 'bg-selection font-semibold' : 'hover:bg-raised'}`}
            onClick={() => {
              onTake(choice);
            }}
          >
            <bdi>{choice.label}</bdi>
          </div>
        ) : null,
      )}
    </div>
  ));
}

/** Moves with the arrows, takes with Enter; the text stays where the focus is. @see ARIA APG, combobox */
function Search() {
  const t = useTranslations('palette');
  const router = useRouter();
  const id = useId();
  const [text, setText] = useState(typedAhead);
  const [active, setActive] = useState(0);
  const go = (href: string): void => {
    // The reference is no page of this application: the browser itself has to go there.
    if (href.startsWith('/api/')) window.location.assign(href);
    else router.push(href);
  };
  const query = parsePalette(text);
  const found = useFound(query, go);
  const standing = useStanding(go).filter(({ label }) => fits(label, query.words));
  const all = query.verb === undefined ? [...found, ...standing] : found;
  const choices = ORDER.flatMap((name) => all.filter(({ group }) => group === name));
  const here = Math.min(active, choices.length - 1);
  const take = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    closePalette();
    choice.take();
  };
  const onKey = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: here + 1, ArrowUp: here - 1 };
    const next = steps[event.key];
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) take(choices[here]);
    else if (next !== undefined) setActive((next + choices.length) % Math.max(1, choices.length));
    else return;
    event.preventDefault();
  };
  return (
    <div className="grid gap-2">
      <input
        role="combobox"
        aria-label={t('label')}
        aria-expanded={choices.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={here < 0 ? undefined : `${id}-${String(here)}`}
        placeholder={t('placeholder')}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        className={`${INPUT} h-10`}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKey}
      />
      <div id={id} role="listbox" aria-label={t('label')} className="max-h-[50dvh] overflow-y-auto">
        <Options id={id} choices={choices} active={here} onTake={take} />
      </div>
      {choices.length === 0 ? <p className="px-2 text-ink-2">{t('nothing')}</p> : null}
    </div>
  );
}

/** Every page, person and waybill, a few letters away. */
export function Palette() {
  const t = useTranslations('palette');
  return (
    <Dialog open onClose={closePalette} title={t('title')}>
      <Search />
    </Dialog>
  );
}
