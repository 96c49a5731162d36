/**
 * XEP-0203: Delayed Delivery, version 2.0.
 */
import { NS, payload, type Element } from '@waybill/core';
import { decodeDateTime, encodeDateTime } from './date-time.js';

/** Who held a stanza back, and when it was first sent. */
export interface Delay {
  readonly from: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

export function encodeDelay(delay: Delay): Element {
  return payload('delay', NS.delay, { from: delay.from, stamp: encodeDateTime(delay.at) });
}

/** @returns undefined where the stamp is missing or no date: a delay of unknown length says nothing */
export function decodeDelay(element: Element): Delay | undefined {
  const attrs = element.attrs as Readonly<Record<string, string>>;
  const at = decodeDateTime(attrs['stamp'] ?? '');
  return at === undefined ? undefined : { from: attrs['from'], at };
}
