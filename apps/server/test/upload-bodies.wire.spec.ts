/** Bodies as networks deliver them: in any pieces, broken off, and beyond 4 GiB. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UploadWorld } from './support/upload-world.js';

const MIB = 1024 * 1024;
const FOUR_GIB = 2 ** 32;

let world: UploadWorld;
beforeEach(async () => {
  world = await UploadWorld.make();
});
afterEach(() => world.remove());

const head = (url: string, ...headers: readonly string[]) => {
  const { pathname, search } = new URL(url);
  return [`PUT ${pathname}${search} HTTP/1.1`, 'Host: a', ...headers, '', ''].join('\r\n');
};

/** Writes as one packet at a time, and waits until the kernel has it. */
async function write(socket: Socket, bytes: string | Buffer): Promise<void> {
  await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
}

/** Everything that the server says until it closes, or until `enough`. */
async function answer(socket: Socket, enough: (text: string) => boolean = () => false) {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    text += chunk.toString('latin1');
    if (enough(text)) break;
  }
  return text;
}

const incoming = () => readdir(join(world.folder, 'uploads', 'incoming'));

async function storedHash(id: string): Promise<string | undefined> {
  return (await world.storage.database.uploads.find(id))?.sha256;
}

describe('a long body', () => {
  it.each([
    ['its head and 64 KiB in one piece', [65_536]],
    ['odd pieces', [1, 7, 131_071, 3, 262_145, 1_000_003]],
    ['single bytes at first', Array.from({ length: 300 }, () => 1)],
    ['one piece', [3 * MIB + 17]],
  ])('arrives unharmed in %s', async (_, sizes) => {
    await world.up();
    const body = randomBytes(3 * MIB + 17);
    const { upload, putUrl, getUrl } = await world.grant({ sizeBytes: body.length });
    const socket = connect(world.port, '127.0.0.1').setNoDelay(true);
    const said = answer(socket);
    let at = sizes[0] ?? 0;
    const start = head(putUrl, `Content-Length: ${body.length}`);
    await write(socket, Buffer.concat([Buffer.from(start), body.subarray(0, at)]));
    for (const size of sizes.slice(1)) await write(socket, body.subarray(at, (at += size)));
    await write(socket, body.subarray(at));
    expect(await said).toMatch(/^HTTP\/1\.1 201 Created\r\n/);
    expect(await storedHash(upload.id)).toBe(createHash('sha256').update(body).digest('hex'));
    const got = await world.get(getUrl);
    expect(Buffer.from(await got.arrayBuffer()).equals(body)).toBe(true);
  });

  it('without a length is counted as it comes, and is cut at the slot’s size', async () => {
    await world.up();
    const body = randomBytes(MIB);
    const { upload, putUrl } = await world.grant({ sizeBytes: body.length });
    const chunked = async (bytes: Buffer) => {
      const put = request(world.here(putUrl), { method: 'PUT' });
      const answered = once(put, 'response') as Promise<[{ statusCode: number; resume(): void }]>;
      await pipeline(Readable.from([bytes.subarray(0, 1_000), bytes.subarray(1_000)]), put);
      const [response] = await answered;
      response.resume();
      return response.statusCode;
    };
    expect(await chunked(Buffer.concat([body, body.subarray(0, 1)]))).toBe(413);
    expect(await chunked(body)).toBe(201);
    expect(await storedHash(upload.id)).toBe(createHash('sha256').update(body).digest('hex'));
  });

  it('that breaks off leaves nothing, whether its sender goes or only stops', async () => {
    await world.up();
    const { putUrl } = await world.grant({ sizeBytes: 2 * MIB });
    for (const leave of ['end', 'destroy'] as const) {
      const socket = connect(world.port, '127.0.0.1');
      socket.on('error', () => undefined).resume();
      await write(socket, head(putUrl, `Content-Length: ${2 * MIB}`));
      await write(socket, Buffer.alloc(MIB));
      await expect.poll(async () => (await incoming()).length).toBe(1);
      socket[leave]();
      await expect.poll(incoming).toEqual([]);
    }
    const again = async () => (await world.put(putUrl, Buffer.alloc(2 * MIB))).status;
    await expect.poll(again).toBe(201);
  });
});

describe('a connection', () => {
  it('serves one small file after another', async () => {
    await world.up();
    const slots = await Promise.all(['one', 'two', 'six'].map(() => world.grant({ sizeBytes: 3 })));
    const socket = connect(world.port, '127.0.0.1');
    for (const { putUrl } of slots) {
      await write(socket, `${head(putUrl, 'Content-Length: 3')}abc`);
      const text = await answer(socket, (all) => all.endsWith('\r\n\r\n'));
      expect(text).toMatch(/^HTTP\/1\.1 201 Created\r\n/);
      expect(text).not.toMatch(/Connection: close/i);
    }
    socket.destroy();
  });
});

describe('a file beyond 4 GiB', () => {
  const bytes = FOUR_GIB + 5 * MIB;
  /** The n-th MiB, which no other one equals. */
  function mebibyte(n: number): Buffer {
    const piece = Buffer.alloc(MIB, n & 0xff);
    piece.writeBigUInt64BE(BigInt(n));
    return piece;
  }

  it('is taken, hashed and served from any of its bytes', async () => {
    await world.up(`upload.maxFileBytes=${bytes}`, `upload.bytesPerDay=0`);
    const { upload, putUrl, getUrl } = await world.grant({ sizeBytes: bytes });
    const hash = createHash('sha256');
    const source = function* () {
      for (let n = 0; n < bytes / MIB; n++) {
        const piece = mebibyte(n);
        hash.update(piece);
        yield piece;
      }
    };
    const put = request(world.here(putUrl), {
      method: 'PUT',
      headers: { 'Content-Length': bytes },
    });
    const answered = once(put, 'response') as Promise<[{ statusCode: number }]>;
    await pipeline(Readable.from(source()), put);
    expect((await answered)[0].statusCode).toBe(201);
    expect(await storedHash(upload.id)).toBe(hash.digest('hex'));
    const at = FOUR_GIB + 2 * MIB;
    const part = await world.get(getUrl, { Range: `bytes=${at}-${at + 15}` });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes ${at}-${at + 15}/${bytes}`);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(mebibyte(at / MIB).subarray(0, 16));
    const end = await world.get(getUrl, { Range: `bytes=-${MIB}` });
    expect(Buffer.from(await end.arrayBuffer()).equals(mebibyte(bytes / MIB - 1))).toBe(true);
    const across = await world.get(getUrl, { Range: `bytes=${FOUR_GIB - 2}-${FOUR_GIB + 8}` });
    const edge = Buffer.concat([mebibyte(4095).subarray(-2), mebibyte(4096).subarray(0, 9)]);
    expect(Buffer.from(await across.arrayBuffer())).toEqual(edge);
    const beyond = await world.get(getUrl, { Range: `bytes=${bytes}-` });
    expect(beyond.status).toBe(416);
  }, 120_000);
});
