import { Jid } from '@waybill/core';
import {
  AccountFault,
  HostFault,
  type AccountDirectory,
  type AccountEvent,
  type HostAccountDirectory,
} from '@waybill/domain';
import type { Log } from '@waybill/platform';
import { WAYBILL } from '../called-as.js';

/** Accounts whose sessions may wait for a link that is down. */
const MAX_WAITING = 10_000;

interface AttachmentLike {
  readonly sessions: readonly Pick<HostAccountDirectory, 'host' | 'endSessions'>[];
  readonly link: { readonly state: { readonly phase: string } };
}

export interface HostSessionEndingsParts {
  readonly accounts: Pick<AccountDirectory, 'observe'>;
  readonly attachments: Iterable<AttachmentLike> & { observe(listener: () => void): () => void };
  readonly log: Pick<Log, 'info' | 'warn'>;
}

/**
 * Ends what an account has open on the host server, where the account is kept here and may not sign in any more as it
 * did: locked, removed, or with another password. What happens while the link is down is made up for when it returns.
 * One account after the other, so that a thousand locks at once do not flood the host.
 */
export class HostSessionEndings {
  private readonly waiting = new Set<string>();
  private readonly ends: readonly (() => void)[];
  private running: Promise<void> | undefined;
  private closed = false;

  constructor(private readonly parts: HostSessionEndingsParts) {
    const { accounts, attachments } = parts;
    this.ends = [
      accounts.observe((event) => this.take(event)),
      attachments.observe(() => this.wake()),
    ];
  }

  /** Asks nothing more; settles when what was asked is over. */
  async close(): Promise<void> {
    this.closed = true;
    for (const end of this.ends) end();
    await this.running;
  }

  /** Settles when nothing is under way: what still waits then, waits for a link. */
  async settled(): Promise<void> {
    await this.running;
  }

  private take({ kind, jid, by }: AccountEvent): void {
    const ends = kind === 'locked' || kind === 'removed' || kind === 'password-changed';
    // somebody who changes their own password on the host stays there, and the host ends those it removes itself
    if (!ends || by === 'host-server' || this.of(jid) === undefined) return;
    if (this.waiting.size >= MAX_WAITING) {
      this.parts.log.warn(
        { event: 'host_sessions_left', jid },
        'too many accounts wait for the host server: end the sessions there by hand',
      );
      return;
    }
    this.waiting.add(jid);
    this.wake();
  }

  private wake(): void {
    if (this.closed || this.waiting.size === 0) return;
    this.running ??= this.drain().finally(() => {
      this.running = undefined;
      if (this.ready() !== undefined) this.wake();
    });
  }

  private async drain(): Promise<void> {
    for (let jid = this.ready(); jid !== undefined && !this.closed; jid = this.ready()) {
      this.waiting.delete(jid);
      await this.end(jid);
    }
  }

  /** The first account that waits and whose host can be asked. */
  private ready(): string | undefined {
    for (const jid of this.waiting) {
      const found = this.of(jid);
      // detached meanwhile: there is nobody to ask any more
      if (found === undefined) this.waiting.delete(jid);
      else if (found.isLinked) return jid;
    }
    return undefined;
  }

  private async end(text: string): Promise<void> {
    const { log } = this.parts;
    const jid = Jid.parse(text);
    const directory = this.of(text)?.directory;
    if (!(jid instanceof Jid) || directory === undefined) return;
    let fault: unknown;
    try {
      fault = await directory.endSessions(jid, { kind: 'server' });
    } catch (error) {
      fault = error;
    }
    // Prosody says so of somebody who is not logged in
    if (fault === undefined || (fault instanceof HostFault && fault.code === 'not-found')) {
      log.info(
        { event: 'host_sessions_ended', jid: text },
        'ended the sessions on the host server',
      );
      return;
    }
    if (this.of(text)?.isLinked === false) {
      this.waiting.add(text);
      return;
    }
    const why =
      fault instanceof HostFault || fault instanceof AccountFault ? fault.text : undefined;
    const line = {
      event: 'host_sessions_left',
      jid: text,
      ...(why === undefined ? { err: fault } : { why }),
    };
    log.warn(line, `sessions on the host server go on: see ${WAYBILL} check component`);
  }

  private of(jid: string) {
    const domain = jid.slice(jid.lastIndexOf('@') + 1);
    for (const { sessions, link } of this.parts.attachments) {
      const directory = sessions.find(({ host }) => host === domain);
      if (directory !== undefined) return { directory, isLinked: link.state.phase === 'linked' };
    }
    return undefined;
  }
}
