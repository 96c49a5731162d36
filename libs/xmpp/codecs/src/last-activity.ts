/**
 * XEP-0012: Last Activity, version 2.0.
 */
import { NS, payload, type Element } from '@waybill/core';

export interface LastActivity {
  /** Since the last activity, the last logout, or the start, depending on who is asked. */
  readonly seconds: number;
  /** What the last unavailable presence said. */
  readonly status: string | undefined;
}

export function encodeLastActivity(last: LastActivity): Element {
  return payload('query', NS.lastActivity, { seconds: last.seconds }, last.status);
}

/** @returns undefined unless the seconds are a whole number */
export function decodeLastActivity(query: Element): LastActivity | undefined {
  const text = (query.attrs as Readonly<Record<string, string>>)['seconds'] ?? '';
  if (!/^\d{1,15}$/.test(text)) return undefined;
  return { seconds: Number(text), status: query.getText() || undefined };
}
