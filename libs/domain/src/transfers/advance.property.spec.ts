import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from './advance.js';
import type { TransferEvent } from './transfer-event.js';
import { hasEnded, TRANSFER_REASONS, type Evidence, type Transfer } from './transfer.js';

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

const instant = fc.integer({ min: 0, max: 10_000 });
const count = fc.integer({ min: 0, max: 200 });
const evidence = fc.constantFrom<Evidence>('observed', 'claimed', 'unknown');
const reason = fc.constantFrom(...TRANSFER_REASONS);
const path = fc.constantFrom('direct', 'relayed', 'in-band', 'unknown', 'stored');
const anEvent = fc.oneof(
  fc.record({ kind: fc.constant('accepted'), at: instant, method: fc.constant('si-ibb') }),
  fc.record({
    kind: fc.constantFrom('declined', 'confirmed', 'timed-out', 'party-gone'),
    at: instant,
  }),
  fc.record({ kind: fc.constant('started'), at: instant, path }),
  fc.record({ kind: fc.constant('path-chosen'), path }),
  fc.record({ kind: fc.constant('handed-over'), at: instant, evidence, path }),
  fc.record({ kind: fc.constant('moved'), senderToReceiver: count, receiverToSender: count }),
  fc.record({
    kind: fc.constant('closed'),
    at: instant,
    reason: fc.constantFrom('finished', 'peer-gone', 'idle-timeout', 'cancelled'),
    senderToReceiver: count,
    receiverToSender: count,
    by: fc.constantFrom('sender', 'receiver', undefined),
  }),
  fc.record({ kind: fc.constantFrom('failed', 'cancelled'), at: instant, reason, evidence }),
  fc.record({
    kind: fc.constant('interrupted'),
    at: instant,
    reason: fc.constantFrom('server-shutdown', 'server-restarted'),
  }),
) as fc.Arbitrary<TransferEvent>;

describe('advance, whatever happens', () => {
  it('never throws, never leaves an end for another, never ends before it began', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 30 }), (events) => {
        let transfer = offered;
        for (const event of events) {
          const next = advance(transfer, event);
          if (hasEnded(transfer.state)) {
            expect([next.state, next.reason, next.endedAt]).toEqual([
              transfer.state,
              transfer.reason,
              transfer.endedAt,
            ]);
            const rank = ['unknown', 'claimed', 'observed'];
            expect(rank.indexOf(next.evidence)).toBeGreaterThanOrEqual(
              rank.indexOf(transfer.evidence),
            );
          }
          transfer = next;
        }
        expect(hasEnded(transfer.state)).toBe(transfer.endedAt !== undefined);
        if (transfer.endedAt !== undefined) {
          expect(transfer.endedAt).toBeGreaterThanOrEqual(transfer.offeredAt);
        }
        if (transfer.path === 'direct') expect(transfer.state).not.toBe('completed');
      }),
      { numRuns: 2_000 },
    );
  });
});
