import type { LedgerLimits } from './ledger-limits.js';
import type { LiveTransfer } from './live-transfer.js';
import { TransferQueue } from './transfer-queue.js';

const MAX_ALIASES = 8;

type Group = Map<string, Set<LiveTransfer>>;

/**
 * Every transfer in memory, by the names it is asked for: open ones, and those that ended a moment ago and may
 * still be told better. Bounded by the ledger's limits.
 */
export class OpenTransfers {
  private readonly byId = new Map<string, LiveTransfer>();
  private readonly byKey = new Map<string, LiveTransfer>();
  private readonly bySender: Group = new Map();
  private readonly byReceiver: Group = new Map();
  /** Open ones in order of their offers. */
  private readonly open = new TransferQueue();
  /** Ended ones in order of their ends. */
  private readonly lingering = new TransferQueue();

  constructor(private readonly limits: LedgerLimits) {}

  get openCount(): number {
    return this.open.size;
  }

  /** Neither open nor lingering. */
  get isEmpty(): boolean {
    return this.byId.size === 0;
  }

  add(live: LiveTransfer): void {
    const { id, sender, receiver } = live.transfer;
    this.byId.set(id, live);
    if (live.key !== undefined) this.byKey.set(live.key, live);
    this.open.push(live);
    join(this.bySender, sender.fullJid ?? sender.bareJid, live);
    join(this.byReceiver, receiver.fullJid ?? receiver.bareJid, live);
  }

  get(id: string): LiveTransfer | undefined {
    return this.byId.get(id);
  }

  find(key: string): LiveTransfer | undefined {
    return this.byKey.get(key);
  }

  /** Lets an open transfer be found by another key as well; a few for each, and never one that is taken. */
  alias(live: LiveTransfer, key: string): void {
    const holder = this.byKey.get(key);
    if (holder === live || (holder !== undefined && !holder.ended)) return;
    if (live.aliases.length >= MAX_ALIASES) return;
    live.aliases = [...live.aliases, key];
    this.byKey.set(key, live);
  }

  /** The transfer's end: it leaves the open ones and lingers. */
  close(live: LiveTransfer): void {
    if (!this.open.remove(live)) return;
    this.leaveParties(live);
    this.lingering.push(live);
    if (this.lingering.size <= this.limits.maxLingering) return;
    const oldest = this.lingering.first;
    if (oldest !== undefined) this.forget(oldest);
  }

  /** Removes every trace. */
  forget(live: LiveTransfer): void {
    this.open.remove(live);
    this.lingering.remove(live);
    this.leaveParties(live);
    this.byId.delete(live.transfer.id);
    for (const key of [live.key, ...live.aliases]) {
      if (key !== undefined && this.byKey.get(key) === live) this.byKey.delete(key);
    }
  }

  /** Open ones, oldest first. */
  all(): Iterable<LiveTransfer> {
    return this.open;
  }

  /** Open ones in which this full JID sends or receives. */
  ofParty(fullJid: string): readonly LiveTransfer[] {
    return [...(this.bySender.get(fullJid) ?? []), ...(this.byReceiver.get(fullJid) ?? [])];
  }

  sentBy(fullJid: string): ReadonlySet<LiveTransfer> | undefined {
    return this.bySender.get(fullJid);
  }

  /** What has to make room for one more of this sender: the oldest that moves no bytes. */
  surplus(senderFullJid: string): LiveTransfer | undefined {
    const own = this.bySender.get(senderFullJid);
    if (own !== undefined && own.size >= this.limits.maxOpenPerSender) return oldestIdle(own);
    return this.open.size >= this.limits.maxOpen ? oldestIdle(this.open) : undefined;
  }

  /** Whether another open transfer fits in. */
  get hasRoom(): boolean {
    return this.open.size < this.limits.maxOpen;
  }

  /** Forgets ended ones that have lingered since before `endedBefore`. */
  sweep(endedBefore: number): void {
    for (const live of this.lingering) {
      if (live.lastActivityAt > endedBefore) return;
      this.forget(live);
    }
  }

  private leaveParties(live: LiveTransfer): void {
    const { sender, receiver } = live.transfer;
    leave(this.bySender, sender.fullJid ?? sender.bareJid, live);
    leave(this.byReceiver, receiver.fullJid ?? receiver.bareJid, live);
  }

  /** Keeps the party look-up right when a full JID becomes known. */
  rename(live: LiveTransfer, change: () => void): void {
    this.leaveParties(live);
    change();
    const { sender, receiver } = live.transfer;
    if (live.queue !== this.open) return;
    join(this.bySender, sender.fullJid ?? sender.bareJid, live);
    join(this.byReceiver, receiver.fullJid ?? receiver.bareJid, live);
  }
}

function oldestIdle(group: Iterable<LiveTransfer>): LiveTransfer | undefined {
  for (const live of group) {
    if (live.transfer.state !== 'streaming') return live;
  }
  return undefined;
}

function join(group: Group, name: string, live: LiveTransfer): void {
  const known = group.get(name);
  if (known === undefined) group.set(name, new Set([live]));
  else known.add(live);
}

function leave(group: Group, name: string, live: LiveTransfer): void {
  const known = group.get(name);
  if (known?.delete(live) === true && known.size === 0) group.delete(name);
}
