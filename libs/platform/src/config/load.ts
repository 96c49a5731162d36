import { resolve } from 'node:path';
import type { z } from 'zod';
import { readAttachments } from './attachments-file.js';
import { CONFIG_VARIABLE, readEnvironment, valueFromText } from './environment.js';
import { readFiles } from './files.js';
import type { ConfigProblem, Layer, LayerValue, Source } from './layers.js';
import { configSchema, type Config } from './schema.js';
import { keysAt, settings } from './schema-walk.js';
import { suggest } from './suggest.js';

/** Where one value came from. */
export interface Origin {
  readonly source: Source;
  /** `waybill.yml:12`, a variable's name, an option; empty for a default. */
  readonly where: string;
}

/** A configuration that has been checked. */
export interface LoadedConfig {
  readonly config: Config;
  /** By setting path; a path that is missing has its default. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** Of each attachment, by the component's domain. */
  readonly attachOrigins: ReadonlyMap<string, Origin>;
  /** Files that were read. */
  readonly files: readonly string[];
}

export interface ConfigSources {
  /** The folder that relative paths and the default file are looked for in. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** From `--config`. */
  readonly file?: string | undefined;
  /** From `--set key=value`. */
  readonly overrides?: readonly string[] | undefined;
}

const PATHS = new Set([
  'dataDir',
  'backup.folder',
  'standalone.certificateFile',
  'standalone.privateKeyFile',
]);
const SQLITE = 'sqlite:';

/** Relative paths are meant from where they are written: the file's folder, or the working directory. */
function absolute(path: string, value: unknown, folder: string): unknown {
  if (path === 'attach' && Array.isArray(value)) {
    return value.map((one: unknown) => withAbsoluteSecret(one, folder));
  }
  if (typeof value !== 'string') return value;
  if (PATHS.has(path)) return resolve(folder, value);
  if (path === 'database.url' && value.startsWith(SQLITE) && value !== `${SQLITE}:memory:`) {
    return SQLITE + resolve(folder, value.slice(SQLITE.length));
  }
  return value;
}

function withAbsoluteSecret(attachment: unknown, folder: string): unknown {
  if (typeof attachment !== 'object' || attachment === null) return attachment;
  const { secretFile } = attachment as { readonly secretFile?: unknown };
  if (typeof secretFile !== 'string' || secretFile === '') return attachment;
  return { ...attachment, secretFile: resolve(folder, secretFile) };
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let section = target;
  for (const key of path.slice(0, -1)) {
    const inner = Object.hasOwn(section, key) ? section[key] : undefined;
    const isSection = typeof inner === 'object' && inner !== null;
    const next = (isSection ? inner : Object.create(null)) as Record<string, unknown>;
    section[key] = next;
    section = next;
  }
  section[path.at(-1) ?? ''] = value;
}

function commandLine(overrides: readonly string[]): { layer: Layer; problems: ConfigProblem[] } {
  const values: LayerValue[] = [];
  const problems: ConfigProblem[] = [];
  for (const item of overrides) {
    const equals = item.indexOf('=');
    const path = equals < 0 ? item : item.slice(0, equals);
    const setting = settings.find((known) => known.path === path);
    if (setting === undefined || equals < 0) {
      const near = suggest(
        path,
        settings.map((known) => known.path),
      );
      const fix = near === undefined ? '`config show` lists them all' : `did you mean ${near}=…?`;
      problems.push({ message: `--set ${item}: no such setting`, where: 'command line', fix });
    } else {
      const value = valueFromText(setting, item.slice(equals + 1));
      values.push({ path: path.split('.'), value, where: `--set ${path}` });
    }
  }
  return { layer: { source: 'command line', folder: undefined, values }, problems };
}

function unknownKeys(
  path: readonly string[],
  keys: readonly string[],
  where: (p: string) => string,
) {
  return keys.map((key): ConfigProblem => {
    const full = [...path, key].join('.');
    const here = suggest(key, keysAt(path));
    const elsewhere = settings.find((setting) => setting.path.split('.').at(-1) === key)?.path;
    const meant = here === undefined ? elsewhere : [...path, here].join('.');
    return {
      message: `unknown key "${full}"`,
      where: where(full),
      fix: meant === undefined ? 'remove it' : `did you mean "${meant}"?`,
    };
  });
}

function toProblems(issue: z.core.$ZodIssue, where: (path: string) => string): ConfigProblem[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') return unknownKeys(path, issue.keys, where);
  const full = path.join('.');
  const setting = settings.find(
    (known) => full === known.path || full.startsWith(`${known.path}.`),
  );
  const fallback = setting?.fallback;
  const example = fallback === undefined ? '' : ` (the default is ${JSON.stringify(fallback)})`;
  return [
    {
      message: `${full}: ${issue.message}`,
      where: where(full),
      fix: `${setting?.description ?? 'a section with keys of its own'}${example}`,
    },
  ];
}

function originIn(layers: readonly Layer[]): ReadonlyMap<string, Origin> {
  const origins = new Map<string, Origin>();
  for (const layer of layers) {
    for (const { path, where } of layer.values) {
      origins.set(path.join('.'), { source: layer.source, where });
    }
  }
  return origins;
}

const domainOf = (entry: unknown): string | undefined => {
  const domain = (entry as { readonly domain?: unknown } | null | undefined)?.domain;
  return typeof domain === 'string' ? domain : undefined;
};

/** Adds the attachments of the dashboard to the configured ones. @returns what is attached twice, and bad files */
function addKept(
  raw: Record<string, unknown>,
  theirs: Origin | undefined,
  origins: Map<string, Origin>,
  cwd: string,
): ConfigProblem[] {
  const configured: readonly unknown[] = Array.isArray(raw['attach']) ? raw['attach'] : [];
  for (const entry of configured) {
    origins.set(domainOf(entry) ?? '', theirs ?? { source: 'file', where: '' });
  }
  const dataDir = typeof raw['dataDir'] === 'string' ? raw['dataDir'] : './data';
  const { entries, file, problems } = readAttachments(resolve(cwd, dataDir));
  const place = theirs?.where ?? '';
  const twice: ConfigProblem[] = [];
  for (const entry of entries) {
    const domain = domainOf(entry) ?? '';
    if (configured.some((one) => domainOf(one) === domain)) {
      const message = `${domain} is attached in ${place} and in the dashboard (${file})`;
      const fix = `remove it from ${place}, or from ${file}`;
      twice.push({ message, where: place, fix });
    }
    origins.set(domain, { source: 'dashboard', where: file });
  }
  if (entries.length > 0) raw['attach'] = [...configured, ...entries];
  return [...problems, ...twice];
}

/** The line of a key, of something inside it, or of the section around it. */
function placeOf(path: string, origins: ReadonlyMap<string, Origin>): string {
  for (let key = path; key !== ''; key = key.slice(0, Math.max(0, key.lastIndexOf('.')))) {
    const exact = origins.get(key);
    if (exact !== undefined) return exact.where;
    for (const [known, origin] of origins) if (known.startsWith(`${key}.`)) return origin.where;
  }
  return 'defaults';
}

/**
 * Reads the configuration: defaults, then file and drop-ins, then environment, then command line.
 * @returns what to run with, or everything that is wrong, all at once
 */
export function loadConfig(sources: ConfigSources): LoadedConfig | readonly ConfigProblem[] {
  const named = sources.file ?? sources.env[CONFIG_VARIABLE];
  const file = resolve(sources.cwd, named ?? 'waybill.yml');
  const files = readFiles(file, named !== undefined);
  const environment = readEnvironment(sources.env);
  const options = commandLine(sources.overrides ?? []);
  const layers = [...files.layers, environment.layer, options.layer];
  const problems = [...files.problems, ...environment.problems, ...options.problems];
  const origins = originIn(layers);
  const raw: Record<string, unknown> = {};
  for (const layer of layers) {
    for (const { path, value } of layer.values) {
      put(raw, path, absolute(path.join('.'), value, layer.folder ?? sources.cwd));
    }
  }
  const attachOrigins = new Map<string, Origin>();
  problems.push(...addKept(raw, origins.get('attach'), attachOrigins, sources.cwd));
  const parsed = configSchema.safeParse(raw);
  if (!parsed.success) {
    const where = (path: string) => placeOf(path, origins);
    problems.push(...parsed.error.issues.flatMap((issue) => toProblems(issue, where)));
  }
  if (problems.length > 0 || !parsed.success) return problems;
  const { standalone } = parsed.data;
  const config = {
    ...parsed.data,
    dataDir: resolve(sources.cwd, parsed.data.dataDir),
    // where nobody can log in there are no domains of accounts either
    standalone: standalone.enabled ? standalone : { ...standalone, domains: [] },
  };
  const pairing = checkPairs(config, origins);
  if (pairing.length > 0) return pairing;
  return { config, origins, attachOrigins, files: files.layers.flatMap((layer) => fileOf(layer)) };
}

function fileOf(layer: Layer): readonly string[] {
  const where = layer.values[0]?.where;
  return where === undefined ? [] : [where.replace(/:\d+$/, '')];
}

/** Settings that only make sense together. */
function checkPairs(config: Config, origins: ReadonlyMap<string, Origin>): ConfigProblem[] {
  if (!config.standalone.enabled && config.attach.length === 0) {
    return [
      {
        message: 'standalone.enabled is false and nothing is attached: there is nothing to serve',
        where: placeOf('standalone.enabled', origins),
        fix: 'add an entry to attach, or remove standalone.enabled',
      },
    ];
  }
  const { certificateFile, privateKeyFile } = config.standalone;
  if ((certificateFile === undefined) === (privateKeyFile === undefined)) return [];
  const missing = certificateFile === undefined ? 'certificateFile' : 'privateKeyFile';
  return [
    {
      message: `standalone.${missing} is missing`,
      where: placeOf('standalone', origins),
      fix: 'give certificateFile and privateKeyFile together, or neither',
    },
  ];
}

/** The problems as lines for a terminal. */
export function describeProblems(problems: readonly ConfigProblem[]): string {
  return problems
    .map(({ message, where, fix }) => `  ${where}: ${message}\n    fix: ${fix}`)
    .join('\n');
}
