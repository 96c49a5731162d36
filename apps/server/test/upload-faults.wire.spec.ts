/** What happens to uploads when disk, sender, operator or time are against them. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { Jid } from '@waybill/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALICE, SERVICE, UploadWorld } from './support/upload-world.js';

const HOUR_MS = 3_600_000;
const BOB = Jid.parse('bob@localhost/desk') as Jid;
const OPERATOR = { kind: 'command-line' } as const;

let world: UploadWorld;
beforeEach(async () => {
  world = await UploadWorld.make();
});
afterEach(() => world.remove());

const wish = { service: SERVICE, host: 'standalone', fileName: 'a', purpose: 'message' } as const;
const ask = (sizeBytes: number, requester = ALICE) =>
  world.uploads.desk.grant({ ...wish, requester, sizeBytes });
const incoming = () => readdir(join(world.folder, 'uploads', 'incoming'));
const shelves = () => readdir(join(world.folder, 'uploads', 'files'));

/** A request by hand, whose body comes, or is read, as the test wants it. */
function speak(method: string, url: string, headers: readonly string[] = []): Socket {
  const { pathname, search } = new URL(url);
  const socket = connect(world.port, '127.0.0.1');
  const lines = [`${method} ${pathname}${search} HTTP/1.1`, 'Host: a', ...headers, '', ''];
  socket.write(lines.join('\r\n'));
  return socket;
}

async function stepsOf(id: string) {
  await world.ledger.flush();
  return world.storage.database.transfers.steps(id);
}

/** Whether this test may mount a file system that is soon full. */
function mounts(folder: string): boolean {
  try {
    mkdirSync(folder);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'waybill', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const isRoot = process.getuid?.() === 0;

describe('a disk that fills up', () => {
  it.skipIf(!isRoot)(
    'refuses the file and keeps nothing of it; with room again the slot is as good as before (needs root, to mount it)',
    async () => {
      const disk = join(world.folder, 'small');
      expect(mounts(disk)).toBe(true);
      try {
        await world.up(`upload.folder=${disk}`);
        const bytes = randomBytes(600_000);
        const slot = await world.grant({ sizeBytes: bytes.length });
        await writeFile(join(disk, 'filler'), Buffer.alloc(700_000));
        const refused = await world.put(slot.putUrl, bytes);
        expect(refused.status).toBe(507);
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(await readdir(join(disk, 'incoming'))).toEqual([]);
        expect(await readdir(join(disk, 'files'))).toEqual([]);
        world.aheadMs = 2_000;
        expect(await ask(600_000)).toMatchObject({ refused: 'disk-full' });
        await rm(join(disk, 'filler'));
        world.aheadMs = 4_000;
        expect((await world.put(slot.putUrl, bytes)).status).toBe(201);
        const got = await world.get(slot.getUrl);
        expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
        const steps = (await stepsOf(slot.upload.id)).map(({ kind }) => kind);
        expect(steps).toEqual(expect.arrayContaining(['put-failed', 'stored']));
      } finally {
        await world.down();
        execFileSync('umount', [disk]);
        await world.up();
      }
    },
  );

  it('gives no slots below its reserve', async () => {
    await world.up(`upload.globalReserve=${Number.MAX_SAFE_INTEGER}`);
    expect(await ask(5)).toMatchObject({ refused: 'disk-full', retryAt: expect.any(Number) });
  });
});

describe('a sender', () => {
  it('who is too slow is cut off, and can try again', async () => {
    await world.up('upload.slowSeconds=1', 'upload.minBytesPerSecond=1000');
    const { putUrl, upload } = await world.grant({ sizeBytes: 50_000 });
    const socket = speak('PUT', putUrl, ['Content-Length: 50000']);
    socket.on('error', () => undefined).resume();
    socket.write('a few bytes');
    await once(socket, 'close');
    await expect.poll(incoming).toEqual([]);
    expect((await world.put(putUrl, Buffer.alloc(50_000))).status).toBe(201);
    const failed = (await stepsOf(upload.id)).find(({ kind }) => kind === 'put-failed');
    expect(JSON.stringify(failed)).toContain('idle-timeout');
  });

  it('who asks for 2 000 slots and uses none is told when to come back, and leaves nothing', async () => {
    await world.up('upload.maxSlotsPerAccount=2000');
    const slots = await Promise.all(Array.from({ length: 2_000 }, () => world.grant()));
    const crowded = await ask(5);
    expect(crowded).toMatchObject({ refused: 'too-many-slots' });
    const { retryAt } = crowded as { retryAt: number };
    // slots live for 300 s, to the end of a second, and are asked for again a second later
    expect(retryAt - Date.now()).toBeLessThanOrEqual(302_000);
    world.aheadMs = retryAt - Date.now();
    expect(await world.uploads.keeper.tidy()).toBe(0);
    expect(await world.storage.database.uploads.openSlots()).toEqual([]);
    const [first] = slots;
    if (first === undefined) throw new Error('no slot');
    expect((await world.put(first.putUrl, '12345')).status).toBe(410);
    await world.ledger.flush();
    const row = await world.storage.database.transfers.find(first.upload.id);
    expect(row?.endedAt).toBeDefined();
    expect(await shelves()).toEqual([]);
    await world.grant();
  });
});

describe('a file', () => {
  it('that is deleted during a download arrives whole, and is gone afterwards', async () => {
    await world.up();
    const bytes = randomBytes(24_000_000);
    const { putUrl, getUrl, upload } = await world.grant({ sizeBytes: bytes.length });
    await world.put(putUrl, bytes);
    const socket = speak('GET', getUrl, ['Connection: close']);
    const chunks: Buffer[] = [];
    const [first] = (await once(socket, 'data')) as [Buffer];
    chunks.push(first);
    socket.pause();
    expect(await world.uploads.desk.remove(upload.id, OPERATOR, 'by-operator')).toBe('removed');
    expect((await world.get(getUrl)).status).toBe(410);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk)).resume();
    await once(socket, 'close');
    const answer = Buffer.concat(chunks);
    const body = answer.subarray(answer.indexOf('\r\n\r\n') + 4);
    expect(body.equals(bytes)).toBe(true);
  });

  it('goes when its time has come, by its purpose, with a word in the chain', async () => {
    await world.up('upload.retentionDays.message=1', 'upload.retentionDays.permanent=0');
    const put = async (purpose: 'message' | 'permanent', body: string) => {
      const slot = await world.grant({ purpose });
      await world.put(slot.putUrl, body);
      return slot;
    };
    const brief = [];
    for (let i = 0; i < 30; i++) brief.push(await put('message', String(10_000 + i)));
    const kept = await put('permanent', 'stays');
    world.aheadMs = 23 * HOUR_MS;
    expect(await world.uploads.keeper.tidy()).toBe(0);
    world.aheadMs = 25 * HOUR_MS;
    expect(await world.uploads.keeper.tidy()).toBe(30);
    for (const { getUrl } of brief) expect((await world.get(getUrl)).status).toBe(410);
    expect(await (await world.get(kept.getUrl)).text()).toBe('stays');
    const { audit, uploads } = world.storage.database;
    expect((await audit.verify()).intact).toBe(true);
    expect((await uploads.find(brief[0]?.upload.id ?? ''))?.deletionRule).toBe('retention');
  });
});

describe('quotas', () => {
  it('by day, by account and by domain hold for what is stored and for what is promised', async () => {
    await world.up(
      'upload.bytesPerDay=20',
      'upload.storedPerAccount=12',
      'upload.storedPerDomain=16',
    );
    await world.grant();
    const { putUrl } = await world.grant();
    await world.put(putUrl, '12345');
    expect(await ask(3)).toMatchObject({ refused: 'quota' });
    expect(await ask(7, BOB)).toMatchObject({ refused: 'quota' });
    await world.grant({ sizeBytes: 6, requester: BOB });
    expect(await ask(13)).toMatchObject({ refused: 'quota' });
  });

  it('tell when the oldest file goes by itself, as the operator has last set it', async () => {
    await world.up('upload.storedPerAccount=5', 'upload.retentionDays.message=7');
    await world.put((await world.grant()).putUrl, '12345');
    const retention = { message: 2, profile: undefined, ephemeral: 1, permanent: undefined };
    await world.uploads.keeper.setRetention(retention, OPERATOR);
    const { retryAt } = (await ask(1)) as { readonly retryAt: number };
    expect(Math.round((retryAt - Date.now()) / HOUR_MS)).toBe(48);
  });

  it('make room by deleting the oldest, where the operator wants that', async () => {
    await world.up('upload.storedPerAccount=12', 'upload.whenFull=delete-oldest');
    const slots = [];
    for (const body of ['first', 'other', 'third']) {
      const slot = await world.grant();
      expect((await world.put(slot.putUrl, body)).status).toBe(201);
      slots.push(slot);
    }
    const statuses = [];
    for (const { getUrl } of slots) statuses.push((await world.get(getUrl)).status);
    expect(statuses).toEqual([410, 200, 200]);
    const oldest = await world.storage.database.uploads.find(slots[0]?.upload.id ?? '');
    expect(oldest?.deletionRule).toBe('quota-oldest');
    expect(await ask(13)).toMatchObject({ refused: 'quota' });
  });
});
