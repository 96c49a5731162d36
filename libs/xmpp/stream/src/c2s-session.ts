import type { Jid, Stanza, StreamError } from '@waybill/core';
import type { Session, SessionFacts } from '@waybill/routing';
import type { C2sStream } from './c2s-stream.js';

/** A resource bound on a client's stream. */
export class C2sSession implements Session {
  presence: Stanza | undefined = undefined;
  priority = 0;
  interested = false;
  private sentPresenceTo: Set<string> | undefined;

  constructor(
    private readonly stream: C2sStream,
    readonly jid: Jid,
    readonly facts: SessionFacts,
  ) {}

  get directed(): Set<string> {
    this.sentPresenceTo ??= new Set();
    return this.sentPresenceTo;
  }

  get traffic(): { readonly received: number; readonly sent: number } {
    return this.stream.traffic;
  }

  /** @returns a promise while the client takes its stanzas too slowly */
  deliver(stanza: Stanza): void | Promise<void> {
    return this.stream.deliver(stanza.toString());
  }

  close(error?: StreamError): void {
    if (error === undefined) this.stream.close();
    else this.stream.fail(error);
  }
}
