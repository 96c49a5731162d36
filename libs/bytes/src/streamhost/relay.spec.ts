import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Rig } from './streamhost.fixture.js';

const MEBIBYTE = 1024 * 1024;
const FILE_BYTES = 40_000_000;

/** Repeatable numbers from 0 to 1 (Park-Miller). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Sends `FILE_BYTES` in pieces of 1 byte to 300 KB. @returns their SHA-256 */
async function send(socket: Socket, next: () => number): Promise<string> {
  const hash = createHash('sha256');
  for (let left = FILE_BYTES; left > 0;) {
    const piece = Buffer.alloc(Math.min(left, 1 + Math.floor(next() ** 3 * 300_000)), next() * 256);
    hash.update(piece);
    left -= piece.length;
    if (!socket.write(piece)) await once(socket, 'drain');
  }
  socket.end();
  return hash.digest('hex');
}

/** Reads to the end, now and then turning away for some turns of the event loop. @returns SHA-256 of it all */
async function receive(socket: Socket, next: () => number): Promise<string> {
  const hash = createHash('sha256');
  socket.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    if (next() > 0.02) return;
    socket.pause();
    let turns = Math.floor(next() * 200);
    const rest = () => (turns-- > 0 ? setImmediate(rest) : socket.resume());
    rest();
  });
  await once(socket, 'end');
  return hash.digest('hex');
}

describe.each([
  ['direct reads', true],
  ['data events', false],
])('A relay with %s', (_name, directReads) => {
  let rig: Rig;
  afterEach(() => rig.close());

  it('carries 8 files at once unharmed, whatever the pieces and pauses', async () => {
    rig = await Rig.open({ directReads, limits: { maxActivePerAccount: 8 } });
    const transfers = Array.from({ length: 8 }, async (_, index) => {
      const { address, first, second } = await rig.relay();
      first.socket.removeAllListeners('data');
      const [sent, received] = await Promise.all([
        send(second.socket, numbers(index + 1)),
        receive(first.socket, numbers(index + 100)),
      ]);
      first.socket.end();
      expect(received).toBe(sent);
      expect(await rig.registry.end(address)).toMatchObject({
        reason: 'finished',
        bytes: { fromFirst: 0, fromSecond: FILE_BYTES },
      });
    });
    await Promise.all(transfers);
    expect(rig.streamhost.load).toMatchObject({ active: 0, bufferBytes: 0 });
  }, 60_000);

  it('holds one buffer, and no more, for a receiver that has stopped reading', async () => {
    rig = await Rig.open({ directReads });
    const { address, first, second } = await rig.relay();
    first.socket.pause();
    const file = Buffer.alloc(MEBIBYTE);
    for (let i = 0; i < 64; i++) second.socket.write(file);
    const quiet = () => {
      const before = rig.registry.progress.length;
      rig.ticker.advance(1000);
      return before > 0 && rig.registry.progress.length === before;
    };
    await expect.poll(quiet).toBe(true);
    const taken = rig.registry.progress.at(-1)?.fromSecond ?? 0;
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(64 * MEBIBYTE);
    expect(rig.streamhost.load.bufferBytes).toBeLessThanOrEqual(MEBIBYTE);
    // a stall that lasts is an idle relay, and its bytes are not claimed to have been passed on
    rig.ticker.advance(120_000);
    expect(rig.registry.ends.get(address)).toMatchObject({ reason: 'idle-timeout' });
    expect(rig.registry.ends.get(address)?.bytes.fromSecond).toBeLessThanOrEqual(taken);
  });

  it('keeps all buffers together within their budget', async () => {
    const limits = { maxBufferBytes: 300 * 1024, maxActivePerAccount: 6 };
    rig = await Rig.open({ directReads, limits });
    const file = Buffer.alloc(4 * MEBIBYTE);
    const relays = await Promise.all(Array.from({ length: 6 }, () => rig.relay()));
    for (const { second } of relays) second.socket.write(file);
    const peaks: number[] = [];
    for (const { first } of relays) {
      await first.read(file.length);
      peaks.push(rig.streamhost.load.bufferBytes);
    }
    expect(Math.max(...peaks)).toBeLessThanOrEqual(limits.maxBufferBytes);
  });
});
