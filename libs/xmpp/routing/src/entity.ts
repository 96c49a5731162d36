import type { Stanza } from '@waybill/core';

/**
 * Something at an XMPP address that can be handed stanzas. A promise is returned only where the sender has to
 * wait (a full outbox, a disk): most deliveries are done when `deliver` returns.
 */
export interface Entity {
  deliver(stanza: Stanza): void | Promise<void>;
}
