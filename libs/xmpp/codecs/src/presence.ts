/**
 * RFC 6121 section 4.7: what a presence stanza says.
 */
import { childElements, NS, StanzaError, type Stanza } from '@waybill/core';

export const presenceErrors = {
  // RFC 6121 §4.7.2.3: an integer between -128 and +127
  badPriority: new StanzaError('modify', 'bad-request', 'the priority is no integer of one byte'),
};

/**
 * The priority of an available presence, 0 where none is given.
 * @returns an integer from -128 to 127; `bad-request` for anything else
 */
export function decodePriority(presence: Stanza): number | StanzaError {
  if (!presence.has(NS.client, 'priority')) return 0;
  const text = presence.child(NS.client, 'priority')?.getText().trim() ?? '';
  if (!/^[+-]?\d{1,3}$/.test(text)) return presenceErrors.badPriority;
  const priority = Number(text);
  return priority < -128 || priority > 127 ? presenceErrors.badPriority : priority;
}

/** What people read of a presence: how available, and a status text. */
export interface Availability {
  /** `away`, `chat`, `dnd` or `xa`; undefined for plainly available. */
  readonly show: string | undefined;
  readonly status: string | undefined;
}

/** @see RFC 6121 §4.7.2.1, §4.7.2.2 */
export function decodeAvailability(presence: Stanza): Availability {
  const texts = new Map(
    childElements(presence.element)
      .filter((child) => child.getNS() === NS.client)
      .map((child) => [child.getName(), child.getText()]),
  );
  return { show: texts.get('show') || undefined, status: texts.get('status') || undefined };
}
