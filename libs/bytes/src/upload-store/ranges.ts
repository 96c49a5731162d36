import type { IncomingHttpHeaders } from 'node:http';
import fresh from 'fresh';
import parseRange from 'range-parser';

/** More parts than this are answered with the whole file, which is never more bytes than many small parts. */
const MAX_PARTS = 16;
const MAX_RANGE_HEADER = 1_024;

/** A part of a file, in bytes. */
export interface FilePart {
  readonly offset: number;
  readonly length: number;
}

/** How a GET or HEAD is answered. */
export type RangeAnswer =
  | { readonly status: 200 }
  | { readonly status: 206; readonly parts: readonly FilePart[] }
  | { readonly status: 304 | 412 | 416 };

interface Validators {
  readonly etag: string;
  /** HTTP date. */
  readonly lastModified: string;
  readonly bytes: number;
}

/**
 * Decides by the preconditions, in their order, and then by the range. @see RFC 9110 §13.2.2, §14.2
 */
export function answerFor(headers: IncomingHttpHeaders, file: Validators): RangeAnswer {
  if (failsPrecondition(headers, file)) return { status: 412 };
  const known = { etag: file.etag, 'last-modified': file.lastModified };
  if (fresh(headers, known)) return { status: 304 };
  const { range } = headers;
  if (range === undefined || range.length > MAX_RANGE_HEADER) return { status: 200 };
  if (!/^bytes=/i.test(range) || !ifRangeHolds(headers['if-range'], file)) return { status: 200 };
  const parsed = parseRange(file.bytes, range, { combine: true });
  if (parsed === -1) return { status: 416 };
  if (parsed === -2 || parsed.length > MAX_PARTS) return { status: 200 };
  return {
    status: 206,
    parts: parsed.map(({ start, end }) => ({ offset: start, length: end - start + 1 })),
  };
}

/** @see RFC 9110 §13.1.1, §13.1.4 */
function failsPrecondition(headers: IncomingHttpHeaders, file: Validators): boolean {
  const wanted = headers['if-match'];
  if (wanted !== undefined) {
    return wanted.trim() !== '*' && !wanted.split(',').some((one) => one.trim() === file.etag);
  }
  const since = Date.parse(headers['if-unmodified-since'] ?? '');
  return !Number.isNaN(since) && Date.parse(file.lastModified) > since;
}

/** A weak validator never matches. @see RFC 9110 §13.1.5 */
function ifRangeHolds(given: string | string[] | undefined, file: Validators): boolean {
  return given === undefined || given === file.etag || given === file.lastModified;
}
