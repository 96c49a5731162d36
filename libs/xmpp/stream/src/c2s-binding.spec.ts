import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import {
  HEADER,
  OLD_HEADER,
  Stage,
  bind,
  logIn,
  plain,
  type StageOptions,
} from './testing/stage.js';
import { Networks } from './networks.js';
import type { WireClient } from './testing/wire-client.js';

let stage: Stage;
afterEach(() => stage.close());

async function start(options: StageOptions = {}): Promise<WireClient> {
  stage = await Stage.open(options);
  const client = await stage.connect();
  await client.send(HEADER);
  return client;
}

describe('jabber:iq:auth', () => {
  const get = (user: string) =>
    `<iq type='get' id='g'><query xmlns='jabber:iq:auth'><username>${user}</username></query></iq>`;
  const set = (fields: string) =>
    `<iq type='set' id='s'><query xmlns='jabber:iq:auth'>${fields}</query></iq>`;

  it('asks everybody for the same', async () => {
    const client = await start();
    await client.until('</stream:features>');
    await client.send(get('alice'));
    const known = await client.until('</iq>');
    await client.send(get('nobody'));
    expect(await client.until('</iq>')).toBe(known);
    expect(known).toContain('<username/><password/><digest/><resource/>');
  });

  it('does not ask for a password in the clear', async () => {
    const client = await start({ policy: { allowPlaintext: false } });
    await client.until('</stream:features>');
    await client.send(get('alice'));
    expect(await client.until('</iq>')).not.toContain('password');
  });

  it.each([
    [
      'no username',
      set('<resource>r</resource><digest>00</digest>'),
      'code="406"',
      '<not-acceptable ',
    ],
    [
      'no resource',
      set('<username>alice</username><digest>00</digest>'),
      'code="406"',
      '<not-acceptable ',
    ],
    [
      'no proof',
      set('<username>alice</username><resource>r</resource>'),
      'code="406"',
      '<not-acceptable ',
    ],
    [
      'a wrong digest',
      set('<username>alice</username><resource>r</resource><digest>00</digest>'),
      'code="401"',
      '<not-authorized ',
    ],
    [
      'a wrong password',
      set('<username>nobody</username><resource>r</resource><password>tell-me</password>'),
      'code="401"',
      '<not-authorized ',
    ],
  ])('refuses %s by number and name, and repeats nothing', async (_, iq, code, condition) => {
    const client = await start();
    await client.until('</stream:features>');
    await client.send(iq);
    const answer = await client.until('</iq>');
    expect(answer).toContain(code);
    expect(answer).toContain(condition);
    expect(answer).not.toMatch(/<query|<digest|tell-me|<username/);
  });

  it('takes a password where that is allowed, and gives a resource where none is named', async () => {
    const client = await start();
    await client.until('</stream:features>');
    await client.send(set('<username>alice</username><resource/><password>secret</password>'));
    await client.until('type="result"');
    const [jid] = stage.host.sessions.keys();
    expect(jid).toMatch(/^alice@localhost\/[\w-]{12}$/);
  });

  it('leaves a trace of what it refuses unchecked', async () => {
    const client = await start({ policy: { allowPlaintext: false } });
    await client.until('</stream:features>');
    const resource = '<resource>r</resource>';
    await client.send(set(`<username>alice</username>${resource}<password>secret</password>`));
    expect(await client.until('</iq>')).toContain('<not-authorized ');
    await client.send(set(`<username>a b@c</username>${resource}<digest>00</digest>`));
    expect(await client.until('</iq>')).toContain('<not-authorized ');
    expect(stage.authenticator.history).toEqual([
      'failed alice@localhost iq-auth-plaintext',
      'failed localhost iq-auth-digest',
    ]);
  });

  it('is no way around SASL', async () => {
    const client = await start();
    await client.until('</stream:features>');
    await client.send(plain('alice', 'wrong'));
    await client.until('</failure>');
    await client.send(get('alice'));
    expect(await client.end()).toContain('<policy-violation');
  });

  it('is neither offered nor served when it is off', async () => {
    const off = { digest: false, plaintext: false, cleartextFrom: new Networks(['127.0.0.1']) };
    const client = await start({ policy: { legacyAuth: off } });
    expect(await client.until('</stream:features>')).not.toContain('iq-auth');
    await client.send(get('alice'));
    expect(await client.until('</iq>')).toContain('<service-unavailable ');
  });

  it('is open without TLS to the listed networks only, and to everybody inside', async () => {
    const legacyAuth = {
      ...{ digest: true, plaintext: true },
      cleartextFrom: new Networks(['192.0.2.0/24', '::1']),
    };
    const client = await start({ tls: true, policy: { legacyAuth } });
    expect(await client.until('</stream:features>')).not.toContain('iq-auth');
    await client.send(set('<username>alice</username><password>secret</password><resource/>'));
    expect(await client.until('</iq>')).toContain('<service-unavailable ');
    // a secret that was sent all the same is a failed login like any other
    expect(stage.authenticator.history).toEqual(['failed alice@localhost iq-auth-plaintext']);
    await client.send(`<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>`);
    await client.until('<proceed');
    await client.startTls();
    await client.send(HEADER);
    expect(await client.until('</stream:features>')).toContain('iq-auth');
  });

  it('writes down a password that was sent where only digests are taken', async () => {
    const legacyAuth = {
      ...{ digest: true, plaintext: false },
      cleartextFrom: new Networks(['127.0.0.1']),
    };
    const client = await start({ policy: { legacyAuth } });
    await client.until('</stream:features>');
    await client.send(set('<username>alice</username><password>secret</password><resource/>'));
    expect(await client.until('</iq>')).toContain('<not-authorized ');
    expect(stage.authenticator.history).toEqual(['failed alice@localhost iq-auth-plaintext']);
  });

  it('checks the digest against the id of this stream', async () => {
    stage = await Stage.open();
    const login = async (id: string | undefined) => {
      const client = await stage.connect();
      await client.send(OLD_HEADER);
      const own = /id='(\w+)'/.exec(await client.until("'en'>"))?.[1] ?? '';
      const digest = createHash('sha1')
        .update(`${id ?? own}secret`)
        .digest('hex');
      await client.send(
        set(`<username>alice</username><resource>r</resource><digest>${digest}</digest>`),
      );
      await client.until(/<iq [^>]*>/);
      return own;
    };
    const id = await login(undefined);
    await login(id);
    expect(stage.authenticator.history).toEqual([
      'ok alice@localhost iq-auth-digest',
      'failed alice@localhost iq-auth-digest',
    ]);
  });
});

describe('binding', () => {
  it('gives a resource that nobody can guess', async () => {
    stage = await Stage.open();
    const [one, two] = [await stage.connect(), await stage.connect()];
    const answers = [await logIn(one), await logIn(two)];
    const resources = answers.map((answer) => /localhost\/([\w-]{12})</.exec(answer)?.[1]);
    expect(new Set(resources).size).toBe(2);
    expect(resources).not.toContain(undefined);
  });

  it('refuses a resource that is none, and lets the client try again', async () => {
    stage = await Stage.open();
    const client = await stage.connect();
    expect(await logIn(client, 'alice', 'secret', 'a\u200eb')).toContain('<bad-request ');
    await client.send(bind('desk'));
    expect(await client.until('</iq>')).toContain('/desk<');
  });

  it('lets the newer session win', async () => {
    stage = await Stage.open();
    const [old, young] = [await stage.connect(), await stage.connect()];
    await logIn(old, 'alice', 'secret', 'desk');
    await logIn(young, 'alice', 'secret', 'desk');
    expect(await old.end()).toContain('<conflict ');
    await young.send("<message to='alice@localhost/desk'/>");
    await young.until('<message');
    expect(stage.host.sessions.size).toBe(1);
  });

  it('counts the resources of an account', async () => {
    stage = await Stage.open({ policy: { maxSessionsPerAccount: 1 } });
    const [one, two] = [await stage.connect(), await stage.connect()];
    await logIn(one, 'alice', 'secret', 'a');
    const answer = await logIn(two, 'alice', 'secret', 'b');
    expect(answer).toContain('<resource-constraint ');
    expect(answer).toContain('<resource-limit-exceeded xmlns="urn:xmpp:errors"/>');
    await two.send(bind('a'));
    expect(await two.until('</iq>')).toContain('/a<');
  });

  it('comes before any stanza', async () => {
    const client = await start();
    await client.until('</stream:features>');
    await client.send(plain('alice', 'secret') + HEADER + "<message to='bob@localhost'/>");
    expect(await client.end()).toContain('<not-authorized ');
    expect(stage.host.received).toHaveLength(0);
  });

  it('is done once', async () => {
    stage = await Stage.open();
    const client = await stage.connect();
    await logIn(client);
    await client.send(bind('other'));
    expect(await client.until('</iq>')).toContain('<not-allowed ');
  });
});
