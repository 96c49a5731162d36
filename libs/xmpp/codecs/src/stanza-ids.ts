/** XEP-0359: Unique and Stable Stanza IDs, version 0.7.0. */
import { NS } from '@waybill/core';
import type { XmlNode } from './markup.js';

/** The names that a message goes by beside its own `id`. */
export interface StanzaIds {
  /** The sender's own. */
  readonly originId?: string | undefined;
  /** Those that servers and rooms gave it, each with who did. */
  readonly assigned: readonly { readonly by: string; readonly id: string }[];
}

const MAX_ID_LENGTH = 1_024;
const MAX_ASSIGNED = 8;

const usable = (id: string | undefined): id is string =>
  id !== undefined && id !== '' && id.length <= MAX_ID_LENGTH;

/** Reads `<origin-id/>` and `<stanza-id/>` among a message's children. @see XEP-0359 §3 */
export function decodeStanzaIds(payloads: readonly XmlNode[]): StanzaIds {
  const ids = payloads.filter(({ ns }) => ns === NS.stanzaIds);
  const originId = ids.find(({ name }) => name === 'origin-id')?.attrs['id'];
  const assigned = ids.flatMap(({ name, attrs: { by, id } }) =>
    name === 'stanza-id' && usable(by) && usable(id) ? [{ by, id }] : [],
  );
  return { ...(usable(originId) && { originId }), assigned: assigned.slice(0, MAX_ASSIGNED) };
}
