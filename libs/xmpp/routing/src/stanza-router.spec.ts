import { Jid, payload, Stanza, StanzaError } from '@waybill/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { Assembly } from './assembly.js';
import type { Feature, Observer, StanzaHandlers } from './feature.js';
import type { LogFields } from './logger.js';
import type { Session, SignInMechanism } from './session.js';

class FakeSession implements Session {
  readonly jid: Jid;
  readonly facts;
  presence: Stanza | undefined;
  priority = 0;
  interested = false;
  readonly directed = new Set<string>();
  readonly traffic = { received: 0, sent: 0 };
  readonly got: string[] = [];
  closedWith: string | undefined;

  constructor(jid: string, mechanism: SignInMechanism = 'SCRAM-SHA-1') {
    this.jid = Jid.from(jid);
    this.facts = { id: jid, address: '192.0.2.1', tls: undefined, mechanism, boundAt: 0 };
  }

  deliver(stanza: Stanza): void {
    this.got.push(stanza.toString());
  }

  close(error?: { condition: string }): void {
    this.closedWith = error?.condition ?? 'closed';
  }

  /** A stanza as the stream would hand it on: `from` stamped. */
  stanza(
    kind: 'iq' | 'message' | 'presence',
    to: string | undefined,
    type: string | undefined,
    id?: string,
    ...names: [string, string][]
  ): Stanza {
    const head = { from: this.jid, to: to === undefined ? undefined : Jid.from(to), type, id };
    return Stanza.make(kind, head, ...names.map(([name, ns]) => payload(name, ns)));
  }
}

const SI: [string, string] = ['si', 'http://jabber.org/protocol/si'];
const ASK: [string, string] = ['ask', 'urn:test'];
const unavailable = /type="error".*<service-unavailable/;

let now = 0;
let log: LogFields[] = [];
let assembly: Assembly;
let alice: FakeSession;
let bob: FakeSession;

const feature = (parts: Partial<Feature>): Feature => ({ name: 'test', xeps: [], ...parts });
const answering = (reply: string): StanzaHandlers => ({
  iq: [{ ns: 'urn:test', name: 'ask', get: () => payload('told', 'urn:test', { by: reply }) }],
});

function mount(...features: Feature[]): void {
  assembly.mount({ domain: 'localhost', accounts: true, features });
}

beforeEach(() => {
  now = 1_000;
  log = [];
  const note = (fields: LogFields) => void log.push(fields);
  assembly = new Assembly({
    log: { error: note, warn: note, info: note, debug: note },
    now: () => now,
  });
  alice = new FakeSession('alice@localhost/a');
  bob = new FakeSession('bob@localhost/b');
  assembly.bind(alice);
  assembly.bind(bob);
});

describe('routes', () => {
  it('carries a stanza to the full JID, unchanged', () => {
    mount();
    const message = alice.stanza('message', 'bob@localhost/b', 'chat', 'm1', ASK);
    expect(assembly.receive(alice, message)).toBeUndefined();
    expect(bob.got).toEqual([
      '<message from="alice@localhost/a" to="bob@localhost/b" type="chat" id="m1"><ask xmlns="urn:test"/></message>',
    ]);
  });

  it('answers service-unavailable for an iq to a resource that is gone, and never reaches another one', () => {
    mount();
    void assembly.receive(alice, alice.stanza('iq', 'bob@localhost/gone', 'set', 'i1', SI));
    expect(alice.got[0]).toMatch(unavailable);
    expect(bob.got).toEqual([]);
  });

  it('lets a service have instances in its resource', () => {
    mount(feature({ service: answering('instance') }));
    void assembly.receive(alice, alice.stanza('iq', 'localhost/node1', 'get', 'n', ASK));
    expect(alice.got.at(-1)).toMatch(/from="localhost\/node1".*by="instance"/);
  });

  it('drops results and errors for a resource that is gone', () => {
    mount();
    void assembly.receive(alice, alice.stanza('iq', 'bob@localhost/gone', 'result', 'i1', SI));
    void assembly.receive(alice, alice.stanza('iq', 'bob@localhost/gone', 'error', 'i2', SI));
    expect(alice.got).toEqual([]);
  });

  it('answers remote-server-not-found for a foreign domain', () => {
    mount();
    void assembly.receive(alice, alice.stanza('message', 'x@example.org', 'chat'));
    expect(alice.got[0]).toContain('<remote-server-not-found');
  });

  it.each([
    ['no id', undefined, 'get', [ASK]],
    ['no type', 'i', undefined, [ASK]],
    ['an unknown type', 'i', 'put', [ASK]],
    ['no payload', 'i', 'get', []],
    ['two payloads', 'i', 'set', [ASK, SI]],
  ] as const)('answers bad-request for an iq with %s', (_, id, type, names) => {
    mount();
    void assembly.receive(alice, alice.stanza('iq', 'bob@localhost/b', type, id, ...names));
    expect(alice.got[0]).toContain('<bad-request');
    expect(bob.got).toEqual([]);
  });

  it('asks the own account when there is no address, and the service at its domain', () => {
    mount(feature({ service: answering('service'), account: answering('account') }));
    void assembly.receive(alice, alice.stanza('iq', undefined, 'get', '1', ASK));
    void assembly.receive(alice, alice.stanza('iq', 'localhost', 'get', '2', ASK));
    expect(alice.got[0]).toMatch(/from="alice@localhost".*id="1".*by="account"/);
    expect(alice.got[1]).toMatch(/from="localhost".*id="2".*by="service"/);
  });

  it('keeps domains apart and lists the services below one', () => {
    mount(feature({ service: answering('main') }));
    const proxy = feature({
      service: answering('proxy'),
      disco: {
        server: { identities: [{ category: 'proxy', type: 'bytestreams', name: 'Relay' }] },
      },
    });
    assembly.mount({ domain: 'proxy.localhost', accounts: false, features: [proxy] });
    void assembly.receive(alice, alice.stanza('iq', 'proxy.localhost', 'get', '1', ASK));
    void assembly.receive(alice, alice.stanza('iq', 'bob@proxy.localhost', 'get', '2', ASK));
    expect(alice.got[0]).toContain('by="proxy"');
    expect(alice.got[1]).toMatch(unavailable);
    expect(assembly.servicesOf('localhost')).toEqual([
      { domain: 'proxy.localhost', name: 'Relay' },
    ]);
    expect(assembly.domains).toEqual(['localhost']);
  });

  it('refuses unknown payloads and the wrong type of iq', () => {
    mount(feature({ service: answering('service') }));
    void assembly.receive(alice, alice.stanza('iq', 'localhost', 'get', '1', SI));
    void assembly.receive(alice, alice.stanza('iq', 'localhost', 'set', '2', ASK));
    void assembly.receive(alice, alice.stanza('iq', 'localhost', 'result', '3', SI));
    expect(alice.got[0]).toMatch(unavailable);
    expect(alice.got[1]).toContain('<not-allowed');
    expect(alice.got).toHaveLength(2);
  });

  it('turns a throw into internal-server-error with an id that is logged', async () => {
    const fails = () => Promise.reject(new Error('disk'));
    const throws = () => {
      throw new Error('bug');
    };
    mount(
      feature({
        service: {
          iq: [
            { ns: 'urn:test', name: 'ask', get: fails },
            { ns: SI[1], name: 'si', get: throws },
          ],
        },
      }),
    );
    await assembly.receive(alice, alice.stanza('iq', 'localhost', 'get', '1', ASK));
    void assembly.receive(alice, alice.stanza('iq', 'localhost', 'get', '2', SI));
    expect(log).toHaveLength(2);
    for (const [index, line] of log.entries()) {
      expect(alice.got[index]).toMatch(/<internal-server-error/);
      expect(alice.got[index]).toContain(String(line['errorId']));
    }
  });
});

describe('observers', () => {
  const observer = (observe: Observer['observe']): Feature =>
    feature({ passing: [{ namespaces: [SI[1]], observe }] });

  it('shows what travels between two others, and nothing else', () => {
    const seen: (string | undefined)[] = [];
    mount(observer((stanza, passage) => void seen.push(stanza.id, passage.origin?.jid.full)));
    void assembly.receive(alice, alice.stanza('iq', 'bob@localhost/b', 'set', 'offer', SI));
    void assembly.receive(alice, alice.stanza('iq', 'bob@localhost/b', 'get', 'other', ASK));
    void assembly.receive(alice, alice.stanza('iq', 'localhost', 'set', 'service', SI));
    expect(seen).toEqual(['offer', 'alice@localhost/a']);
  });

  it('lets an observer refuse', () => {
    mount(observer(() => new StanzaError('cancel', 'policy-violation')));
    void assembly.receive(alice, alice.stanza('iq', 'bob@localhost/b', 'set', 'offer', SI));
    void assembly.receive(alice, alice.stanza('iq', 'bob@localhost/b', 'result', 'late', SI));
    expect(alice.got).toHaveLength(1);
    expect(alice.got[0]).toContain('<policy-violation');
    expect(bob.got).toEqual([]);
  });

  it('lets an observer send another stanza in its place, which those behind it see', async () => {
    const seen: (string | undefined)[] = [];
    const saying = (text: string) => payload('si', SI[1], { text });
    const said = (stanza: Stanza) => void seen.push(stanza.payload?.attrs['text'] as string);
    mount(
      observer((stanza) => stanza.withPayload(saying('one'))),
      observer((stanza) => Promise.resolve(said(stanza))),
      observer((stanza) => Promise.resolve(stanza.withPayload(saying('two')))),
      observer(said),
    );
    await assembly.receive(alice, alice.stanza('iq', 'bob@localhost/b', 'set', 'offer', SI));
    expect(seen).toEqual(['one', 'two']);
    expect(bob.got).toEqual([expect.stringMatching(/id="offer".*text="two"/)]);
  });

  it('holds a stanza back until the promise settles', async () => {
    let release: () => void = () => undefined;
    mount(observer(() => new Promise<void>((settle) => (release = settle))));
    const done = assembly.receive(alice, alice.stanza('iq', 'bob@localhost/b', 'set', 'offer', SI));
    expect(bob.got).toEqual([]);
    release();
    await done;
    expect(bob.got).toHaveLength(1);
  });

  it('shows the reply to a watched request once, whatever it holds, and only from the peer', () => {
    const replies: (string | undefined)[] = [];
    mount(observer((_, passage) => passage.watchReply((reply) => replies.push(reply.from?.full))));
    void assembly.receive(alice, alice.stanza('iq', 'bob@localhost/b', 'set', 'o', SI));
    const carol = new FakeSession('carol@localhost/c');
    assembly.bind(carol);
    void assembly.receive(carol, carol.stanza('iq', 'alice@localhost/a', 'result', 'o'));
    expect(replies).toEqual([]);
    void assembly.receive(bob, bob.stanza('iq', 'alice@localhost/a', 'error', 'o', ASK));
    void assembly.receive(bob, bob.stanza('iq', 'alice@localhost/a', 'result', 'o'));
    expect(replies).toEqual(['bob@localhost/b']);
  });

  it('shows our own bounce to who watches for the reply', () => {
    const replies: (string | undefined)[] = [];
    mount(observer((_, passage) => passage.watchReply((reply) => replies.push(reply.type))));
    void assembly.receive(alice, alice.stanza('iq', 'bob@localhost/gone', 'set', 'o', SI));
    expect(replies).toEqual(['error']);
  });

  it('forgets a watched request after a while', () => {
    const replies: unknown[] = [];
    mount(observer((_, passage) => passage.watchReply((reply) => replies.push(reply))));
    void assembly.receive(alice, alice.stanza('iq', 'bob@localhost/b', 'set', 'o', SI));
    now += 30 * 60_000;
    assembly.router.sweep();
    void assembly.receive(bob, bob.stanza('iq', 'alice@localhost/a', 'result', 'o'));
    expect(replies).toEqual([]);
    expect(alice.got).toHaveLength(1);
  });

  it('shows mirrored stanzas and their replies, and hears no refusal', () => {
    const seen: unknown[] = [];
    mount(
      observer((_, passage) => {
        seen.push(passage.mirrored);
        passage.watchReply((reply) => seen.push(reply.type));
        return new StanzaError('cancel', 'not-allowed');
      }),
    );
    void assembly.router.mirror(alice.stanza('iq', 'bob@localhost/b', 'set', 'o', SI));
    void assembly.router.mirror(bob.stanza('iq', 'alice@localhost/a', 'result', 'o'));
    expect(seen).toEqual([true, 'result']);
    expect([...alice.got, ...bob.got]).toEqual([]);
  });

  it('shows mirrored stanzas to all at once, whoever refuses or holds them back, and waits for all', async () => {
    const seen: string[] = [];
    const settle: (() => void)[] = [];
    const held = () => new Promise<undefined>((done) => settle.push(() => done(undefined)));
    mount(
      observer(() => {
        seen.push('refuses');
        return new StanzaError('cancel', 'not-allowed');
      }),
      observer(() => {
        seen.push('holds');
        return held();
      }),
      observer(() => {
        seen.push('holds too');
        return held();
      }),
    );
    const shown = assembly.router.mirror(alice.stanza('iq', 'bob@localhost/b', 'set', 'o', SI));
    expect(seen).toEqual(['refuses', 'holds', 'holds too']);
    let isOver = false;
    const over = Promise.resolve(shown).then(() => (isOver = true));
    settle[0]?.();
    await Promise.resolve();
    expect(isOver).toBe(false);
    settle[1]?.();
    await over;
    expect([...alice.got, ...bob.got]).toEqual([]);
  });
});

describe('our own requests', () => {
  const from = Jid.from('localhost');

  it('are answered by the peer that was asked, and by nobody else', async () => {
    mount();
    const reply = assembly.router.request(from, bob.jid, 'get', payload('ask', 'urn:test'));
    const id = / id="([^"]+)"/.exec(bob.got[0] ?? '')?.[1];
    void assembly.receive(alice, alice.stanza('iq', 'localhost', 'error', id, ASK));
    void assembly.receive(bob, bob.stanza('iq', 'localhost', 'result', id, ASK));
    expect((await reply).type).toBe('result');
  });

  it('end with remote-server-timeout when nobody answers', async () => {
    mount();
    const reply = assembly.router.request(from, bob.jid, 'get', payload('ask', 'urn:test'));
    now += 60_000;
    assembly.router.sweep();
    expect((await reply).toString()).toContain('<remote-server-timeout');
  });

  it('end with the error of an address that is not there', async () => {
    mount();
    const to = Jid.from('nobody@example.org');
    const reply = await assembly.router.request(from, to, 'get', payload('ask', 'urn:test'));
    expect(reply.toString()).toContain('<remote-server-not-found');
  });
});

describe('sessions', () => {
  it('are replaced by a newer one of the same full JID, which is told', () => {
    const gone: string[] = [];
    mount(feature({ origin: { unbound: (session) => void gone.push(session.jid.full) } }));
    const newer = new FakeSession('alice@localhost/a');
    assembly.bind(newer);
    expect(alice.closedWith).toBe('conflict');
    expect(gone).toEqual(['alice@localhost/a']);
    assembly.unbind(alice);
    expect(assembly.registry.find('alice@localhost/a')).toBe(newer);
  });

  it('leave no trace', () => {
    mount();
    assembly.unbind(alice);
    assembly.unbind(alice);
    assembly.unbind(bob);
    expect(assembly.registry.size).toBe(0);
    expect(assembly.registry.of('alice@localhost')).toEqual([]);
  });
});

describe('clients of 2006', () => {
  it('reach the best resource by bare JID with a file offer, and are answered by bare JID', () => {
    const pairs: string[] = [];
    const seen: Observer = {
      namespaces: [SI[1]],
      observe: (stanza) => void pairs.push(`${stanza.from?.full} > ${stanza.to?.full}`),
    };
    mount(feature({ passing: [seen] }));
    const send = new FakeSession('send@localhost/mini', 'iq-auth-digest');
    const low = new FakeSession('receive@localhost/low', 'iq-auth-digest');
    const high = new FakeSession('receive@localhost/high', 'iq-auth-digest');
    for (const session of [send, low, high]) {
      assembly.bind(session);
      session.presence = session.stanza('presence', undefined, undefined);
    }
    high.priority = 5;
    void assembly.receive(send, send.stanza('iq', 'receive@localhost', 'set', 'o', SI));
    expect(low.got).toEqual([]);
    expect(high.got[0]).toContain('to="receive@localhost/high"');
    void assembly.receive(high, high.stanza('iq', 'send@localhost', 'result', 'o', SI));
    expect(send.got[0]).toContain('to="send@localhost/mini"');
    expect(pairs).toEqual([
      'send@localhost/mini > receive@localhost/high',
      'receive@localhost/high > send@localhost/mini',
    ]);
  });

  it('are the only ones: others are answered by the server', () => {
    mount();
    bob.presence = bob.stanza('presence', undefined, undefined);
    void assembly.receive(alice, alice.stanza('iq', 'bob@localhost', 'set', 'o', SI));
    expect(alice.got[0]).toMatch(unavailable);
    expect(bob.got).toEqual([]);
  });
});
