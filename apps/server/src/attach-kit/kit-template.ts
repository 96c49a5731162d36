import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the shipped files are, seen from `apps/server/dist/src/attach-kit` and from `apps/server/src/attach-kit`. */
const PLACES = ['../../../../../contrib', '../../../../contrib'];

/** The path of a file that is shipped in `contrib/`. */
export function contribPath(name: string): string {
  const folders = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const folder = folders.find((one) => existsSync(one)) ?? folders[0] ?? '';
  return join(folder, name);
}

/** What stands in a shipped file for something that differs on every server. */
export interface KitNames {
  readonly 'files.example.org': string;
  readonly 'example.org': string;
  readonly SECRET: string;
  readonly [placeholder: string]: string;
}

/** A language as far as the kit has to know it. */
export interface KitLanguage {
  /** How its comments begin. */
  readonly comment: string;
  /** A text in the quotes of this language. */
  readonly quote: (text: string) => string;
}

export const LUA: KitLanguage = {
  comment: '--',
  quote: (text) => `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`,
};
export const YAML: KitLanguage = { comment: '#', quote: (text) => JSON.stringify(text) };

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Puts names and secrets in place of the placeholders, all at once: a secret that looks like one stays what it is. */
export function fillIn(text: string, names: KitNames, { quote }: KitLanguage): string {
  const keys = Object.keys(names)
    .sort((a, b) => b.length - a.length)
    .map(escapePattern);
  return text.replace(new RegExp(`"(${keys.join('|')})"|${keys.join('|')}`, 'g'), (all, quoted) =>
    typeof quoted === 'string' ? quote(names[quoted] ?? '') : (names[all] ?? ''),
  );
}

/**
 * A file of `contrib/` without its opening comment, which is for who copies it by hand.
 * @param comment how the language's comments begin
 */
export function shipped(name: string, { comment }: KitLanguage): string {
  const lines = readFileSync(contribPath(name), 'utf8').split('\n');
  const first = lines.findIndex((line) => !line.startsWith(comment) && line.trim() !== '');
  return lines.slice(first).join('\n');
}
