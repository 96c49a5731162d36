import { describe, expect, it } from 'vitest';
import { advance } from './advance.js';
import type { TransferEvent } from './transfer-event.js';
import {
  type Evidence,
  type Transfer,
  type TransferReason,
  type TransferState,
} from './transfer.js';

const at = 2_000;
const offered: Transfer = {
  id: '0',
  shortId: 'wb-0',
  method: 'si',
  path: 'unknown',
  sender: { bareJid: 'a@x', fullJid: 'a@x/1' },
  receiver: { bareJid: 'b@x', fullJid: 'b@x/1' },
  sid: 's',
  declared: { name: 'f', size: 100 },
  measured: {},
  state: 'offered',
  evidence: 'unknown',
  visibility: 'full',
  host: 'standalone',
  offeredAt: 1_000,
};
const play = (...events: readonly TransferEvent[]) => events.reduce(advance, offered);

const accepted: TransferEvent = { kind: 'accepted', at, method: 'si-socks5' };
const relaying: TransferEvent = { kind: 'started', at, path: 'relayed' };
const inBand: TransferEvent = { kind: 'started', at, path: 'in-band' };
const direct: TransferEvent = { kind: 'started', at, path: 'direct' };
const confirmed: TransferEvent = { kind: 'confirmed', at };
const gone: TransferEvent = { kind: 'party-gone', at };
const restarted: TransferEvent = { kind: 'interrupted', at, reason: 'server-restarted' };
const timedOut: TransferEvent = { kind: 'timed-out', at };
const moved = (senderToReceiver: number): TransferEvent => ({
  kind: 'moved',
  senderToReceiver,
  receiverToSender: 0,
});
const closed = (
  senderToReceiver: number,
  more: Partial<Extract<TransferEvent, { kind: 'closed' }>> = {},
): TransferEvent => ({
  kind: 'closed',
  at,
  reason: 'finished',
  senderToReceiver,
  receiverToSender: 0,
  ...more,
});
const range = (offset: number, length?: number): TransferEvent => ({
  ...accepted,
  range: { offset, length },
});
const noSize: TransferEvent = { kind: 'described', file: { size: undefined } };
const hashed = (hash: string): TransferEvent => ({
  kind: 'described',
  file: { hash, hashAlgorithm: 'sha-256' },
});
const zeros = 'ab'.repeat(32);
const base64 = Buffer.from(zeros, 'hex').toString('base64');

type Row = [string, readonly TransferEvent[], TransferState, TransferReason | undefined, Evidence];
const rows: readonly Row[] = [
  ['is declined', [{ kind: 'declined', at }], 'declined', 'declined', 'claimed'],
  [
    'is declined after the answer',
    [accepted, { kind: 'declined', at }],
    'declined',
    'declined',
    'claimed',
  ],
  [
    'a decline while bytes move is a cancellation',
    [accepted, relaying, { kind: 'declined', at }],
    'cancelled',
    'cancelled-by-receiver',
    'claimed',
  ],
  [
    'the relay saw all of it',
    [accepted, relaying, closed(100)],
    'completed',
    undefined,
    'observed',
  ],
  [
    'the relay saw more than announced',
    [accepted, relaying, closed(101)],
    'completed',
    undefined,
    'observed',
  ],
  [
    'the relay saw too little',
    [accepted, relaying, closed(99)],
    'failed',
    'size-mismatch',
    'observed',
  ],
  [
    'a part was asked for and came',
    [range(10, 20), relaying, closed(20)],
    'completed',
    undefined,
    'observed',
  ],
  [
    'the rest was asked for and came',
    [range(60), relaying, closed(40)],
    'completed',
    undefined,
    'observed',
  ],
  [
    'the rest was asked for and came short',
    [range(60), relaying, closed(39)],
    'failed',
    'size-mismatch',
    'observed',
  ],
  [
    'a socket broke',
    [accepted, relaying, closed(50, { reason: 'peer-gone' })],
    'failed',
    'peer-gone',
    'observed',
  ],
  [
    'a socket broke behind the last byte',
    [accepted, relaying, closed(100, { reason: 'peer-gone' })],
    'completed',
    undefined,
    'observed',
  ],
  [
    'the relay stood still',
    [accepted, relaying, closed(50, { reason: 'idle-timeout' })],
    'failed',
    'idle-timeout',
    'observed',
  ],
  [
    'an operator closed the relay',
    [accepted, relaying, closed(5, { reason: 'cancelled' })],
    'cancelled',
    'cancelled-by-admin',
    'observed',
  ],
  [
    'no size announced, orderly end',
    [accepted, noSize, relaying, closed(7)],
    'completed',
    undefined,
    'unknown',
  ],
  [
    'no size announced, nothing came',
    [accepted, noSize, relaying, closed(0)],
    'failed',
    'peer-gone',
    'observed',
  ],
  [
    'no size announced, confirmed later',
    [accepted, noSize, relaying, closed(7), confirmed],
    'completed',
    undefined,
    'claimed',
  ],
  [
    'confirmed before the relay closed',
    [accepted, relaying, confirmed, closed(100)],
    'completed',
    undefined,
    'observed',
  ],
  [
    'confirmed, though we saw too little',
    [accepted, relaying, confirmed, closed(9)],
    'completed',
    undefined,
    'claimed',
  ],
  [
    'confirmed when all bytes were seen',
    [accepted, relaying, moved(100), confirmed],
    'completed',
    undefined,
    'observed',
  ],
  [
    'in-band, closed by the sender early',
    [accepted, inBand, closed(9, { by: 'sender' })],
    'cancelled',
    'cancelled-by-sender',
    'observed',
  ],
  [
    'in-band, closed by the receiver early',
    [accepted, inBand, closed(9, { by: 'receiver' })],
    'cancelled',
    'cancelled-by-receiver',
    'observed',
  ],
  [
    'in-band, whole',
    [accepted, inBand, closed(100, { by: 'sender' })],
    'completed',
    undefined,
    'observed',
  ],
  [
    'the hash is right',
    [accepted, hashed(base64), relaying, closed(100, { sha256: zeros })],
    'completed',
    undefined,
    'observed',
  ],
  [
    'the hash is wrong',
    [accepted, hashed(base64), relaying, closed(100, { sha256: 'cd'.repeat(32) })],
    'failed',
    'hash-mismatch',
    'observed',
  ],
  [
    'the hash of a part proves nothing',
    [range(10, 90), hashed(base64), relaying, closed(90, { sha256: 'cd'.repeat(32) })],
    'completed',
    undefined,
    'observed',
  ],
  [
    'a direct bytestream that was taken',
    [accepted, { kind: 'handed-over', at, evidence: 'claimed', path: 'direct' }],
    'handed-over',
    undefined,
    'claimed',
  ],
  [
    'a direct bytestream is never completed',
    [accepted, direct, confirmed],
    'handed-over',
    undefined,
    'claimed',
  ],
  [
    'a direct bytestream whose party left',
    [accepted, direct, gone],
    'handed-over',
    undefined,
    'unknown',
  ],
  [
    'a direct bytestream confirmed after its party left',
    [accepted, direct, gone, confirmed],
    'handed-over',
    undefined,
    'claimed',
  ],
  ['nobody answered', [timedOut], 'expired', 'offer-timeout', 'unknown'],
  ['nothing started', [accepted, timedOut], 'expired', 'activation-timeout', 'unknown'],
  [
    'in-band data stopped coming',
    [accepted, inBand, moved(9), timedOut],
    'failed',
    'idle-timeout',
    'observed',
  ],
  ['left before the answer', [gone], 'failed', 'peer-gone', 'unknown'],
  [
    'left behind the last block',
    [accepted, inBand, moved(100), gone],
    'completed',
    undefined,
    'observed',
  ],
  ['restarted before the answer', [restarted], 'failed', 'server-restarted', 'unknown'],
  [
    'restarted in the middle',
    [accepted, relaying, moved(50), restarted],
    'failed',
    'server-restarted',
    'observed',
  ],
  [
    'restarted after all bytes',
    [accepted, relaying, moved(100), restarted],
    'completed',
    undefined,
    'observed',
  ],
  [
    'restarted while clients talked directly',
    [accepted, direct, restarted],
    'handed-over',
    undefined,
    'unknown',
  ],
  [
    'restarted, and an orderly close comes late',
    [restarted, closed(100)],
    'failed',
    'server-restarted',
    'unknown',
  ],
];

describe('advance', () => {
  it.each(rows)('%s', (_name, events, state, reason, evidence) => {
    const after = play(...events);
    expect({ state: after.state, reason: after.reason, evidence: after.evidence }).toEqual({
      state,
      reason,
      evidence,
    });
    expect(after.endedAt).toBe(at);
  });

  it('takes the first acceptance only', () => {
    const after = play(accepted, { kind: 'accepted', at: at + 1, method: 'si-ibb' });
    expect(after).toMatchObject({ state: 'accepted', acceptedAt: at, method: 'si-socks5' });
  });

  it('counts a start as an acceptance that was not seen', () => {
    expect(play(relaying)).toMatchObject({ state: 'streaming', acceptedAt: at, startedAt: at });
  });

  it('keeps exact counts that come after the end, and nothing else', () => {
    const end = play(accepted, relaying, {
      kind: 'cancelled',
      at,
      reason: 'cancelled-by-admin',
      evidence: 'observed',
    });
    const after = advance(end, closed(60));
    expect(after).toEqual({
      ...end,
      measured: { bytesSenderToReceiver: 60, bytesReceiverToSender: 0 },
    });
  });

  it('shows a direct bytestream as seen by its signalling only', () => {
    expect(play(accepted, direct)).toMatchObject({ path: 'direct', visibility: 'signalling-only' });
  });

  it('says the same object when nothing changed', () => {
    const end = play(timedOut);
    expect(advance(end, accepted)).toBe(end);
  });
});

describe('a file that is put on this server', () => {
  const slot = { ...offered, method: 'http-upload', path: 'stored' } as const;
  const at = slot.offeredAt + 10;
  const stored = { kind: 'stored', at, bytes: 7, sha256: 'ab' } as const;

  it('is stored when it is on disk, and delivered when somebody has fetched it', () => {
    const here = advance(advance(slot, { kind: 'started', at, path: 'stored' }), stored);
    expect(here).toMatchObject({
      state: 'stored',
      evidence: 'observed',
      path: 'stored',
      endedAt: at,
      measured: { bytesSenderToReceiver: 7, sha256: 'ab' },
    });
    const fetched = advance(here, { kind: 'fetched', at: at + 5 });
    expect(fetched).toMatchObject({ state: 'completed', evidence: 'observed', endedAt: at });
    expect(advance(fetched, { kind: 'fetched', at: at + 6 })).toBe(fetched);
  });

  it('can come after an upload that broke off, and after a restart', () => {
    const begun = advance(slot, { kind: 'started', at, path: 'stored' });
    const broken = advance(begun, { kind: 'put-failed', at });
    expect(broken).toMatchObject({ state: 'offered', measured: {} });
    expect(advance(broken, stored).state).toBe('stored');
    const lost = advance(begun, { kind: 'interrupted', at, reason: 'server-restarted' });
    expect(advance(lost, stored)).toMatchObject({ state: 'stored', reason: undefined });
  });

  it('gets a receiver when a message shows one', () => {
    const event = { kind: 'addressed', bareJid: 'carol@example.org' } as const;
    expect(advance(advance(slot, stored), event).receiver.bareJid).toBe('carol@example.org');
  });
});
