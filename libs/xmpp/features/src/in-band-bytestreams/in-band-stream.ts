import type { IbbBlock } from '@waybill/codecs';
import type { StepDetail, TransferSide } from '@waybill/domain';
import type { MirrorNote } from '@waybill/routing';

const TELL_MS = 250;
const SEQ_MODULUS = 65_536;
const MAX_STREAMS = 20_000;
const MAX_FAULTS = 8;

/** The counters of one in-band bytestream. */
export class InBandStream {
  started = false;
  senderToReceiver = 0;
  receiverToSender = 0;
  private readonly next = { sender: 0, receiver: 0 };
  private faults = 0;
  private toldAt = -TELL_MS;
  private tellFrom = 1;

  /** @param expected bytes that are to come, where that was announced */
  constructor(
    readonly transferId: string,
    private readonly senderJid: string,
    private readonly expected: number | undefined,
  ) {}

  /** On whose side of the transfer this JID is. */
  lane(jid: string | undefined): TransferSide {
    return jid === this.senderJid ? 'sender' : 'receiver';
  }

  /**
   * Counts a block, if it is the next one of its direction. The receiver will refuse any other.
   * @returns what was wrong with it, a bounded number of times; nothing for a block that came twice (XEP-0198)
   * @see XEP-0047 §2.2
   */
  take(from: string, { seq, bytes }: IbbBlock): StepDetail | undefined {
    const side = this.lane(from);
    const next = this.next[side];
    if (seq === next) {
      this.next[side] = (next + 1) % SEQ_MODULUS;
      if (side === 'sender') this.senderToReceiver += bytes;
      else this.receiverToSender += bytes;
      return undefined;
    }
    const isRepeat = seq !== undefined && (seq + 1) % SEQ_MODULUS === next;
    if (isRepeat || ++this.faults > MAX_FAULTS) return undefined;
    return { condition: 'unexpected-request', expectedSeq: next, seq: seq ?? 'none' };
  }

  /** Takes the totals that somebody else counted, seen from the side that closes the stream. */
  counted(by: TransferSide, { sent, received }: NonNullable<MirrorNote['inBand']>): void {
    this.senderToReceiver = by === 'sender' ? sent : received;
    this.receiverToSender = by === 'sender' ? received : sent;
  }

  /** Whether no block of it was ever shown to us. */
  get isUnseen(): boolean {
    return this.next.sender === 0 && this.next.receiver === 0 && this.senderToReceiver === 0;
  }

  /** Whether the ledger should hear of the bytes now: first byte, each quarter, and four times a second. */
  shouldTell(at: number): boolean {
    if (at - this.toldAt < TELL_MS && this.senderToReceiver < this.tellFrom) return false;
    this.toldAt = at;
    if (this.expected !== undefined && this.expected > 0) {
      const quarters = Math.floor((this.senderToReceiver * 4) / this.expected) + 1;
      this.tellFrom =
        quarters > 4 ? Number.POSITIVE_INFINITY : Math.ceil((quarters * this.expected) / 4);
    } else {
      this.tellFrom = Number.POSITIVE_INFINITY;
    }
    return true;
  }
}

/** The in-band bytestreams that run, by their key. Bounded: the one opened first is forgotten. */
export class InBandStreams {
  private readonly byKey = new Map<string, InBandStream>();

  get(key: string): InBandStream | undefined {
    return this.byKey.get(key);
  }

  add(key: string, stream: InBandStream): void {
    this.byKey.delete(key);
    this.byKey.set(key, stream);
    if (this.byKey.size <= MAX_STREAMS) return;
    for (const oldest of this.byKey.keys()) {
      this.byKey.delete(oldest);
      return;
    }
  }

  delete(key: string): void {
    this.byKey.delete(key);
  }
}
