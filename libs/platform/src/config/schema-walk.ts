import { z } from 'zod';
import { configSchema } from './schema.js';

/** One configurable value. */
export interface Setting {
  /** `limits.c2s.maxStanzaBytes` */
  readonly path: string;
  readonly kind: 'text' | 'number' | 'flag' | 'list';
  readonly description: string;
  /** Undefined where leaving it out has a meaning of its own. */
  readonly fallback: unknown;
  readonly choices: readonly string[] | undefined;
}

/** A schema without its default and optional wrappers, and the default that was found on the way. */
function unwrap(schema: z.core.$ZodType): { inner: z.core.$ZodType; fallback: unknown } {
  let inner = schema;
  let fallback: unknown;
  for (;;) {
    if (inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault) {
      fallback ??= inner.def.defaultValue;
      inner = inner.def.innerType;
    } else if (inner instanceof z.ZodOptional) {
      inner = inner.def.innerType;
    } else {
      return { inner, fallback };
    }
  }
}

function kindOf(schema: z.core.$ZodType): Setting['kind'] {
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodBoolean) return 'flag';
  return schema instanceof z.ZodArray ? 'list' : 'text';
}

function* walk(schema: z.core.$ZodType, path: readonly string[]): Generator<Setting> {
  const { inner, fallback } = unwrap(schema);
  if (inner instanceof z.ZodObject) {
    const shape = inner.shape as Record<string, z.core.$ZodType>;
    for (const [key, child] of Object.entries(shape)) yield* walk(child, [...path, key]);
    return;
  }
  yield {
    path: path.join('.'),
    kind: kindOf(inner),
    description: schema instanceof z.ZodType ? (schema.description ?? '') : '',
    fallback,
    choices: inner instanceof z.ZodEnum ? inner.options.map(String) : undefined,
  };
}

/** Every setting there is, in the schema's order: for the environment, `config show` and the reference. */
export const settings: readonly Setting[] = [...walk(configSchema, [])];

/** Names that may stand in the section at `path`; empty where there is no section. */
export function keysAt(path: readonly string[]): readonly string[] {
  const prefix = path.length === 0 ? '' : `${path.join('.')}.`;
  const names = settings
    .filter((setting) => setting.path.startsWith(prefix))
    .map((setting) => setting.path.slice(prefix.length).split('.')[0] ?? '');
  return [...new Set(names)];
}
