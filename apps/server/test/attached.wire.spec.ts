/** A component's life beside the standalone server, seen from its host server and from its operator. */
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytestreamAddress } from '@waybill/domain';
import { FakeComponentHost, type AttachedComponent } from '@waybill/stream/testing';
import { socks5Connect } from '../src/bots/socks5-client.js';
import { World } from './support/world.js';

const DOMAIN = 'files.example.org';
const ALICE = 'alice@example.org/a';
const BOB = 'bob@example.org/b';
const BYTESTREAMS = 'http://jabber.org/protocol/bytestreams';
const DISCO = 'http://jabber.org/protocol/disco';

let host: FakeComponentHost;
let world: World;
let component: AttachedComponent;
const attachTo = (port: number, more: object = { secret: 'sécret' }) =>
  `attach=${JSON.stringify([
    {
      domain: DOMAIN,
      server: 'prosody',
      address: `127.0.0.1:${String(port)}`,
      hosts: ['example.org'],
      name: 'Files',
      ...more,
    },
  ])}`;

beforeEach(async () => {
  host = new FakeComponentHost(DOMAIN, 'sécret');
  await host.up();
});
afterEach(async () => {
  await world.end();
  await host.down();
});

async function attached(...settings: string[]): Promise<void> {
  world = await World.start(attachTo(host.port), 'streamhost.instance=here', ...settings);
  component = await host.component();
}

async function asks(from: string, type: string, payload: string, id = 'q'): Promise<string> {
  component.sends(`<iq from='${from}' to='${DOMAIN}' type='${type}' id='${id}'>${payload}</iq>`);
  const [whole] = await component.receives(
    new RegExp(`<iq[^>]*id="${id}"[^>]*(/>|>.*?</iq>)`, 's'),
  );
  return whole;
}

/** What a request is answered with: its own bytes, with the verdict in place of the command. */
const replyTo = (request: Buffer, verdict: number) =>
  Buffer.concat([Buffer.from([5, verdict]), request.subarray(2)]);

/** The same part of a handshake, for another address. */
function swapped(part: Buffer, from: Buffer, to: Buffer): Buffer {
  const text = part.toString('latin1');
  const [head, mine] = [from.toString('latin1', 5, 45), to.toString('latin1', 5, 45)];
  if (text.includes(head)) return Buffer.from(text.replace(head, mine), 'latin1');
  const first = from.subarray(0, 20).equals(part);
  if (first) return to.subarray(0, 20);
  return from.subarray(20).equals(part) ? to.subarray(20) : part;
}

const open: Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
});

/** Writes each part in a packet of its own. @returns the two answers; the connection stays open */
async function handshake(port: number, parts: readonly Buffer[], length = 49): Promise<Buffer> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  open.push(socket);
  await once(socket, 'connect');
  for (const part of parts) {
    await new Promise<void>((written) => socket.write(part, () => setImmediate(written)));
  }
  let got = Buffer.alloc(0);
  while (got.length < length) {
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    got = Buffer.concat([got, bytes]);
  }
  return got;
}

/** The log is told of everything that happens to a link. */
const logged = (event: string) => world.logLines.some((line) => line.includes(event));

describe('attached', () => {
  beforeEach(() => attached());

  it('is found as a proxy by its identity, and answers what services answer', async () => {
    const info = await asks(ALICE, 'get', `<query xmlns='${DISCO}#info'/>`);
    expect(info).toContain(`from="${DOMAIN}"`);
    expect(info).toContain(`to="${ALICE}"`);
    expect(info).toMatch(/<identity category="proxy" type="bytestreams" name="Files"\/>/);
    expect(info).toContain(`<feature var="${BYTESTREAMS}"/>`);
    expect(await asks(ALICE, 'get', `<ping xmlns='urn:xmpp:ping'/>`)).toContain('type="result"');
    expect(await asks(ALICE, 'get', `<query xmlns='jabber:iq:version'/>`)).toContain('Waybill');
    expect(await asks(ALICE, 'get', `<time xmlns='urn:xmpp:time'/>`)).toContain('<utc>');
    expect(await asks(ALICE, 'get', `<x xmlns='urn:unknown'/>`)).toContain('service-unavailable');
  });

  it('carries a file between two users of the host, and records it', async () => {
    const query = `<query xmlns='${BYTESTREAMS}'/>`;
    const port = world.port('streamhost');
    expect(await asks(ALICE, 'get', query)).toContain(
      `<streamhost jid="${DOMAIN}/here" host="127.0.0.1" port="${String(port)}"/>`,
    );
    const address = bytestreamAddress('s1', ALICE, BOB);
    const receiver = await socks5Connect('127.0.0.1', port, address);
    const sender = await socks5Connect('127.0.0.1', port, address);
    const activate = `<query xmlns='${BYTESTREAMS}' sid='s1'><activate>${BOB}</activate></query>`;
    expect(await asks(ALICE, 'set', activate)).toContain('type="result"');
    sender.end('a whole file');
    await once(receiver, 'readable');
    expect(String(receiver.read())).toBe('a whole file');
    receiver.end();
    const transfer = await world.ended();
    expect(transfer).toMatchObject({
      method: 'socks5-proxy',
      path: 'relayed',
      visibility: 'proxy-only',
      host: DOMAIN,
      bytes: 12,
      sender: { fullJid: ALICE },
      receiver: { fullJid: BOB },
    });
  });

  it('takes a handshake in any shape, two of a kind, and names only', async () => {
    const port = world.port('streamhost');
    const request = (sid: string) => {
      const address = Buffer.from(bytestreamAddress(sid, ALICE, BOB));
      return Buffer.concat([Buffer.from([5, 1, 0, 3, 40]), address, Buffer.from([0, 0])]);
    };
    const greeting = Buffer.from([5, 1, 0]);
    const two = Buffer.from([5, 2, 2, 0]);
    const whole = request('shape');
    const shapes = [
      [greeting, whole],
      [greeting.subarray(0, 1), greeting.subarray(1), whole],
      [greeting, whole.subarray(0, 20), whole.subarray(20)],
      [Buffer.concat([greeting, whole])],
      [two, whole],
    ];
    for (const [n, shape] of shapes.entries()) {
      const reply = await handshake(port, shape);
      // the first two of one address are let in, each further one is refused with its address in the reply
      expect(reply.subarray(0, 2)).toEqual(Buffer.from([5, 0]));
      expect(reply.subarray(2)).toEqual(replyTo(whole, n < 2 ? 0 : 2));
    }
    for (const [n, shape] of shapes.entries()) {
      const mine = request(`shape-${n}`);
      const parts = shape.map((part) => swapped(part, whole, mine));
      expect((await handshake(port, parts)).subarray(2)).toEqual(replyTo(mine, 0));
    }
    const ipv4 = Buffer.from([5, 1, 0, 1, 127, 0, 0, 1, 0, 80]);
    const refusal = await handshake(port, [greeting, ipv4], 2 + ipv4.length);
    expect(refusal).toEqual(Buffer.from([5, 0, 5, 8, 0, 1, 127, 0, 0, 1, 0, 80]));
  });

  it('serves nobody but users of the configured hosts', async () => {
    const query = `<query xmlns='${BYTESTREAMS}'/>`;
    const activate = `<query xmlns='${BYTESTREAMS}' sid='s'><activate>${BOB}</activate></query>`;
    for (const stranger of ['eve@elsewhere.org/e', 'example.org', 'eve@sub.example.org']) {
      expect(await asks(stranger, 'get', query)).toContain('<forbidden');
      expect(await asks(stranger, 'set', activate)).toContain('<forbidden');
    }
  });

  it('drops what is for other domains, and never answers errors', async () => {
    component.sends(
      `<iq from='${ALICE}' to='elsewhere.org' type='get' id='no1'><x xmlns='y'/></iq>`,
    );
    component.sends(`<iq from='${ALICE}' to='${DOMAIN}' type='error' id='no2'/>`);
    component.sends(`<message from='${ALICE}' to='${DOMAIN}' type='error'/>`);
    component.sends(`<iq from='${ALICE}' to='${DOMAIN}' type='get' id='yes'><x xmlns='y'/></iq>`);
    const before = await component.receives(/^(.*)<iq[^>]*id="yes"/s);
    expect(before[1]).toBe('');
  });

  it('keeps relays running while the link is lost, comes back, and records the gap', async () => {
    const port = world.port('streamhost');
    const address = bytestreamAddress('s2', ALICE, BOB);
    const receiver = await socks5Connect('127.0.0.1', port, address);
    const sender = await socks5Connect('127.0.0.1', port, address);
    const activate = `<query xmlns='${BYTESTREAMS}' sid='s2'><activate>${BOB}</activate></query>`;
    await asks(ALICE, 'set', activate);
    component.cut();
    component = await host.component();
    sender.end('still here');
    await once(receiver, 'readable');
    expect(String(receiver.read())).toBe('still here');
    receiver.end();
    expect((await world.ended()).bytes).toBe(10);
    await asks(ALICE, 'get', `<ping xmlns='urn:xmpp:ping'/>`);
    const { attachments } = await world.ask('status', {});
    expect(attachments).toMatchObject([{ domain: DOMAIN, phase: 'linked', reconnects: 1 }]);
    expect(logged('ledger_gap')).toBe(true);
    expect(logged('component_lost')).toBe(true);
  });

  it('leaves the standalone server as it was', async () => {
    const alice = await world.login('alice');
    await alice.isCaughtUp();
    alice.vanishes();
  });
});

describe('attached and nothing else', () => {
  it('opens no port for clients', async () => {
    await attached('standalone.enabled=false');
    expect(world.server.listeners.map(({ name }) => name)).toEqual(['streamhost', 'upload']);
    expect((await world.ask('status', {})).domains).toEqual([]);
    expect(await asks(ALICE, 'get', `<ping xmlns='urn:xmpp:ping'/>`)).toContain('type="result"');
  });
});

describe('attachments that do not come about', () => {
  const problemAfter = async (event: string) => {
    for (;;) {
      const [one] = (await world.ask('status', {})).attachments;
      if (one?.problem !== null && one !== undefined && logged(event)) return one.problem;
    }
  };

  it('say that the secret is wrong, and never show it', async () => {
    world = await World.start(attachTo(host.port, { secret: 'hush-hush' }));
    expect(await problemAfter('component_lost')).toMatchObject({ code: 'wrong-secret' });
    expect(world.logLines.join('\n')).not.toContain('hush-hush');
  });

  it.each([
    ['host-unknown', 'unknown-host'],
    ['conflict', 'conflict'],
  ] as const)('say that the host answers %s', async (welcome, code) => {
    host.welcome = welcome;
    world = await World.start(attachTo(host.port));
    expect(await problemAfter('component_lost')).toMatchObject({ code });
  });

  it('read the secret from its file, also when that is mended later', async () => {
    const secretFile = join(tmpdir(), `waybill-secret-${String(process.pid)}`);
    await rm(secretFile, { force: true });
    world = await World.start(attachTo(host.port, { secretFile }));
    expect(await problemAfter('component_lost')).toMatchObject({ code: 'no-secret' });
    await writeFile(secretFile, 'sécret\n', { mode: 0o600 });
    await host.component();
    await rm(secretFile);
  });
});
