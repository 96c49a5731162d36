import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { World } from './support/world.js';

const MEBIBYTE = 2 ** 20;
let world: World | undefined;
let proxy: Server | undefined;
afterEach(async () => {
  await world?.end();
  proxy?.closeAllConnections();
  proxy?.close();
  world = proxy = undefined;
});

/** What stands before many an upload service: passes requests on, with the habits that are given. */
async function startProxy(habits: { maxBytes?: number; keepsOptions?: boolean }): Promise<number> {
  const server = createServer((incoming, outgoing) => {
    if (Number(incoming.headers['content-length'] ?? 0) > (habits.maxBytes ?? Infinity)) {
      outgoing.writeHead(413).end();
      return;
    }
    if (habits.keepsOptions === true && incoming.method === 'OPTIONS') {
      outgoing.writeHead(405).end();
      return;
    }
    const { method, headers, url } = incoming;
    const target = { host: '127.0.0.1', port: world?.port('upload'), method, headers, path: url };
    const onward = request(target, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once('error', () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  });
  proxy = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function check(...settings: readonly string[]) {
  world = await World.start(...settings);
  const { findings } = await world.ask('health.run', { areas: ['upload'] });
  return findings.map(({ check, level, text, fix }) => [check, level, `${text}; ${fix ?? ''}`]);
}

const behind = async (habits: Parameters<typeof startProxy>[0]) => [
  'upload.tls=off',
  `upload.publicUrl=http://127.0.0.1:${await startProxy(habits)}`,
];

describe('the check of uploads', () => {
  it('sends a file and fetches it, and leaves none behind', async () => {
    expect(await check()).toEqual([
      ['certificate', 'warn', expect.stringContaining('SELF_SIGNED')],
      ['transfer', 'ok', expect.stringMatching(/^2 MiB there and back in \d+ ms, SHA-256 equal/)],
      ['browsers', 'ok', expect.any(String)],
    ]);
    const listed = await world?.ask('uploads.list', { sort: '-time', limit: 10 });
    expect(listed?.items).toMatchObject([{ state: 'deleted', bytes: 2 * MEBIBYTE }]);
  });

  it('passes a proxy that hands everything on, and says that http is not enough', async () => {
    expect(await check(...(await behind({})))).toEqual([
      ['https', 'fail', expect.stringContaining('most clients refuse it')],
      ['transfer', 'ok', expect.any(String)],
      ['browsers', 'ok', expect.any(String)],
    ]);
  });

  it('knows a proxy that takes no more than a megabyte', async () => {
    const [, transfer] = await check(...(await behind({ maxBytes: MEBIBYTE })));
    expect(transfer).toEqual([
      'transfer',
      'fail',
      expect.stringContaining('client_max_body_size 0'),
    ]);
  });

  it('knows a proxy that keeps the questions of browsers', async () => {
    const findings = await check(...(await behind({ keepsOptions: true })));
    expect(findings.at(-1)).toEqual(['browsers', 'warn', expect.stringContaining('answered 405')]);
  });

  it('says that nothing listens at the public address', async () => {
    const port = await startProxy({});
    await new Promise((resolve) => proxy?.close(resolve));
    const findings = await check(`upload.publicUrl=https://127.0.0.1:${String(port)}`);
    expect(findings).toEqual([['transfer', 'fail', expect.stringContaining('nothing listens')]]);
    // nobody cancelled anything: the slot waits for its file until its time is over
    const listed = await world?.ask('uploads.list', { sort: '-time', limit: 10 });
    expect(listed?.items).toMatchObject([{ state: 'granted' }]);
  });

  it('has nothing to say where uploads are off', async () => {
    expect(await check('upload.listen=off')).toEqual([]);
  });
});
