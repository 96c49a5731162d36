import type { StepDetail, TimelineLane, Transfer, TransferStepKind } from '@waybill/domain';
import { describe, expect, it } from 'vitest';
import { waysOf } from './ways.js';

const ALICE = 'alice@example.org/home';
const BOB = 'bob@example.org/desk';
const PROXY = 'proxy.example.org';
const LAN = `${ALICE} 192.168.1.5:1080`;
const OUTSIDE = `${ALICE} 203.0.113.7:1080`;
const RELAY = `${PROXY} 192.0.2.1:7777`;

const transfer = (part: Partial<Transfer> = {}): Transfer => ({
  id: 'i',
  shortId: 'wb-i',
  method: 'si-socks5',
  path: 'unknown',
  sender: { bareJid: 'alice@example.org', fullJid: ALICE },
  receiver: { bareJid: 'bob@example.org', fullJid: BOB },
  declared: {},
  measured: {},
  state: 'failed',
  evidence: 'claimed',
  visibility: 'full',
  host: 'standalone',
  offeredAt: 0,
  ...part,
});

type Told = readonly [TransferStepKind, TimelineLane, StepDetail?];

/** `kind, address, outcome` of each. */
function ways(one: Transfer, ...told: readonly Told[]): readonly string[] {
  const steps = told.map(([kind, lane, detail = {}], seq) => ({
    seq,
    at: seq,
    kind,
    lane,
    detail,
  }));
  return waysOf(one, steps).map(
    ({ kind, addresses, outcome }) => `${kind} ${addresses.join(' ')} ${outcome}`,
  );
}

describe('the ways of a stream initiation', () => {
  const offered: Told = [
    'streamhosts-offered',
    'sender',
    { sid: 's', streamhosts: `${LAN}, ${OUTSIDE}, ${RELAY}` },
  ];
  const relayed = transfer({ path: 'relayed', streamhostJid: PROXY });

  it('tell what was used from what was only offered', () => {
    expect(ways(relayed, offered, ['streamhost-used', 'receiver', { streamhost: PROXY }])).toEqual([
      'direct 192.168.1.5:1080 203.0.113.7:1080 unused',
      'proxy 192.0.2.1:7777 used',
    ]);
  });

  it('were reached by nobody where the receiver says so', () => {
    const error: Told = ['streamhost-error', 'receiver', { condition: 'item-not-found' }];
    expect(ways(transfer(), offered, error)).toEqual([
      'direct 192.168.1.5:1080 203.0.113.7:1080 unreached',
      'proxy 192.0.2.1:7777 unreached',
    ]);
  });

  it.each(['not-acceptable', 'service-unavailable'])(
    'were not tried by a receiver that answers %s',
    (condition) => {
      const told = ways(transfer(), offered, ['streamhost-error', 'receiver', { condition }]);
      expect(told.every((way) => way.endsWith(' unused'))).toBe(true);
    },
  );

  it('were only offered while nobody has answered', () => {
    expect(ways(transfer({ state: 'accepted' }), offered)[1]).toBe('proxy 192.0.2.1:7777 unused');
  });

  it('do not count what was offered after the error', () => {
    const error: Told = ['streamhost-error', 'receiver', { condition: 'item-not-found' }];
    const again: Told = [
      'streamhosts-offered',
      'receiver',
      { streamhosts: `${BOB} 10.0.0.9:1080` },
    ];
    const used: Told = ['streamhost-used', 'receiver', { streamhost: BOB }];
    const direct = transfer({ path: 'direct', streamhostJid: BOB });
    expect(ways(direct, offered, error, again, used).at(-1)).toBe('direct 10.0.0.9:1080 used');
  });

  it('were reached and not used where the bytes went in band after all', () => {
    const used: Told = ['streamhost-used', 'receiver', { streamhost: PROXY }];
    const inBand = transfer({ path: 'in-band', method: 'si-ibb', streamhostJid: PROXY });
    expect(ways(inBand, offered, used)[1]).toBe('proxy 192.0.2.1:7777 reached');
  });

  it('are none where none were offered', () => {
    expect(ways(transfer(), ['offered', 'sender'], ['first-byte', 'server'])).toEqual([]);
  });
});

describe('the ways of a Jingle session', () => {
  const from: Told = ['offered', 'sender', { streamhosts: `${LAN}, ${RELAY}` }];
  const back: Told = ['accepted', 'receiver', { streamhosts: `${BOB} 10.0.0.9:1080, ${RELAY}` }];
  const taken = (streamhost: string, host: string, port: number): StepDetail => ({
    cid: 'c',
    streamhost,
    host,
    port,
  });

  it('are each known by its address', () => {
    const direct = transfer({ path: 'direct', streamhostJid: ALICE });
    const offers: Told = ['offered', 'sender', { streamhosts: `${LAN}, ${OUTSIDE}, ${RELAY}` }];
    expect(
      ways(
        direct,
        offers,
        ['candidate-used', 'receiver', taken(ALICE, '203.0.113.7', 1080)],
        ['candidate-error', 'sender'],
      ),
    ).toEqual([
      'direct 192.168.1.5:1080 unused',
      'direct 203.0.113.7:1080 used',
      'proxy 192.0.2.1:7777 unused',
    ]);
  });

  it('were not reached where the side that did not offer them says so', () => {
    const told = ways(transfer(), from, back, ['candidate-error', 'sender']);
    expect(told).toEqual([
      'direct 192.168.1.5:1080 unused',
      'proxy 192.0.2.1:7777 unreached',
      'direct 10.0.0.9:1080 unreached',
    ]);
  });

  it('may both be reached, and one be used', () => {
    const direct = transfer({ path: 'direct', streamhostJid: BOB });
    expect(
      ways(
        direct,
        from,
        back,
        ['candidate-used', 'receiver', taken(PROXY, '192.0.2.1', 7777)],
        ['candidate-used', 'sender', taken(BOB, '10.0.0.9', 1080)],
      ),
    ).toEqual([
      'direct 192.168.1.5:1080 unused',
      'proxy 192.0.2.1:7777 reached',
      'direct 10.0.0.9:1080 used',
    ]);
  });

  it('end at a proxy that the one who offered it cannot reach', () => {
    const relayed = transfer({ path: 'relayed', streamhostJid: PROXY });
    expect(
      ways(
        relayed,
        from,
        ['candidate-used', 'receiver', taken(PROXY, '192.0.2.1', 7777)],
        ['proxy-error', 'sender'],
      )[1],
    ).toBe('proxy 192.0.2.1:7777 unreached');
  });
});
