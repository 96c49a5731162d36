/** A PUT, and the process gone from one instruction to the next: afterwards there is a whole file, or none. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { XmppClient } from '../src/bots/xmpp-client.js';
import { Player } from './support/player.js';
import { ServerProcess } from './support/server-process.js';

const UPLOAD = 'urn:xmpp:http:upload:0';
const PASSWORD = 'correct horse battery staple';
const SIZE = 700_000;

interface Urls {
  readonly put: string;
  readonly get: string;
}

/** How far the PUT has come when the process dies. */
const STEPS = {
  'its head': (socket: Socket) => once(socket, 'connect'),
  'half its body': (socket: Socket, body: Buffer) => written(socket, body.subarray(0, SIZE / 2)),
  'all but a byte': (socket: Socket, body: Buffer) => written(socket, body.subarray(0, SIZE - 1)),
  'its last byte': (socket: Socket, body: Buffer) => written(socket, body),
  'its answer': async (socket: Socket, body: Buffer) => {
    socket.write(body);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('201');
  },
} as const;

const written = (socket: Socket, bytes: Buffer) =>
  new Promise<void>((done) => socket.write(bytes, () => done()));

let server: ServerProcess;
let alice: Player | undefined;
beforeEach(async () => {
  server = await ServerProcess.start();
  await server.ask('accounts.add', { jid: 'alice@localhost', password: PASSWORD });
});
afterEach(async () => {
  alice?.vanishes();
  await server.end();
});

async function slot(): Promise<Urls> {
  const port = server.port('c2s');
  const client = await XmppClient.connect({ host: '127.0.0.1', port, domain: 'localhost' });
  await client.login('alice', PASSWORD, 'test');
  alice = new Player(client);
  const request = `<request xmlns='${UPLOAD}' filename='a.bin' size='${String(SIZE)}'/>`;
  alice.sends(`<iq type='get' id='slot' to='upload.localhost'>${request}</iq>`);
  const iq = await alice.receives(
    `<iq id='slot' type='result'><slot xmlns='${UPLOAD}'><put url='*'/><get url='*'/></slot></iq>`,
  );
  const inner = iq.getChild('slot', UPLOAD);
  const url = (name: string) => String(inner?.getChild(name)?.attrs['url']);
  return { put: url('put'), get: url('get') };
}

const here = (url: string) =>
  url.replace(/^https:\/\/[^/]+/, `http://127.0.0.1:${String(server.port('upload'))}`);

it('takes the file of a slot that it had only just given when it was killed', async () => {
  const urls = await slot();
  await server.signal('SIGKILL');
  alice?.vanishes();
  await server.up();
  const body = randomBytes(SIZE);
  expect((await fetch(here(urls.put), { method: 'PUT', body })).status).toBe(201);
  const got = await fetch(here(urls.get));
  expect(Buffer.from(await got.arrayBuffer()).equals(body)).toBe(true);
  expect(await server.ask('uploads.list', { sort: '-time', limit: 5 })).toMatchObject({
    items: [{ account: 'alice@localhost', state: 'stored' }],
  });
});

describe('a server killed after a PUT’s', () => {
  it.each(Object.keys(STEPS) as (keyof typeof STEPS)[])('%s', async (step) => {
    const urls = await slot();
    const body = randomBytes(SIZE);
    const { pathname, search } = new URL(urls.put);
    const socket = connect(server.port('upload'), '127.0.0.1');
    socket.on('error', () => undefined);
    const head = [
      `PUT ${pathname}${search} HTTP/1.1`,
      'Host: a',
      `Content-Length: ${String(SIZE)}`,
    ];
    socket.write([...head, '', ''].join('\r\n'));
    await STEPS[step](socket, body);
    await server.signal('SIGKILL');
    alice?.vanishes();
    await server.up();

    expect(await readdir(join(server.dataDir, 'uploads', 'incoming'))).toEqual([]);
    const got = await fetch(here(urls.get));
    if (step === 'its answer') expect(got.status).toBe(200);
    expect([200, 404]).toContain(got.status);
    const isThere = got.status === 200;
    if (isThere) expect(Buffer.from(await got.arrayBuffer()).equals(body)).toBe(true);
    expect(await server.ask('uploads.verify', {})).toMatchObject({ damaged: [] });
    expect(await server.ask('uploads.gc', {})).toMatchObject({ files: 0 });
    const again = await fetch(here(urls.put), { method: 'PUT', body });
    expect(again.status).toBe(isThere ? 409 : 201);
    const after = await fetch(here(urls.get));
    expect(Buffer.from(await after.arrayBuffer()).equals(body)).toBe(true);
  });
});
