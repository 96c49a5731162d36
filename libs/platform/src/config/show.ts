import type { LoadedConfig } from './load.js';
import { settings } from './schema-walk.js';
import { variableName } from './environment.js';

/** One setting as `waybill config show` and the dashboard present it. */
export interface ShownSetting {
  readonly path: string;
  readonly value: unknown;
  readonly source: string;
  readonly where: string;
  readonly variable: string;
  readonly description: string;
}

function valueAt(config: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (section, key) => (section as Record<string, unknown> | undefined)?.[key],
      config,
    );
}

/** What may be shown of a value: no password, neither by itself nor inside an address. */
function masked(path: string, value: unknown): unknown {
  if (path === 'attach' && Array.isArray(value)) {
    return value.map((one: Readonly<Record<string, unknown>>) =>
      one['secret'] === undefined ? one : { ...one, secret: '********' },
    );
  }
  if (typeof value !== 'string') return value;
  if (path.endsWith('.password')) return '********';
  return path === 'database.url'
    ? value.replace(/^(\w+:\/\/[^:/@]*):[^@]*@/, '$1:********@')
    : value;
}

/** Every setting with its value and where that comes from; secrets masked. */
export function showConfig(loaded: LoadedConfig): readonly ShownSetting[] {
  return settings.map(({ path, description }) => ({
    path,
    value: masked(path, valueAt(loaded.config, path)),
    source: loaded.origins.get(path)?.source ?? 'default',
    where: loaded.origins.get(path)?.where ?? '',
    variable: variableName(path),
    description,
  }));
}
