import { TRANSFER_REASONS, type Transfer, type TransferStep } from '@waybill/domain';
import { describe, expect, it } from 'vitest';
import { explain } from './explanation.js';

const transfer: Transfer = {
  id: 'i',
  shortId: 'wb-i',
  method: 'si-socks5',
  path: 'unknown',
  sender: { bareJid: 'alice@example.org', fullJid: 'alice@example.org/my home' },
  receiver: { bareJid: 'bob@example.org' },
  declared: { size: 10 },
  measured: { bytesSenderToReceiver: 4 },
  state: 'failed',
  evidence: 'observed',
  visibility: 'full',
  host: 'standalone',
  offeredAt: 0,
};
const offered = (detail: TransferStep['detail']): TransferStep => ({
  seq: 1,
  at: 1,
  lane: 'sender',
  kind: 'streamhosts-offered',
  detail,
});

describe('explain', () => {
  it.each(TRANSFER_REASONS)('has a remedy for %s', (reason) => {
    expect(explain({ ...transfer, reason }, [])).toMatchObject({ cause: reason });
  });

  it('has nothing to say where nothing went wrong', () => {
    expect(explain({ ...transfer, state: 'completed' }, [])).toBeUndefined();
  });

  it('tells a proxy that failed from one that was not offered', () => {
    const failed = { ...transfer, reason: 'no-streamhost-reachable' } as const;
    const own = 'alice@example.org/my home 192.168.1.5:1080, alice@example.org/my home ::1:1080';
    const proxy = `${own}, proxy.example.org 192.0.2.1:7777`;
    expect(explain(failed, [offered({ streamhosts: own })])).toMatchObject({
      remedy: 'offer-proxy',
      facts: { streamhosts: own },
    });
    expect(explain(failed, [offered({ streamhosts: proxy })])?.remedy).toBe('check-proxy');
    expect(explain(failed, [])?.remedy).toBe('check-proxy');
  });

  it('gives the sizes that a text about missing bytes needs', () => {
    const facts = explain({ ...transfer, reason: 'size-mismatch' }, [])?.facts;
    expect(facts).toEqual({ declaredBytes: 10, measuredBytes: 4 });
  });
});
