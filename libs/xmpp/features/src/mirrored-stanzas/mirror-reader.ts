import { hash } from 'node:crypto';
import { decodeForwarded, peekWrapper, type ForwardedStanza } from '@waybill/codecs';
import { NS, StanzaError, type Stanza } from '@waybill/core';
import { ExpiryTable, type Logger, type MirrorNote } from '@waybill/routing';
import { CopyQueue } from './copy-queue.js';
import { NegotiationFilter } from './negotiation-filter.js';

/** Copies that were not looked at because too many came at once. Instants are epoch milliseconds. */
export interface MirrorGap {
  readonly since: number;
  readonly until: number;
  readonly shed: number;
}

export interface MirrorReaderOptions {
  /** Domains whose server is believed, prepared: the outer `from` must be exactly one of them. */
  readonly hosts: ReadonlySet<string>;
  /** Domains that we answer at ourselves: what is sent to them arrives here anyway. */
  readonly ownDomains: ReadonlySet<string>;
  /** Shows a stanza to the observers, such as `StanzaRouter.mirror`. */
  readonly mirror: (stanza: Stanza, note: MirrorNote | undefined) => void | Promise<void>;
  /** Told of the second copy of a stanza, such as `StanzaRouter.delivered`. */
  readonly delivered?: (top: StanzaTop) => void;
  /** Told once a burst that had to be shed is over, or has lasted a minute. */
  readonly onGap: (gap: MirrorGap) => void;
  /** Told once, of the first copy there is. */
  readonly onFirstCopy?: () => void;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  readonly limits?: Partial<MirrorLimits>;
}

export interface MirrorLimits {
  readonly maxQueued: number;
  readonly maxQueuedChars: number;
  /** Offers that wait for the disk; while there are more, copies wait in the queue. */
  readonly maxUnrecorded: number;
  /** Copies that one turn of the event loop looks at. */
  readonly copiesATurn: number;
  /** How long a second copy of a stanza counts as one. */
  readonly copyWindowMs: number;
  readonly maxRemembered: number;
}

export const DEFAULT_MIRROR_LIMITS: MirrorLimits = {
  maxQueued: 20_000,
  maxQueuedChars: 32 * 1024 * 1024,
  maxUnrecorded: 2_000,
  copiesATurn: 256,
  copyWindowMs: 30_000,
  maxRemembered: 50_000,
};

/** What tells one stanza from another: who sent it to whom, under which id. */
export type StanzaTop = Pick<Stanza, 'from' | 'to' | 'id'>;

/** A copy that was shown: what its stanza is known by, and its top. */
interface SeenText {
  readonly key: string;
  readonly top: StanzaTop;
}

const topOf = ({ from, to, id }: Stanza): StanzaTop => ({ from, to, id });

const digest = (text: string | Buffer) => hash('sha256', text, 'base64');

const GAP_REPORT_MS = 60_000;
const FORGERY_LOG_MS = 10_000;
// blocks are shed while there is still room for what matters more
const BLOCK_SHARE = 0.5;

/**
 * Reads copies of stanzas that travel between users of a host server. A copy is looked at as it comes, so that it keeps
 * its place among the stanzas that are sent to us; in a burst it is put aside, so that the host never waits for us. What
 * is too much even for that is counted, shed and told.
 */
export class MirrorReader {
  private readonly limits: MirrorLimits;
  private readonly now: () => number;
  private readonly queue: CopyQueue;
  private readonly filter = new NegotiationFilter();
  private readonly seenOnce: ExpiryTable<true>;
  /** The same by the text of the copy, so that the second one need not be read; kept once a host has shown something twice. */
  private readonly seenTexts: ExpiryTable<SeenText>;
  private showsTwice = false;
  /** What was looked at last without being read, and its digest. */
  private skimmed: { readonly markup: string; readonly text: string } | undefined;
  private readonly counts = {
    copies: 0,
    ignored: 0,
    shown: 0,
    delivered: 0,
    forged: 0,
    malformed: 0,
    shed: 0,
  };
  private turn: NodeJS.Immediate | undefined;
  private unrecorded = 0;
  private lookedAt = 0;
  private gap: { since: number; shed: number } | undefined;
  private forgeryLoggedAt = Number.NEGATIVE_INFINITY;
  private closed = false;

  constructor(private readonly options: MirrorReaderOptions) {
    this.limits = { ...DEFAULT_MIRROR_LIMITS, ...options.limits };
    this.now = options.now ?? Date.now;
    const { maxQueued, maxQueuedChars, copyWindowMs, maxRemembered } = this.limits;
    this.queue = new CopyQueue({ maxCopies: maxQueued, maxChars: maxQueuedChars });
    this.seenOnce = new ExpiryTable(copyWindowMs, maxRemembered);
    this.seenTexts = new ExpiryTable(copyWindowMs, maxRemembered);
  }

  /**
   * Takes a message that reached our domain.
   * @returns whether it forwards something, genuine or not; nothing is ever answered to that
   */
  take(message: Stanza): boolean {
    if (!message.has(NS.forward) && !message.has(NS.packetCopy)) return false;
    if (this.closed) return true;
    // any user may send us a forward: only the host server itself is believed
    if (!this.options.hosts.has(message.from?.full ?? '')) {
      this.forged(message);
      return true;
    }
    this.countCopy();
    if (!this.filter.mayMatter(message.markup)) {
      this.counts.ignored++;
      return true;
    }
    this.schedule();
    if (this.queue.size === 0 && this.hasTime) {
      this.look(message, this.now());
      return true;
    }
    const share = this.filter.isBlock(message) ? BLOCK_SHARE : 1;
    if (!this.queue.push(message, share)) this.shed();
    return true;
  }

  /**
   * Looks at an element of the link before it is read. Who sent it is told exactly here too: what is not plainly a copy
   * that a believed host sends us is read, and judged then.
   * @param element as it stands in the stream, one character a byte
   * @returns whether it need not be read: a copy that is not about files, or the second copy of what was shown
   */
  skim(element: string): boolean {
    const wrapper = this.closed ? undefined : peekWrapper(element);
    if (wrapper === undefined) return false;
    const { from = '', to = '', markup } = wrapper;
    const { hosts, ownDomains } = this.options;
    if (!hosts.has(from) || !ownDomains.has(to)) return false;
    if (!this.isIdle(markup)) {
      if (!this.showsTwice) return false;
      const text = digest(Buffer.from(markup, 'latin1'));
      this.skimmed = { markup, text };
      if (!this.isKnownText(text)) return false;
    } else this.counts.ignored++;
    this.countCopy();
    return true;
  }

  private isIdle(markup: string): boolean {
    if (!this.filter.mayMatter(markup)) return true;
    // what an answer belongs to may still wait to be looked at
    return this.queue.size === 0 && this.filter.isIdleAnswer(markup);
  }

  /** When the host last showed something, whatever it was; undefined before the first copy. */
  lastCopyAt: number | undefined;

  /** Totals since the start, and what waits now. */
  get figures(): Readonly<typeof this.counts & { queued: number; waiting: number }> {
    return { ...this.counts, queued: this.queue.size, waiting: this.filter.waiting };
  }

  /** Forgets what waits. */
  close(): void {
    this.closed = true;
    this.queue.clear();
    this.seenOnce.clear();
    this.seenTexts.clear();
    if (this.turn !== undefined) clearImmediate(this.turn);
    this.turn = undefined;
    this.reportGap(this.now());
  }

  private countCopy(): void {
    this.counts.copies++;
    this.lastCopyAt = this.now();
    if (this.counts.copies === 1) this.options.onFirstCopy?.();
  }

  private get hasTime(): boolean {
    const { copiesATurn, maxUnrecorded } = this.limits;
    return this.lookedAt < copiesATurn && this.unrecorded < maxUnrecorded;
  }

  private schedule(): void {
    if (this.closed) return;
    this.turn ??= setImmediate(() => {
      this.turn = undefined;
      this.lookedAt = 0;
      this.drain();
    });
  }

  private drain(): void {
    const at = this.now();
    while (this.hasTime) {
      const copy = this.queue.shift();
      if (copy === undefined) break;
      this.look(copy, at);
    }
    // where the disk is what we wait for, the next record that settles goes on
    if (this.queue.size > 0 && this.unrecorded < this.limits.maxUnrecorded) this.schedule();
    const lasting = this.gap !== undefined && at - this.gap.since >= GAP_REPORT_MS;
    if (this.queue.size === 0 || lasting) this.reportGap(at);
  }

  private look(copy: Stanza, at: number): void {
    this.lookedAt++;
    this.seenOnce.sweep(at);
    this.seenTexts.sweep(at);
    this.filter.sweep(at);
    try {
      this.read(copy, at);
    } catch (err) {
      this.counts.malformed++;
      this.options.log.error({ event: 'mirrored_stanza_failed', err }, 'a copy could not be read');
    }
  }

  private read(copy: Stanza, at: number): void {
    const text = this.showsTwice ? this.textOf(copy.markup) : undefined;
    if (text !== undefined && this.isKnownText(text)) return;
    const forwarded = decodeForwarded(copy);
    if (forwarded === undefined || forwarded instanceof StanzaError) {
      this.counts.malformed++;
      return;
    }
    const { stanza } = forwarded;
    if (!this.concerns(copy.from?.domain, stanza)) {
      this.forged(copy);
      return;
    }
    if (this.options.ownDomains.has(stanza.to?.domain ?? '')) {
      this.counts.ignored++;
      return;
    }
    const kept = this.filter.keep(stanza, at);
    if (kept === undefined) {
      this.counts.ignored++;
      return;
    }
    const key = digest(kept.toString());
    if (this.isSecond(key, at)) return this.tellDelivered(kept);
    if (text !== undefined) this.seenTexts.set(text, { key, top: topOf(kept) }, at);
    this.show(kept, forwarded, at);
  }

  private textOf(markup: string): string {
    const { skimmed } = this;
    // the same where every character is a byte
    return skimmed?.markup === markup ? skimmed.text : digest(markup);
  }

  /** ejabberd's two copies differ in nothing but the wrapper's id. */
  private isKnownText(text: string): boolean {
    const seen = this.seenTexts.take(text);
    if (seen === undefined || this.seenOnce.take(seen.key) === undefined) return false;
    this.tellDelivered(seen.top);
    return true;
  }

  private tellDelivered(top: StanzaTop): void {
    this.showsTwice = true;
    this.counts.delivered++;
    this.options.delivered?.(top);
  }

  /** A host tells of its own users only. */
  private concerns(host: string | undefined, { from, to }: Stanza): boolean {
    if (from === undefined || to === undefined || host === undefined) return false;
    return from.domain === host || to.domain === host;
  }

  /**
   * ejabberd shows a stanza when a user sends it and again when a user gets it. The second copy proves that it was
   * delivered; a third would be the same stanza sent once more.
   */
  private isSecond(key: string, at: number): boolean {
    if (this.seenOnce.take(key) === true) return true;
    this.seenOnce.set(key, true, at);
    return false;
  }

  private show(stanza: Stanza, { note }: Pick<ForwardedStanza, 'note'>, at: number): void {
    this.counts.shown++;
    const shown = this.options.mirror(stanza, note);
    if (shown instanceof Promise) this.waitForRecord(shown);
    const answer = this.filter.earlyAnswer(stanza);
    if (answer !== undefined && !this.isSecond(digest(answer.toString()), at)) {
      this.show(answer, { note: undefined }, at);
    }
  }

  private waitForRecord(shown: Promise<void>): void {
    this.unrecorded++;
    const settled = () => {
      this.unrecorded--;
      if (this.queue.size > 0) this.schedule();
    };
    shown.then(settled, settled);
  }

  private shed(): void {
    this.counts.shed++;
    this.gap ??= { since: this.now(), shed: 0 };
    this.gap.shed++;
  }

  private reportGap(at: number): void {
    const { gap } = this;
    if (gap === undefined) return;
    this.gap = undefined;
    this.options.onGap({ ...gap, until: at });
  }

  private forged(message: Stanza): void {
    this.counts.forged++;
    const at = this.now();
    if (at - this.forgeryLoggedAt < FORGERY_LOG_MS) return;
    this.forgeryLoggedAt = at;
    this.options.log.warn(
      { event: 'forged_forward', from: message.from?.full, total: this.counts.forged },
      'a forwarded stanza came from somebody who may not forward: dropped',
    );
  }
}
