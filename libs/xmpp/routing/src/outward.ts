import type { Stanza, StanzaError } from '@waybill/core';

/** The way to everything that is not ours: a host server's component link. A standalone server has none. */
export abstract class Outward {
  /** @returns an error to answer the stanza with when it cannot leave; a promise when the link is full */
  abstract send(stanza: Stanza): void | StanzaError | Promise<void | StanzaError>;
}
