type Json = Readonly<Record<string, unknown>>;

/** What a field of that name holds, where its type alone would say too little. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  jid: 'alice@example.org',
  fullJid: 'alice@example.org/home',
  localpart: 'alice',
  domain: 'example.org',
  host: 'example.org',
  name: 'alice',
  address: '192.0.2.7',
  lastUsedAddress: '192.0.2.7',
  lastSeenAddress: '192.0.2.7',
  id: '01938f4e-7c00-7a1b-8c2d-3e4f5a6b7c8d',
  shortId: 'wb-7K3Q9F2M4N',
  password: 'correct horse battery',
  current: 'correct horse battery',
  code: '287082',
  token: '7F3K-9QXM-2TBD-W4HN-8RVC-5JPE-6Y',
  note: 'ring first',
  reason: 'lost phone',
  day: '2026-11-24',
  since: '2026-11-01',
  until: '2026-11-24',
  path: '/join#7F3K-9QXM-2TBD-W4HN-8RVC-5JPE-6Y',
  uri: 'otpauth://totp/Waybill:alice?secret=JBSWY3DPEHPK3PXP',
  version: '1.0.0',
};
const BY_FORMAT: Readonly<Record<string, string>> = {
  'date-time': '2026-11-24T12:00:00.000Z',
  date: '2026-11-24',
};
const MAX_DEPTH = 8;

const isText = (schema: Json) => schema['type'] === 'string';

function textOf(schema: Json, name: string): string {
  const format = BY_FORMAT[String(schema['format'])];
  if (format !== undefined) return format;
  const known = BY_NAME[name];
  return typeof known === 'string' ? known : 'text';
}

/**
 * A value that a JSON schema describes, the same each time: what a reader sees before they have data of their own.
 * @param name of the field it is for
 * @param resolve finds a schema by its reference
 */
export function exampleOf(
  schema: Json,
  resolve: (reference: string) => Json,
  name = '',
  depth = 0,
): unknown {
  const inner = (part: Json, of: string) => exampleOf(part, resolve, of, depth + 1);
  const reference = schema['$ref'];
  if (typeof reference === 'string') return inner(resolve(reference), name);
  if ('const' in schema) return schema['const'];
  if ('default' in schema) return schema['default'];
  const options = schema['enum'] as readonly unknown[] | undefined;
  if (options !== undefined) return options[0];
  const either = (schema['anyOf'] ?? schema['oneOf']) as readonly Json[] | undefined;
  if (either !== undefined) return inner(either[0] ?? {}, name);
  if (isText(schema)) return textOf(schema, name);
  if (schema['type'] === 'boolean') return false;
  if (schema['type'] === 'integer' || schema['type'] === 'number') {
    return Math.max(1, Number(schema['minimum'] ?? 1));
  }
  if (schema['type'] === 'array') {
    return depth > MAX_DEPTH ? [] : [inner(schema['items'] as Json, name)];
  }
  if (schema['type'] !== 'object') return null;
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Json>>;
  const required = new Set(schema['required'] as readonly string[] | undefined);
  const shown = Object.entries(properties).filter(([key]) => required.has(key));
  return Object.fromEntries(shown.map(([key, part]) => [key, inner(part, key)]));
}
