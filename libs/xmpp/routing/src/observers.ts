import { StanzaError, type Stanza } from '@waybill/core';
import { ExpiryTable } from './expiry-table.js';
import type { MirrorNote, Observer, Passage, Verdict } from './feature.js';
import type { Session } from './session.js';

type OnReply = (reply: Stanza, at: number) => void;
type OnDelivered = (at: number) => void;

const MAX_WATCHES = 50_000;
const DELIVERY_WATCH_MS = 60_000;
const MAX_CALLBACKS = 8;

/**
 * The observers by the namespaces they want to see, and the replies they wait for. Stanzas of other namespaces cost
 * one look-up a payload.
 */
export class Observers {
  private readonly byNamespace = new Map<string, Observer[]>();
  private readonly watches: ExpiryTable<OnReply[]>;
  private readonly deliveries = new ExpiryTable<OnDelivered>(DELIVERY_WATCH_MS, MAX_WATCHES);

  /** @param replyTimeoutMs how long a reply is waited for */
  constructor(
    private readonly now: () => number,
    replyTimeoutMs: number,
  ) {
    this.watches = new ExpiryTable(replyTimeoutMs, MAX_WATCHES);
  }

  add(observer: Observer): void {
    for (const namespace of observer.namespaces) {
      const known = this.byNamespace.get(namespace);
      if (known === undefined) this.byNamespace.set(namespace, [observer]);
      else if (!known.includes(observer)) known.push(observer);
    }
  }

  /** Whether anybody wants to see this stanza. */
  wants(stanza: Stanza): boolean {
    if (this.byNamespace.size === 0) return false;
    for (const payload of stanza.payloads) {
      if (this.byNamespace.has(payload.ns)) return true;
    }
    return false;
  }

  /**
   * Shows the stanza to each observer that wants it, one after the other.
   * @returns the first refusal, or the stanza that travels instead; a promise as soon as one of them holds it back
   */
  show(
    stanza: Stanza,
    origin: Session | undefined,
    mirrored: boolean,
    note?: MirrorNote,
  ): Verdict | Promise<Verdict> {
    const at = this.now();
    const passage: Passage = {
      at,
      mirrored,
      note,
      origin,
      watchReply: (onReply) => this.watch(stanza, onReply, at),
      watchDelivery: (onDelivered) => {
        if (mirrored) this.deliveries.set(requestKey(stanza), onDelivered, at);
      },
    };
    const observers = this.interested(stanza);
    return mirrored ? showAll(observers, stanza, passage) : showFrom(0, observers, stanza, passage);
  }

  /** Tells those who wait for this reply. */
  settle(reply: Stanza): void {
    if (this.watches.size === 0) return;
    const waiting = this.watches.take(replyKey(reply.to?.full, reply.from?.full, reply.id));
    if (waiting === undefined) return;
    const at = this.now();
    for (const onReply of waiting) onReply(reply, at);
  }

  /** Tells who waits for it that a mirrored request has reached the receiver's session. */
  delivered(request: Pick<Stanza, 'from' | 'to' | 'id'>): void {
    this.deliveries.take(requestKey(request))?.(this.now());
  }

  /** Forgets requests that nobody answered. @returns how many are still waited for */
  sweep(): number {
    const at = this.now();
    this.watches.sweep(at);
    this.deliveries.sweep(at);
    return this.watches.size + this.deliveries.size;
  }

  private interested(stanza: Stanza): readonly Observer[] {
    const found: Observer[] = [];
    for (const payload of stanza.payloads) {
      for (const observer of this.byNamespace.get(payload.ns) ?? []) {
        if (!found.includes(observer)) found.push(observer);
      }
    }
    return found;
  }

  private watch(request: Stanza, onReply: OnReply, at: number): void {
    const key = requestKey(request);
    const waiting = this.watches.get(key);
    if (waiting === undefined) this.watches.set(key, [onReply], at);
    else if (waiting.length < MAX_CALLBACKS) waiting.push(onReply);
  }
}

/** A reply belongs to a request by who asked, who was asked, and the id. */
export function replyKey(
  requester: string | undefined,
  responder: string | undefined,
  id: string | undefined,
): string {
  // a line break stands in no JID, and the id comes last
  return `${requester ?? ''}\n${responder ?? ''}\n${id ?? ''}`;
}

function requestKey({ from, to, id }: Pick<Stanza, 'from' | 'to' | 'id'>): string {
  return replyKey(from?.full, to?.full, id);
}

/**
 * Shows what is on its way already: nobody is waited for, so that nothing holds the stanza until it is recorded.
 * @returns a promise where somebody holds it back all the same
 */
function showAll(
  observers: readonly Observer[],
  stanza: Stanza,
  passage: Passage,
): Verdict | Promise<Verdict> {
  const held: Promise<Verdict>[] = [];
  for (const observer of observers) {
    const verdict = observer.observe(stanza, passage);
    if (verdict instanceof Promise) held.push(verdict);
  }
  return held.length > 1 ? Promise.all(held).then(() => undefined) : held[0];
}

function showFrom(
  first: number,
  observers: readonly Observer[],
  original: Stanza,
  passage: Passage,
): Verdict | Promise<Verdict> {
  let stanza = original;
  for (let i = first; i < observers.length; i++) {
    const verdict = observers[i]?.observe(stanza, passage);
    if (verdict instanceof StanzaError) return verdict;
    if (verdict instanceof Promise) {
      const shown = stanza;
      return verdict.then(async (late) => {
        if (late instanceof StanzaError) return late;
        const travelling = late ?? shown;
        const rest = await showFrom(i + 1, observers, travelling, passage);
        return rest ?? changedFrom(original, travelling);
      });
    }
    // those behind see what travels
    stanza = verdict ?? stanza;
  }
  return changedFrom(original, stanza);
}

const changedFrom = (original: Stanza, travelling: Stanza) =>
  travelling === original ? undefined : travelling;
