import { z } from 'zod';

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};
const SIZE = /^(\d+(?:\.\d+)?)([kmgt]?i?b)?$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** Bytes, both ends inclusive. */
export interface SizeRange {
  readonly minBytes?: number;
  readonly maxBytes?: number;
}

/** An instant as it stands in a URL: a day, which has a start and an end, or a moment. Epoch milliseconds. */
export interface InstantQuery {
  readonly startAt: number;
  readonly endAt: number;
}

/** @returns bytes of `100MB`, `1.5GiB`, `42`; undefined for anything else */
export function parseSize(text: string): number | undefined {
  const match = SIZE.exec(text);
  const unit = UNITS[(match?.[2] ?? '').toLowerCase()];
  if (match?.[1] === undefined || unit === undefined) return undefined;
  const size = Math.round(Number(match[1]) * unit);
  return Number.isSafeInteger(size) ? size : undefined;
}

/** @returns the range of `100MB..`, `..1GB`, `1MB..2MB`, or of one exact size */
export function parseSizeRange(text: string): SizeRange | undefined {
  const ends = text.split('..');
  if (ends.length > 2) return undefined;
  const low = ends[0] ?? '';
  const high = ends.length === 2 ? (ends[1] ?? '') : low;
  if (low === '' && high === '') return undefined;
  const minBytes = low === '' ? undefined : parseSize(low);
  const maxBytes = high === '' ? undefined : parseSize(high);
  if ((low !== '' && minBytes === undefined) || (high !== '' && maxBytes === undefined)) {
    return undefined;
  }
  if (minBytes !== undefined && maxBytes !== undefined && minBytes > maxBytes) return undefined;
  return {
    ...(minBytes === undefined ? {} : { minBytes }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  };
}

/** @returns the UTC day of `2026-04-01`, or the moment of an ISO 8601 instant with an offset */
export function parseInstant(text: string): InstantQuery | undefined {
  if (DAY.test(text)) {
    const startAt = Date.parse(`${text}T00:00:00Z`);
    // Date.parse takes 2026-02-30 for the 2nd of March
    if (Number.isNaN(startAt) || !new Date(startAt).toISOString().startsWith(text))
      return undefined;
    return { startAt, endAt: startAt + DAY_MS };
  }
  if (!z.iso.datetime({ offset: true }).safeParse(text).success) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : { startAt: at, endAt: at };
}

function parsed<T>(read: (text: string) => T | undefined, message: string) {
  return z
    .string()
    .max(128)
    .transform((text, context): T => {
      const value = read(text);
      if (value !== undefined) return value;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });
}

/** `100MB..`, `..1GB`, `1MB..2MB`, `42`. */
export const sizeRange = parsed(
  parseSizeRange,
  'a range of sizes such as 100MB.., ..1GiB or 1MB..2MB',
).describe('range of declared or measured size, both ends inclusive, such as `100MB..`');

/** `2026-04-01`, or an ISO 8601 instant. */
export function instantQuery(description: string) {
  return parsed(parseInstant, 'a day such as 2026-04-01, or an ISO 8601 instant').describe(
    description,
  );
}

/** A list of words from a closed list, separated by commas. */
export function commaList<const T extends readonly [string, ...string[]]>(words: T) {
  return z
    .string()
    .min(1)
    .max(1024)
    .transform((text, context): T[number][] => {
      const list = text.split(',');
      const unknown = list.find((word) => !words.includes(word));
      if (unknown === undefined) return [...new Set(list)];
      context.addIssue({ code: 'custom', message: `one or more of ${words.join(', ')}` });
      return z.NEVER;
    })
    .describe(`comma list of ${words.join(', ')}`);
}
