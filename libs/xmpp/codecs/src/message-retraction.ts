/** XEP-0424: Message Retraction, version 0.4.2. */
import { NS, xml, type Element } from '@waybill/core';
import type { XmlNode } from './markup.js';

/** A message is taken back. */
export interface Retraction {
  /** The `id` of that message; in a room the id that the room gave it (XEP-0359). */
  readonly messageId: string;
}

const MAX_ID_LENGTH = 1_024;

/** Reads `<retract/>`. @returns undefined where it names no message @see XEP-0424 §4 */
export function decodeRetraction(node: XmlNode): Retraction | undefined {
  const messageId = node.attrs['id'];
  if (node.name !== 'retract' || node.ns !== NS.messageRetraction) return undefined;
  if (messageId === undefined || messageId === '' || messageId.length > MAX_ID_LENGTH) {
    return undefined;
  }
  return { messageId };
}

/** @see XEP-0424 §4 */
export function encodeRetraction({ messageId }: Retraction): Element {
  return xml('retract', { xmlns: NS.messageRetraction, id: messageId });
}
