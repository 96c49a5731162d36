import { NS, type Stanza } from '@waybill/core';

const HINTS = 'urn:xmpp:hints';
// What is of no use later: chat states, a thread without text, hints themselves
const FLEETING: ReadonlySet<string> = new Set(['http://jabber.org/protocol/chatstates', HINTS]);

/**
 * Whether a message is worth keeping for somebody who is offline: of type normal or chat, with something in it that
 * still means something later, unless its sender says otherwise.
 * @see XEP-0160 §3, XEP-0334 §4
 */
export function isStorable(message: Stanza): boolean {
  if (message.has(HINTS, 'no-store') || message.has(HINTS, 'no-permanent-store')) return false;
  if (message.has(HINTS, 'store')) return true;
  return message.payloads.some(
    ({ ns, name }) => !FLEETING.has(ns) && !(ns === NS.client && name === 'thread'),
  );
}
