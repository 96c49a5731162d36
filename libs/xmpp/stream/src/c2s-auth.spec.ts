import { afterEach, describe, expect, it } from 'vitest';
import { endPointHash } from './channel-binding.js';
import { scram } from './testing/scram-client.js';
import { HEADER, Stage, bind, plain, type StageOptions } from './testing/stage.js';
import type { Cutting, WireClient } from './testing/wire-client.js';

const CUTTINGS: readonly Cutting[] = ['whole', 'byte-wise', 'random'];
const SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";
const TLS = "xmlns='urn:ietf:params:xml:ns:xmpp-tls'";
const auth = (mechanism: string, text: string) =>
  `<auth ${SASL} mechanism='${mechanism}'>${text}</auth>`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

let stage: Stage;
afterEach(() => stage.close());

async function start(options: StageOptions = {}, cutting: Cutting = 'whole'): Promise<WireClient> {
  stage = await Stage.open(options);
  const client = await stage.connect(cutting);
  await client.send(HEADER);
  return client;
}
async function encrypted(options: StageOptions = {}): Promise<WireClient> {
  stage = await Stage.open({ ...options, tls: true });
  const client = await stage.connect('whole', stage.tlsPort);
  await client.startTls({ ALPNProtocols: ['xmpp-client'] });
  await client.send(HEADER);
  return client;
}

describe.each(CUTTINGS)('before login, %s', (cutting) => {
  it.each([
    "<message to='bob@localhost'/>",
    '<presence/>',
    "<iq type='get' id='1'><query xmlns='jabber:iq:roster'/></iq>",
    '<unknown xmlns="urn:x"/>',
    bind(),
  ])('nothing is taken but a login: %s', async (element) => {
    const client = await start({}, cutting);
    await client.until('</stream:features>');
    await client.send(element);
    expect(await client.end()).toMatch(
      /^<stream:error><not-authorized [^>]*\/><\/stream:error><\/stream:stream>$/,
    );
    expect(stage.host.received).toHaveLength(0);
  });

  it.each([
    ['a mechanism that is not offered', auth('DIGEST-MD5', ''), 'invalid-mechanism'],
    ['no mechanism', `<auth ${SASL}/>`, 'invalid-mechanism'],
    ['bad base64', auth('PLAIN', 'A=B'), 'incorrect-encoding'],
    ['base64 with a hole', auth('PLAIN', 'AAAA AAAA'), 'incorrect-encoding'],
    ['PLAIN without a password', auth('PLAIN', base64('\0alice\0')), 'malformed-request'],
    ['PLAIN with four parts', auth('PLAIN', base64('\0alice\0a\0b')), 'malformed-request'],
    ['PLAIN that is empty', auth('PLAIN', '='), 'malformed-request'],
    ['a wrong password', plain('alice', 'wrong'), 'not-authorized'],
    ['an unknown user', plain('nobody', 'wrong'), 'not-authorized'],
    ['a name that is none', plain('a b@c', 'wrong'), 'not-authorized'],
    ['another authzid', plain('alice', 'secret', 'bob@localhost'), 'invalid-authzid'],
    ['a response to nothing', `<response ${SASL}/>`, 'malformed-request'],
    ['an abort', `<abort ${SASL}/>`, 'aborted'],
    ['SCRAM that is no SCRAM', auth('SCRAM-SHA-1', base64('hello')), 'malformed-request'],
  ])('SASL refuses %s', async (_, element, condition) => {
    const client = await start({}, cutting);
    await client.until('</stream:features>');
    await client.send(element);
    expect(await client.until('</failure>')).toBe(`<failure ${SASL}><${condition}/></failure>`);
    // and may be tried again
    await client.send(plain('alice', 'secret', 'alice@localhost'));
    await client.until('</success>');
  });
});

describe('SASL', () => {
  it.each(['SCRAM-SHA-1', 'SCRAM-SHA-256'])('takes %s', async (mechanism) => {
    const client = await start();
    await client.until('</stream:features>');
    const script = { mechanism, user: 'alice', password: 'secret' };
    expect(await scram(client, { ...script, password: 'wrong' })).toContain('not-authorized');
    expect(await scram(client, { ...script, user: 'nobody' })).toContain('not-authorized');
    expect(await scram(client, script)).toContain('<success');
    expect(stage.authenticator.history).toEqual([
      `failed alice@localhost ${mechanism}`,
      `failed nobody@localhost ${mechanism}`,
      `ok alice@localhost ${mechanism}`,
    ]);
  });

  it('asks for the response that PLAIN came without', async () => {
    const client = await start();
    await client.until('</stream:features>');
    await client.send(`<auth ${SASL} mechanism='PLAIN'/>`);
    await client.until(`<challenge ${SASL}/>`);
    await client.send(`<response ${SASL}>${base64('\0alice\0secret')}</response>`);
    await client.until('</success>');
  });

  it('ends the stream at the third failure', async () => {
    const client = await start();
    await client.until('</stream:features>');
    for (let i = 0; i < 3; i++) await client.send(plain('alice', `wrong${i}`));
    const end = await client.end();
    expect(end.match(/<failure/g)).toHaveLength(3);
    expect(end).toContain('<policy-violation');
  });

  it('refuses a locked account like a wrong password', async () => {
    const client = await start();
    stage.authenticator.locked.add('alice@localhost');
    await client.until('</stream:features>');
    await client.send(plain('alice', 'secret'));
    expect(await client.until('</failure>')).toContain('<not-authorized/>');
  });

  it('ends the stream of an address that failed too often', async () => {
    const client = await start();
    stage.authenticator.admission = { refused: true, delayMs: 0 };
    await client.until('</stream:features>');
    await client.send(plain('alice', 'secret'));
    expect(await client.end()).toContain('<policy-violation');
  });

  it('answers late where the throttle says so', async () => {
    const client = await start();
    stage.authenticator.admission = { refused: false, delayMs: 2_000 };
    await client.until('</stream:features>');
    await client.send(plain('alice', 'secret'));
    const answered = client.until('</success>').then(() => stage.now);
    const asked = stage.now;
    const forward = setInterval(() => stage.advance(250), 1);
    expect((await answered) - asked).toBeGreaterThanOrEqual(2_000);
    clearInterval(forward);
  });

  it('is over once it succeeded', async () => {
    const client = await start();
    await client.until('</stream:features>');
    await client.send(plain('alice', 'secret'));
    await client.until('</success>');
    await client.send(HEADER);
    const features = await client.until('</stream:features>');
    expect(features).not.toContain('mechanism');
    await client.send(plain('bob', 'geheim'));
    expect(await client.end()).toContain('<not-authorized');
  });

  it('gives a stream of its own id at each step', async () => {
    const client = await start();
    const first = await client.until('</stream:features>');
    await client.send(plain('alice', 'secret') + HEADER);
    const second = await client.until('</stream:features>');
    const [a, b] = [first, second].map((text) => /id='([0-9a-f]{32})'/.exec(text)?.[1]);
    expect(a).toBeDefined();
    expect(b).toBeDefined();
    expect(a).not.toBe(b);
  });
});

describe('passwords in the clear', () => {
  it('are not taken without TLS unless that is allowed', async () => {
    const client = await start({ policy: { allowPlaintext: false } });
    expect(await client.until('</stream:features>')).not.toContain('PLAIN');
    await client.send(plain('alice', 'secret'));
    expect(await client.until('</failure>')).toContain('<encryption-required/>');
  });

  it('are taken inside TLS', async () => {
    const client = await encrypted({ policy: { allowPlaintext: false } });
    expect(await client.until('</stream:features>')).toContain('>PLAIN<');
    await client.send(plain('alice', 'secret'));
    await client.until('</success>');
  });
});

describe('channel binding', () => {
  const bindingData = (client: WireClient) =>
    client.tls.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0));
  const who = { user: 'alice', password: 'secret' };

  it('is offered and checked by tls-exporter', async () => {
    const client = await encrypted();
    const features = await client.until('</stream:features>');
    expect(features).toContain("<channel-binding type='tls-exporter'/>");
    expect(features).toContain('<mechanism>SCRAM-SHA-256-PLUS</mechanism>');
    const mechanism = 'SCRAM-SHA-256-PLUS';
    const gs2 = 'p=tls-exporter,,';
    const wrong = { ...who, mechanism, gs2, bindingData: Buffer.alloc(32) };
    expect(await scram(client, wrong)).toContain('not-authorized');
    expect(await scram(client, { ...wrong, bindingData: bindingData(client) })).toContain(
      '<success',
    );
  });

  it('is checked by tls-server-end-point', async () => {
    const client = await encrypted();
    expect(await client.until('</stream:features>')).toContain("type='tls-server-end-point'");
    const hash = endPointHash(client.tls.getPeerCertificate().raw);
    expect(hash).toHaveLength(32);
    const script = { ...who, mechanism: 'SCRAM-SHA-1-PLUS', gs2: 'p=tls-server-end-point,,' };
    expect(await scram(client, { ...script, bindingData: hash ?? Buffer.alloc(0) })).toContain(
      '<success',
    );
  });

  it('takes tls-unique from a client that chose it unasked, and checks it', async () => {
    const client = await encrypted();
    expect(await client.until('</stream:features>')).not.toContain('tls-unique');
    const script = { ...who, mechanism: 'SCRAM-SHA-256-PLUS', gs2: 'p=tls-unique,,' };
    expect(await scram(client, { ...script, bindingData: Buffer.alloc(48) })).toContain(
      'not-authorized',
    );
    const bindingData = client.tls.getFinished() ?? Buffer.alloc(0);
    expect(await scram(client, { ...script, bindingData })).toContain('<success');
  });

  it('cannot be argued away', async () => {
    const client = await encrypted();
    await client.until('</stream:features>');
    const outcome = await scram(client, { ...who, mechanism: 'SCRAM-SHA-1', gs2: 'y,,' });
    expect(outcome).toContain('not-authorized');
  });
});

describe('STARTTLS', () => {
  it('is the only way on where TLS is required', async () => {
    const client = await start({ tls: true, policy: { requireTls: true } });
    const features = await client.until('</stream:features>');
    expect(features).toContain('<required/>');
    expect(features).not.toMatch(/mechanism|iq-auth/);
    await client.send(plain('alice', 'secret'));
    expect(await client.until('</failure>')).toContain('<encryption-required/>');
    await client.send("<iq type='get' id='1'><query xmlns='jabber:iq:auth'/></iq>");
    expect(await client.end()).toContain('<policy-violation');
  });

  it('drops what came behind the request, and forgets what came before', async () => {
    const client = await start({ tls: true });
    const before = await client.until('</stream:features>');
    await client.send(`<starttls ${TLS}/>${plain('alice', 'secret')}${HEADER}`);
    await client.until(`<proceed ${TLS}/>`);
    await client.startTls();
    await client.send(HEADER);
    const after = await client.until('</stream:features>');
    expect(after).not.toContain('success');
    expect(after).not.toContain('starttls');
    expect(/id='(\w+)'/.exec(after)?.[1]).not.toBe(/id='(\w+)'/.exec(before)?.[1]);
    expect(stage.authenticator.history).toEqual([]);
  });

  it('fails where there is no TLS', async () => {
    const client = await start();
    await client.until('</stream:features>');
    await client.send(`<starttls ${TLS}/>`);
    expect(await client.end()).toBe(`<failure ${TLS}/></stream:stream>`);
  });

  it('fails inside TLS', async () => {
    const client = await encrypted();
    await client.until('</stream:features>');
    await client.send(`<starttls ${TLS}/>`);
    expect(await client.end()).toBe(`<failure ${TLS}/></stream:stream>`);
  });

  it('ends a handshake that is none, without an answer in the clear', async () => {
    const client = await start({ tls: true });
    await client.until('</stream:features>');
    await client.send(`<starttls ${TLS}/>`);
    await client.until(`<proceed ${TLS}/>`);
    await client.send(HEADER);
    expect(await client.end()).not.toContain('stream');
  });

  it('ends a handshake that takes too long', async () => {
    const client = await start({ tls: true });
    await client.until('</stream:features>');
    await client.send(`<starttls ${TLS}/>`);
    await client.until(`<proceed ${TLS}/>`);
    stage.advance(10_250);
    expect(await client.end()).toBe('');
  });

  it.each([
    ['TLS 1.1', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' }],
    ['another protocol than xmpp-client', { ALPNProtocols: ['http/1.1'] }],
  ] as const)('refuses %s', async (_, options) => {
    stage = await Stage.open({ tls: true });
    const client = await stage.connect('whole', stage.tlsPort);
    const protocols = 'ALPNProtocols' in options ? [...options.ALPNProtocols] : [];
    await expect(client.startTls({ ...options, ALPNProtocols: protocols })).rejects.toThrow();
  });

  it('takes TLS 1.2 and binds to the end point alone', async () => {
    stage = await Stage.open({ tls: true });
    const client = await stage.connect('whole', stage.tlsPort);
    await client.startTls({ maxVersion: 'TLSv1.2' });
    await client.send(HEADER);
    const features = await client.until('</stream:features>');
    expect(features).toContain('tls-server-end-point');
    expect(features).not.toContain('tls-exporter');
  });
});
