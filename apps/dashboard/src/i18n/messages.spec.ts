import { readFileSync, readdirSync } from 'node:fs';
import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { pickLocale } from './locale';
import { messages as english } from './messages/en';
import { messages as chinese } from './messages/zh-Hans';

type Tree = { readonly [key: string]: string | Tree };

const catalogues: Readonly<Record<string, Tree>> = { en: english, 'zh-Hans': chinese };
const read = (locale: string): Tree => catalogues[locale] ?? {};

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  );
}

const en = new Map(flat(read('en')));
const zh = new Map(flat(read('zh-Hans')));

/** The names that a message wants filled in. */
const parameters = (message: string): string[] =>
  [
    ...new Set(
      [...message.matchAll(/(?<!(?:one|other|=-?\d+) )\{([a-z]\w*)(?=[,}])/gu)].map(
        ([, name]) => name ?? '',
      ),
    ),
  ].toSorted();

const VALUES = {
  active: 1,
  algorithm: 'sha-256',
  begun: 2,
  bytes: '4 MiB',
  changed: 2,
  count: 3,
  day: 'Monday.',
  days: 30,
  domain: 'example.org',
  ended: 1,
  evidence: 'observed',
  failed: 1,
  filter: 'x',
  hints: 2,
  host: 'example.org',
  how: 'done',
  id: 'wb-1',
  jid: 'a@b',
  kind: 'Proxy',
  length: 5,
  line: 2,
  linked: 1,
  maxActive: 512,
  most: 5,
  name: 'a',
  action: 'Lock',
  offset: 1,
  others: 'o',
  parts: 'p',
  path: 'inBand',
  percent: 4,
  problems: 1,
  rate: '1 MiB/s',
  reason: 'r',
  receiver: 'b',
  role: 'owner',
  route: 'r',
  sender: 'a',
  seq: 7,
  server: 'Prosody',
  size: '1MB',
  state: 's',
  status: 500,
  time: '3 s',
  token: 't',
  transfers: 7,
  way: 'w',
  why: 'y',
  word: 'w',
  words: 'x',
};

/** Names, keys and marks that are the same in every language. */
const SAME = new Set([
  'import.number',
  'transfer.route.whole',
  'overview.sentenceBoth',
  'shortcuts.search.keys',
  'shortcuts.move.keys',
  'shortcuts.open.keys',
  'shortcuts.page.keys',
  'shortcuts.export.keys',
  'shortcuts.help.keys',
  'shortcuts.select.keys',
  'shortcuts.palette.keys',
]);

describe('translations', () => {
  it('exist for every key in both languages', () => {
    expect([...zh.keys()].toSorted()).toEqual([...en.keys()].toSorted());
  });

  it('are translated, not copied', () => {
    const copied = [...en].filter(([key, text]) => zh.get(key) === text && !SAME.has(key));
    expect(copied.map(([key]) => key)).toEqual([]);
  });

  it('take the same values in both languages', () => {
    for (const [key, text] of en) {
      expect(parameters(zh.get(key) ?? ''), key).toEqual(parameters(text));
    }
  });

  it.each(['en', 'zh-Hans'])('can all be formatted in %s', (locale) => {
    const problems: string[] = [];
    const t = createTranslator({
      locale,
      messages: read(locale),
      onError: (error) => problems.push(error.message),
    });
    // The catalogue's types know which values belong to which message; here each one gets all of them.
    const markup = t.markup.bind(t) as (key: string, values: object) => string;
    for (const key of en.keys()) {
      markup(key, { ...VALUES, code: (chunks: string) => chunks });
    }
    expect(problems).toEqual([]);
  });
});

/** `t('a.b')` and ``t(`a.${x}`)`` of a namespace, for every file under src. */
function usedKeys(): { exact: Set<string>; prefixes: Set<string> } {
  const exact = new Set<string>();
  const prefixes = new Set<string>();
  const root = new URL('../', import.meta.url);
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx$/u.test(file)) continue;
    const source = readFileSync(new URL(file, root), 'utf8');
    const spaces = new Map<string, Set<string>>();
    for (const [, name = '', space = ''] of source.matchAll(
      /const (\w+) = useTranslations\('([\w.]+)'\)/gu,
    )) {
      spaces.set(name, (spaces.get(name) ?? new Set()).add(space));
    }
    for (const [name, ofName] of spaces) {
      const calls = new RegExp(`\\b${name}(?:\\.rich)?\\(\\s*(?:'([^']+)'|\`([^$\`]*)\\$)`, 'gu');
      for (const [, key, prefix] of source.matchAll(calls)) {
        for (const space of ofName) {
          if (key !== undefined) exact.add(`${space}.${key}`);
          else prefixes.add(`${space}.${prefix ?? ''}`);
        }
      }
    }
  }
  return { exact, prefixes };
}

describe('the catalogue', () => {
  it('holds no message that nothing shows', () => {
    const { exact, prefixes } = usedKeys();
    const unused = [...en.keys()].filter(
      (key) => !exact.has(key) && ![...prefixes].some((prefix) => key.startsWith(prefix)),
    );
    // Picked by a condition inside the call: t(capped ? 'totalCapped' : 'total').
    const conditional = new Set([
      'users.total',
      'users.totalCapped',
      'user.traffic',
      'user.trafficCapped',
    ]);
    expect(unused.filter((key) => !conditional.has(key))).toEqual([]);
  });
});

describe('pickLocale', () => {
  it('takes the first language of the browser that there is', () => {
    expect(pickLocale(['de-DE', 'zh-TW', 'en'])).toBe('zh-Hans');
    expect(pickLocale(['fr', 'en-US'])).toBe('en');
    expect(pickLocale([])).toBe('en');
  });
});
