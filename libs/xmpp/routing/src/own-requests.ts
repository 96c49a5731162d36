import { randomBytes } from 'node:crypto';
import { Stanza, StanzaError, type Element, type Jid } from '@waybill/core';
import { ExpiryTable } from './expiry-table.js';
import { replyKey } from './observers.js';

const MAX_PENDING = 10_000;

export const requestErrors = {
  // RFC 6120 §8.3.3.17: the other side took too long
  timeout: new StanzaError('wait', 'remote-server-timeout', 'no answer in time'),
};

interface Pending {
  readonly request: Stanza;
  readonly settle: (reply: Stanza) => void;
}

/** IQ requests that we sent ourselves, and who waits for the answers. Matched by requester, peer and id. */
export class OwnRequests {
  private readonly pending: ExpiryTable<Pending>;

  /** @param timeoutMs when an unanswered request ends as `remote-server-timeout` */
  constructor(
    private readonly now: () => number,
    timeoutMs: number,
  ) {
    this.pending = new ExpiryTable(timeoutMs, MAX_PENDING, ({ request, settle }) =>
      settle(request.error(requestErrors.timeout)),
    );
  }

  /** Makes the request. `reply` is always fulfilled: with the result, the peer's error, or one of ours. */
  open(from: Jid, to: Jid, type: 'get' | 'set', payload: Element): [Stanza, Promise<Stanza>] {
    // unpredictable, so that nobody can answer for the peer (RFC 6120 §8.1.3)
    const id = randomBytes(9).toString('base64url');
    const request = Stanza.make('iq', { from, to, type, id }, payload);
    const reply = new Promise<Stanza>((settle) => {
      this.pending.set(replyKey(from.full, to.full, id), { request, settle }, this.now());
    });
    return [request, reply];
  }

  /** @returns whether the stanza was an answer that somebody waited for */
  settle(reply: Stanza): boolean {
    if (this.pending.size === 0) return false;
    const pending = this.pending.take(replyKey(reply.to?.full, reply.from?.full, reply.id));
    pending?.settle(reply);
    return pending !== undefined;
  }

  /** Ends what is due. @returns how many are still waited for */
  sweep(): number {
    this.pending.sweep(this.now());
    return this.pending.size;
  }

  /** Ends all of them: the server stops. */
  clear(): void {
    this.pending.clear();
  }
}
