import type { Jid, StanzaError } from '@waybill/core';
import type { StepNote } from './live-transfer.js';
import type { TransferEvent } from './transfer-event.js';
import { newTransferId, transferIdOf } from './transfer-id.js';
import type {
  DeclaredFile,
  Measured,
  Transfer,
  TransferMethod,
  TransferPath,
  Visibility,
} from './transfer.js';

/** An offer as it was seen. */
export interface Offer {
  readonly method: TransferMethod;
  /** From `siKey`, `jingleKey` or `oobKey`. */
  readonly key: string | undefined;
  readonly sender: Jid;
  readonly receiver: Jid;
  readonly senderAddress?: string | undefined;
  readonly sid?: string | undefined;
  readonly contentName?: string | undefined;
  readonly declared: DeclaredFile;
  /** Epoch milliseconds. */
  readonly at: number;
  /** id of the IQ that carries it. */
  readonly offerId?: string | undefined;
  readonly path?: TransferPath | undefined;
  readonly visibility?: Visibility | undefined;
  readonly host: string;
  /** A copy of an offer that is on its way already: nobody waits for its record, which may wait for company. */
  readonly mirrored?: boolean | undefined;
  /** What follows from it waits for the record by itself, which may therefore wait for company as a copy's does. */
  readonly unhurried?: boolean | undefined;
  /** UUIDv7 of a transfer whose record was lost; a new one otherwise. */
  readonly id?: string | undefined;
  readonly step: StepNote;
}

/** What became of an offer. */
export interface OfferTicket {
  /** The transfer's id; undefined when the offer is refused at once. */
  readonly id: string | undefined;
  /** Forward the stanza when this is, or settles as, undefined; otherwise answer with the error. */
  readonly verdict: StanzaError | undefined | Promise<StanzaError | undefined>;
}

/** Something seen of a transfer: what it means, and what the timeline says about it. */
export interface News {
  readonly at: number;
  readonly event?: TransferEvent | undefined;
  readonly step?: StepNote | undefined;
  /** Names the stanza, so that a copy of it counts once. */
  readonly stanzaKey?: string | undefined;
}

/** What an operator's wish to cancel met. */
export type CancelOutcome = 'cancelled' | 'already-ended' | 'unknown';

const NOTHING: Measured = {};

/** The transfer that an offer begins. */
export function toTransfer(offer: Offer): Transfer {
  const { sender, receiver } = offer;
  const { id, shortId } = offer.id === undefined ? newTransferId(offer.at) : transferIdOf(offer.id);
  return {
    id,
    shortId,
    method: offer.method,
    path: offer.path ?? 'unknown',
    sender: {
      bareJid: sender.bare,
      fullJid: sender.isBare ? undefined : sender.full,
      address: offer.senderAddress,
    },
    receiver: { bareJid: receiver.bare, fullJid: receiver.isBare ? undefined : receiver.full },
    sid: offer.sid,
    contentName: offer.contentName,
    declared: offer.declared,
    measured: NOTHING,
    streamhostJid: undefined,
    state: 'offered',
    reason: undefined,
    evidence: 'unknown',
    visibility: offer.visibility ?? 'full',
    host: offer.host,
    offeredAt: offer.at,
    // every field from the start: copies of one shape are cheap
    acceptedAt: undefined,
    startedAt: undefined,
    endedAt: undefined,
  };
}
