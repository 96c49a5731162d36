import { Jid, payload, Stanza } from '@waybill/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Assembly } from './assembly.js';
import type { Session } from './session.js';

const addresses = [
  undefined,
  'localhost',
  'localhost/resource',
  'proxy.localhost',
  'someone@proxy.localhost',
  'alice@localhost',
  'alice@localhost/a',
  'alice@localhost/gone',
  'nobody@localhost',
  'nobody@localhost/gone',
  'elsewhere.example',
  'bob@elsewhere.example/b',
];
const types = [undefined, 'get', 'set', 'result', 'error', 'chat', 'subscribe', 'probe', '', 'GET'];
const namespaces = ['urn:test', 'urn:fails', 'http://jabber.org/protocol/si', 'jabber:client'];

const anyStanza = fc.record({
  kind: fc.constantFrom('iq' as const, 'message' as const, 'presence' as const),
  to: fc.constantFrom(...addresses),
  type: fc.constantFrom(...types),
  id: fc.constantFrom(undefined, '', 'x', 'x\ny', 'long'.repeat(300)),
  payloads: fc.array(fc.constantFrom(...namespaces), { maxLength: 3 }),
});

function session(jid: string, got: Stanza[]): Session {
  return {
    jid: Jid.from(jid),
    facts: { id: jid, address: '', tls: undefined, mechanism: 'iq-auth-digest', boundAt: 0 },
    presence: undefined,
    priority: 0,
    interested: false,
    directed: new Set(),
    traffic: { received: 0, sent: 0 },
    deliver: (stanza) => void got.push(stanza),
    close: () => undefined,
  };
}

describe('StanzaRouter', () => {
  it('answers every request exactly once, nothing else with more than an error, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStanza, { maxLength: 20 }), async (stanzas) => {
        const quiet = { error: () => undefined, warn: () => undefined };
        const assembly = new Assembly({
          log: { ...quiet, info: () => undefined, debug: () => undefined },
        });
        const fails = () => Promise.reject(new Error('broken'));
        const iq = [
          { ns: 'urn:test', name: 'q', get: () => undefined, set: () => payload('r', 'urn:test') },
          { ns: 'urn:fails', name: 'q', get: fails, set: fails },
        ];
        const features = [{ name: 'test', xeps: [], service: { iq }, account: { iq } }];
        assembly.mount({ domain: 'localhost', accounts: true, features });
        assembly.mount({ domain: 'proxy.localhost', accounts: false, features });
        const got: Stanza[] = [];
        const mallory = session('mallory@localhost/m', got);
        assembly.bind(mallory);
        assembly.bind(session('alice@localhost/a', []));
        for (const { kind, to, type, id, payloads } of stanzas) {
          got.length = 0;
          const head = {
            from: mallory.jid,
            to: to === undefined ? undefined : Jid.from(to),
            type,
            id,
          };
          const stanza = Stanza.make(kind, head, ...payloads.map((ns) => payload('q', ns)));
          await assembly.receive(mallory, stanza);
          const isReply = type === 'error' || (kind === 'iq' && type === 'result');
          // what reaches another client is for that client to answer
          const isRequest = kind === 'iq' && !isReply && to !== 'alice@localhost/a';
          expect(got.length).toBeLessThanOrEqual(isReply ? 0 : 1);
          if (isRequest) expect(got.map((one) => one.id)).toEqual([id]);
        }
        assembly.close();
      }),
      { numRuns: 300 },
    );
  });
});
