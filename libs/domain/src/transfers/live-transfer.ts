import type { StanzaError } from '@waybill/core';
import { advance } from './advance.js';
import type { LedgerLimits } from './ledger-limits.js';
import type { TransferEvent } from './transfer-event.js';
import type { TransferQueue } from './transfer-queue.js';
import {
  expectedBytes,
  hasEnded,
  type StepDetail,
  type TimelineLane,
  type Transfer,
  type TransferReason,
  type TransferStep,
  type TransferStepKind,
} from './transfer.js';

/** A step as its observer tells it; the ledger numbers it. */
export interface StepNote {
  readonly kind: TransferStepKind;
  readonly lane: TimelineLane;
  readonly detail?: StepDetail | undefined;
  /** The stanza as forwarded. */
  readonly stanza?: string | undefined;
}

const NO_DETAIL: StepDetail = {};
const NO_ALIASES: readonly string[] = [];
const MAX_SEEN = 32;
const RATE_WINDOW_MS = 1_000;

/**
 * A transfer in memory: what it is now, what of it is not on disk yet, and how fast it moves. Only the ledger
 * holds these; others get the immutable `transfer`.
 */
export class LiveTransfer {
  transfer: Transfer;
  /** Steps that wait for the disk. */
  unsaved: TransferStep[] = [];
  /** The store knows (or is being told) this transfer. */
  stored = false;
  dirty = false;
  /** What an offer that is not on disk yet waits for. */
  recording: Promise<StanzaError | undefined> | undefined;
  lastActivityAt: number;
  lastMarkAt = 0;
  repeats = 0;
  rateBytesPerSecond: number | undefined;
  /** The way that was tried failed; it ends so unless another one is taken by then. */
  doom: { readonly dueAt: number; readonly reason: TransferReason } | undefined;
  /** Percent steps that were written: 0, 25, 50 or 75. */
  percentNoted = 0;
  /** Further keys that it is found by. */
  aliases: readonly string[] = NO_ALIASES;
  /** Where it stands in line; kept by the queue. */
  queue: TransferQueue | undefined;
  previous: LiveTransfer | undefined;
  next: LiveTransfer | undefined;
  private seq = 0;
  private lastStepAt: number;
  private omitted = 0;
  private seen: Set<string> | undefined;
  private rateFromAt = 0;
  private rateFromBytes = 0;

  constructor(
    transfer: Transfer,
    /** How this transfer is found again by its negotiation; undefined for what nobody negotiated. */
    readonly key: string | undefined,
    /** id of the IQ that offered it. */
    readonly offerId: string | undefined,
  ) {
    this.transfer = transfer;
    this.lastActivityAt = transfer.offeredAt;
    this.lastStepAt = transfer.offeredAt;
  }

  /** A transfer that the store has, brought back to be told more. @param steps how many of its steps are stored */
  static restored(transfer: Transfer, steps: number, lastStepAt: number): LiveTransfer {
    const live = new LiveTransfer(transfer, undefined, undefined);
    live.stored = true;
    live.seq = steps;
    live.lastStepAt = lastStepAt;
    live.lastActivityAt = lastStepAt;
    return live;
  }

  get ended(): boolean {
    return hasEnded(this.transfer.state);
  }

  /** @returns whether anything changed */
  apply(event: TransferEvent): boolean {
    const next = advance(this.transfer, event);
    if (next === this.transfer) return false;
    this.transfer = next;
    if (event.kind !== 'located' && event.kind !== 'described') this.doom = undefined;
    return true;
  }

  /** Whether a stanza was noted before; remembers it. Bounded: the oldest is forgotten. */
  alreadySeen(stanzaKey: string): boolean {
    this.seen ??= new Set();
    if (this.seen.has(stanzaKey)) return true;
    if (this.seen.size >= MAX_SEEN) {
      for (const oldest of this.seen) {
        this.seen.delete(oldest);
        break;
      }
    }
    this.seen.add(stanzaKey);
    return false;
  }

  /**
   * Writes a step of the timeline. Time never runs backwards in it, whatever the clock does.
   * @returns UTF-16 units of the stanza that was kept
   */
  note(at: number, note: StepNote, limits: LedgerLimits, keepStanza: boolean): number {
    this.lastActivityAt = at;
    // room is left for the last steps: the end of a story matters more than its middle
    if (this.seq >= limits.maxSteps - (this.ended ? 0 : 2)) {
      this.omitted++;
      return 0;
    }
    this.lastStepAt = Math.max(this.lastStepAt, at);
    const stanza =
      keepStanza && note.stanza !== undefined
        ? capBytes(note.stanza, limits.maxStanzaBytes)
        : undefined;
    let detail = note.detail ?? NO_DETAIL;
    if (stanza !== undefined && stanza !== note.stanza) detail = { ...detail, truncated: true };
    if (this.ended && this.omitted > 0) detail = { ...detail, omittedSteps: this.omitted };
    const { kind, lane } = note;
    this.unsaved.push({ seq: this.seq++, at: this.lastStepAt, lane, kind, detail, stanza });
    return stanza?.length ?? 0;
  }

  /** Bytes so far, sender to receiver. */
  get bytes(): number {
    return this.transfer.measured.bytesSenderToReceiver ?? 0;
  }

  /** 0 to 100, rounded down; undefined where no size was announced or nothing can be counted. */
  get percent(): number | undefined {
    const expected = expectedBytes(this.transfer.declared);
    if (expected === undefined || this.transfer.measured.bytesSenderToReceiver === undefined) {
      return undefined;
    }
    return expected === 0 ? 100 : Math.min(100, Math.floor((this.bytes / expected) * 100));
  }

  /** Takes a new byte count into the rate: a mean over about the last second. */
  measureRate(at: number): void {
    const elapsed = at - this.rateFromAt;
    if (this.rateFromAt !== 0 && elapsed >= 0) {
      if (elapsed < RATE_WINDOW_MS) return;
      this.rateBytesPerSecond = Math.round(((this.bytes - this.rateFromBytes) * 1_000) / elapsed);
    }
    this.rateFromAt = at;
    this.rateFromBytes = this.bytes;
  }
}

/** The longest beginning of `text` of at most `maxBytes` UTF-8 bytes that cuts no character in two. */
export function capBytes(text: string, maxBytes: number): string {
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return text;
  const bytes = Buffer.from(text.slice(0, maxBytes));
  let end = Math.min(maxBytes, bytes.length);
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.toString('utf8', 0, end);
}
