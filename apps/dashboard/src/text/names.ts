/**
 * File names and addresses come from strangers. Whatever could make one look like another (controls, bidi
 * overrides, invisible letters, mixed scripts) is named instead of applied.
 */

/** A piece of a name: letters to be shown as they are, or the code point that stands in for an unsafe one. */
export type NamePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'token'; readonly text: string };

// Controls, soft hyphen, bidi marks, overrides and isolates, zero-width and line separators, tags, BOM, and halves of
// surrogate pairs: with the flag `u`, whole pairs are none.
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/u;

const SHORT_NAMES: Readonly<Record<number, string>> = {
  0x00: 'NUL',
  0x08: 'BS',
  0x09: 'TAB',
  0x0a: 'LF',
  0x0d: 'CR',
  0x1b: 'ESC',
  0x7f: 'DEL',
  0x200b: 'ZWSP',
  0x200c: 'ZWNJ',
  0x200d: 'ZWJ',
  0x200e: 'LRM',
  0x200f: 'RLM',
  0x202a: 'LRE',
  0x202b: 'RLE',
  0x202c: 'PDF',
  0x202d: 'LRO',
  0x202e: 'RLO',
  0x2066: 'LRI',
  0x2067: 'RLI',
  0x2068: 'FSI',
  0x2069: 'PDI',
  0xfeff: 'BOM',
};

function tokenFor(codePoint: number): string {
  return SHORT_NAMES[codePoint] ?? `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Splits a name into safe text and visible tokens. Unpaired surrogates become tokens too. */
export function nameParts(name: string): readonly NamePart[] {
  // Nearly every name is as it should be, and a list has many.
  if (name !== '' && !UNSAFE.test(name)) return [{ kind: 'text', text: name }];
  const parts: NamePart[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push({ kind: 'text', text });
    text = '';
  };
  for (const letter of name) {
    if (!UNSAFE.test(letter)) {
      text += letter;
      continue;
    }
    flush();
    parts.push({ kind: 'token', text: tokenFor(letter.codePointAt(0) ?? 0) });
  }
  flush();
  return parts;
}

/** The name as one line of text, with tokens in brackets: for titles and text alternatives. */
export function plainName(name: string): string {
  return nameParts(name)
    .map((part) => (part.kind === 'text' ? part.text : `[${part.text}]`))
    .join('');
}

const LONGEST_EXTENSION = 8;

/**
 * What follows the last dot in the order of the bytes, whatever the eye is made to see.
 * @returns lower case, without the dot; undefined if there is none worth the name
 */
export function trueExtension(name: string): string | undefined {
  const letters = UNSAFE.test(name)
    ? [...name].filter((letter) => !UNSAFE.test(letter)).join('')
    : name;
  const dot = letters.lastIndexOf('.');
  if (dot <= 0) return undefined;
  const extension = letters.slice(dot + 1).toLowerCase();
  const fits = extension.length > 0 && [...extension].length <= LONGEST_EXTENSION;
  return fits && /^[\p{L}\p{N}_-]+$/u.test(extension) ? extension : undefined;
}

/** Whether the name holds something that is shown as a token. */
export function hasHiddenLetters(name: string): boolean {
  return UNSAFE.test(name);
}

const SCRIPTS = [
  'Latin',
  'Greek',
  'Cyrillic',
  'Armenian',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Thai',
  'Georgian',
  'Cherokee',
  'Hangul',
  'Hiragana',
  'Katakana',
  'Bopomofo',
  'Han',
] as const;

const scriptTests = SCRIPTS.map(
  (script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const,
);
/** One script at most; and most addresses. The tests above cost a list of them a third of its first sight. */
const ASCII = /^[ -~]*$/u;

// UTS 39 §5.2, "highly restrictive": these mixtures are how Japanese, Chinese and Korean are written.
const USUAL_MIXTURES: readonly (readonly string[])[] = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

/** Whether the part before or after the `@` mixes scripts in a way no one language does. @see UTS 39 §5.2 */
export function mixesScripts(jid: string): boolean {
  return jid.split(/[@/.]/u).some((part) => {
    if (ASCII.test(part)) return false;
    const scripts = scriptTests.filter(([, test]) => test.test(part)).map(([script]) => script);
    if (scripts.length < 2) return false;
    return !USUAL_MIXTURES.some((usual) => scripts.every((script) => usual.includes(script)));
  });
}
