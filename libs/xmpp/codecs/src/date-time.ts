/**
 * XEP-0082: XMPP Date and Time Profiles, version 1.1.1.
 */

const DATE_TIME = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Epoch milliseconds as a UTC date and time; a full second has no fraction. @see XEP-0082 §3.2 */
export function encodeDateTime(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** @returns epoch milliseconds, or undefined when the text is no date and time with an offset */
export function decodeDateTime(text: string): number | undefined {
  if (!DATE_TIME.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
