import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { Refusal } from '../problems/refusal.js';

type Primitive = string | number | boolean | undefined;

/** What a list is narrowed and sorted by; not its page size. */
export type ListKey = Readonly<Record<string, unknown>>;

function fingerprint(list: string, key: ListKey): string {
  const pairs = Object.entries(key)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([list, pairs]))
    .digest('base64url')
    .slice(0, 22);
}

/**
 * Writes the position of a page as an opaque text that only goes with the same list, filter and order. It holds no
 * secret and gives no right, so it needs no key, and lives as long as a bookmark.
 */
export function writeCursor(
  list: string,
  key: ListKey,
  position: Readonly<Record<string, Primitive>> | undefined,
): string | null {
  if (position === undefined) return null;
  const body = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${fingerprint(list, key)}.${body}`;
}

/**
 * Reads it back.
 * @throws {Refusal} `cursor-mismatch` when it belongs to another list, or was not made here
 */
export function readCursor<T extends z.ZodType>(
  list: string,
  key: ListKey,
  position: T,
  text: string | undefined,
): z.output<T> | undefined {
  if (text === undefined) return undefined;
  const [print, body, ...rest] = text.split('.');
  if (print !== fingerprint(list, key) || body === undefined || rest.length > 0) throw mismatch();
  const result = position.safeParse(parsed(body));
  if (!result.success) throw mismatch();
  return result.data;
}

const mismatch = () =>
  new Refusal('cursor-mismatch', 'Start over without `after`: filter or order have changed');

function parsed(body: string): unknown {
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
