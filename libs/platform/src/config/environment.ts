import { readFileSync } from 'node:fs';
import { settings, type Setting } from './schema-walk.js';
import { suggest } from './suggest.js';
import type { ConfigProblem, Layer, LayerValue } from './layers.js';

const PREFIX = 'WAYBILL_';
/** Where the file is: read before any setting. */
export const CONFIG_VARIABLE = 'WAYBILL_CONFIG';
// Kubernetes gives every pod variables named after its services: a service called "waybill" must not stop us
const FOREIGN = /^WAYBILL_(SERVICE_(HOST|PORT)|PORT)(_|$)/;

const plain = (name: string) => name.toLowerCase().replaceAll('_', '');
const byVariable = new Map(
  settings.map((setting) => [setting.path.split('.').map(plain).join('__'), setting]),
);

/** `limits.c2s.maxStanzaBytes` → `WAYBILL_LIMITS__C2S__MAX_STANZA_BYTES` */
export function variableName(path: string): string {
  const words = path
    .split('.')
    .map((part) => part.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase());
  return PREFIX + words.join('__');
}

/** Found by sections; or, as in `WAYBILL_ADMIN_USER`, with one underscore where two belong. */
function find(name: string): Setting | undefined {
  const path = name.slice(PREFIX.length);
  const exact = byVariable.get(path.split('__').map(plain).join('__'));
  return (
    exact ?? settings.find((setting) => plain(setting.path.replaceAll('.', '')) === plain(path))
  );
}

/** A list of sections, such as `attach`, is written as JSON. */
function sectionsFromJson(text: string): unknown {
  if (!/^\s*\[\s*\{/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * A value written as text, by the kind of its setting: lists are separated by commas. What does not fit is left
 * as text, for the schema to refuse with its own sentence.
 */
export function valueFromText(setting: Setting, text: string): unknown {
  if (setting.kind === 'number') return /^-?\d+$/.test(text.trim()) ? Number(text) : text;
  if (setting.kind === 'flag') {
    if (/^(true|yes|on|1)$/i.test(text)) return true;
    return /^(false|no|off|0)$/i.test(text) ? false : text;
  }
  if (setting.kind === 'list') {
    const sections = sectionsFromJson(text);
    if (sections !== undefined) return sections;
    return text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }
  return text;
}

function unknownVariable(name: string): ConfigProblem {
  const near = suggest(
    name,
    settings.map((setting) => variableName(setting.path)),
  );
  return {
    message: `the environment variable ${name} is not known`,
    where: 'environment',
    fix: near === undefined ? `unset ${name}` : `did you mean ${near}?`,
  };
}

function fromSecretFile(name: string, file: string): string | ConfigProblem {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      message: `cannot read the file of ${name}: ${why}`,
      where: name,
      fix: `check ${file}`,
    };
  }
}

/**
 * The settings given by `WAYBILL_…` variables: `__` between sections, `_FILE` behind the name for a file that
 * holds the value.
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): {
  readonly layer: Layer;
  readonly problems: readonly ConfigProblem[];
} {
  const values: LayerValue[] = [];
  const problems: ConfigProblem[] = [];
  for (const [name, text] of Object.entries(env)) {
    if (!name.startsWith(PREFIX) || text === undefined) continue;
    if (name === CONFIG_VARIABLE || FOREIGN.test(name)) continue;
    const direct = find(name);
    const setting = direct ?? (name.endsWith('_FILE') ? find(name.slice(0, -5)) : undefined);
    if (setting === undefined) {
      problems.push(unknownVariable(name));
      continue;
    }
    const content = direct === undefined ? fromSecretFile(name, text) : text;
    if (typeof content !== 'string') problems.push(content);
    else
      values.push({
        path: setting.path.split('.'),
        value: valueFromText(setting, content),
        where: name,
      });
  }
  return { layer: { source: 'environment', folder: undefined, values }, problems };
}
