import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Jid } from '@waybill/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dispatch } from '../src/control/verb-table.js';
import { uploadVerbs } from '../src/control/verbs/uploads.js';
import { ALICE, SERVICE, UploadWorld } from './support/upload-world.js';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let world: UploadWorld;
beforeEach(async () => {
  world = await UploadWorld.make();
});
afterEach(() => world.remove());

describe('an upload', () => {
  it('is stored, served with safe headers, told in the ledger, and delivered once fetched', async () => {
    await world.up();
    const bytes = randomBytes(300_000);
    const slot = await world.grant({
      fileName: '相片 "ñ".png',
      sizeBytes: bytes.length,
      contentType: 'image/png',
    });
    expect(slot.putUrl).toMatch(/^https:\/\/localhost:\d+\/[\w-]{32}\/%E7%9B%B8/);
    expect((await world.get(slot.getUrl)).status).toBe(404);
    expect((await world.put(slot.putUrl, bytes, { 'Content-Type': 'image/png' })).status).toBe(201);
    expect((await world.put(slot.putUrl, bytes)).status).toBe(409);
    await world.ledger.flush();
    const { transfers } = world.storage.database;
    expect(await transfers.find(slot.upload.id)).toMatchObject({
      method: 'http-upload',
      path: 'stored',
      state: 'stored',
      evidence: 'observed',
      measured: { bytesSenderToReceiver: bytes.length, sha256: sha256(bytes) },
    });
    const got = await world.get(slot.getUrl);
    expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cache-control': 'public, max-age=31536000, immutable',
      etag: `"${sha256(bytes)}"`,
      'content-disposition': `inline; filename="?? \\"?\\".png"; filename*=UTF-8''%E7%9B%B8%E7%89%87%20%22%C3%B1%22.png`,
    });
    await expect
      .poll(async () => (await world.ledger.flush(), (await transfers.find(slot.upload.id))?.state))
      .toBe('completed');
    const kinds = (await transfers.steps(slot.upload.id)).map(({ kind }) => kind);
    expect(kinds).toEqual(['offered', 'put-started', 'stored', 'downloaded']);
    expect((await world.storage.database.audit.verify()).intact).toBe(true);
  });

  it('is told of a receiver once, though a host server shows the message twice at a time', async () => {
    await world.up();
    const { upload, putUrl, getUrl } = await world.grant();
    expect((await world.put(putUrl, 'hello')).status).toBe(201);
    const { desk } = world.uploads;
    const sharing = { sender: ALICE, receiver: Jid.from('bob@localhost/x'), at: Date.now() };
    const copies = [desk.noteShared(upload, sharing), desk.noteShared(upload, sharing)];
    await Promise.all(copies);
    await desk.noteShared(upload, sharing);
    expect((await world.get(getUrl)).status).toBe(200);
    const { transfers } = world.storage.database;
    const kinds = async () => {
      await world.ledger.flush();
      return (await transfers.steps(upload.id)).map(({ kind }) => kind);
    };
    const wanted = ['offered', 'put-started', 'stored', 'shared', 'downloaded'];
    await expect.poll(kinds).toEqual(wanted);
  });

  it('answers ranges, several at once, conditions, HEAD and preflights', async () => {
    await world.up();
    const { getUrl, putUrl } = await world.grant({ sizeBytes: 10 });
    await world.put(putUrl, '0123456789');
    const one = await world.get(getUrl, { Range: 'bytes=2-4' });
    expect([one.status, await one.text(), one.headers.get('content-range')]).toEqual([
      206,
      '234',
      'bytes 2-4/10',
    ]);
    expect(await (await world.get(getUrl, { Range: 'bytes=-3' })).text()).toBe('789');
    const many = await world.get(getUrl, { Range: 'bytes=0-1,5-6' });
    expect(many.status).toBe(206);
    const parts = await many.text();
    expect(parts).toContain('bytes 0-1/10\r\n\r\n01\r\n');
    expect(parts).toContain('bytes 5-6/10\r\n\r\n56\r\n');
    expect(parts.length).toBe(Number(many.headers.get('content-length')));
    expect((await world.get(getUrl, { Range: 'bytes=10-' })).status).toBe(416);
    const scattered = Array.from({ length: 200 }, (_, i) => `${i * 2}-${i * 2}`).join(',');
    expect((await world.get(getUrl, { Range: `bytes=${scattered}` })).status).toBe(200);
    const etag = (await world.get(getUrl)).headers.get('etag') ?? '';
    expect(
      (await world.get(getUrl, { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' })).status,
    ).toBe(304);
    expect((await world.get(getUrl, { 'If-Match': '"other"' })).status).toBe(412);
    expect((await world.get(getUrl, { Range: 'bytes=0-1', 'If-Range': '"other"' })).status).toBe(
      200,
    );
    const head = await fetch(world.here(getUrl), { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '10']);
    const asked = await fetch(world.here(getUrl), {
      method: 'OPTIONS',
      headers: { Origin: 'https://chat.example' },
    });
    expect(asked.headers.get('access-control-allow-origin')).toBe('https://chat.example');
    expect(asked.headers.get('access-control-allow-methods')).toContain('PUT');
  });

  it('refuses lies about length and type, and the slot can be used again', async () => {
    await world.up();
    const { putUrl } = await world.grant({ contentType: 'image/png' });
    expect((await world.put(putUrl, '123456')).status).toBe(413);
    expect((await world.put(putUrl, '1234')).status).toBe(400);
    expect((await world.put(putUrl, '12345', { 'Content-Type': 'text/html' })).status).toBe(415);
    const chunked = (body: string) =>
      new Promise<number>((resolve, reject) => {
        const sent = request(world.here(putUrl), { method: 'PUT' }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        });
        sent.on('error', reject);
        sent.write(body);
        sent.end();
      });
    expect(await chunked('123')).toBe(400);
    expect(await chunked('1234567')).toBe(413);
    expect(await readdir(join(world.folder, 'uploads', 'incoming'))).toEqual([]);
    expect(await chunked('12345')).toBe(201);
  });

  it('knows its own signatures only, and no other paths', async () => {
    await world.up();
    const { putUrl } = await world.grant();
    expect((await world.put(putUrl.replace(/&s=5|s=5/, 's=6'), '123456')).status).toBe(403);
    expect((await world.put(putUrl.replace('photo.png', 'photo.exe'), '12345')).status).toBe(403);
    expect((await world.put(putUrl.replace(/m=.{4}/, 'm=AAAA'), '12345')).status).toBe(403);
    for (const path of [
      '/',
      '/x',
      '//',
      '/%2e%2e/x',
      '/a%2fb/c',
      '/external/none/a/b',
      '/%',
      '/..%00',
    ]) {
      expect((await fetch(`http://127.0.0.1:${world.port}${path}`)).status).toBe(404);
    }
    expect((await fetch(world.here(putUrl), { method: 'DELETE' })).status).toBe(405);
  });

  it('never serves markup as such, whatever it was called', async () => {
    await world.up();
    for (const contentType of ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml']) {
      const { putUrl, getUrl } = await world.grant({ contentType, fileName: 'x.html' });
      await world.put(putUrl, '<b/>!', { 'Content-Type': contentType });
      const { headers } = await world.get(getUrl);
      expect(headers.get('content-type')).toBe('application/octet-stream');
      expect(headers.get('content-disposition')).toMatch(/^attachment/);
    }
  });

  it('outlives a restart as a slot, and keeps identical files once', async () => {
    await world.up();
    const [one, two] = [await world.grant(), await world.grant()];
    await world.put(one.putUrl, 'equal');
    await world.down();
    await world.up();
    expect((await world.put(two.putUrl, 'equal')).status).toBe(201);
    await world.ledger.flush();
    expect((await world.storage.database.transfers.find(two.upload.id))?.state).toBe('stored');
    const files = join(world.folder, 'uploads', 'files', sha256(Buffer.from('equal')).slice(0, 2));
    expect(await readdir(files)).toHaveLength(1);
    const operator = { kind: 'command-line' } as const;
    expect(await world.uploads.desk.remove(one.upload.id, operator, 'by-operator')).toBe('removed');
    expect((await world.get(one.getUrl)).status).toBe(410);
    expect(await (await world.get(two.getUrl)).text()).toBe('equal');
    await world.uploads.desk.remove(two.upload.id, operator, 'by-operator');
    expect(await readdir(files)).toEqual([]);
    expect(await world.uploads.keeper.collect()).toEqual({ files: 0, bytes: 0 });
  });

  it('refuses what the rules forbid, with the instant to try again', async () => {
    await world.up(
      'upload.maxFileBytes=100',
      'upload.storedPerAccount=12',
      'upload.blockExtensions=exe',
    );
    const wish = {
      requester: ALICE,
      service: SERVICE,
      host: 'standalone',
      purpose: 'message',
    } as const;
    const ask = (fileName: string, sizeBytes: number, requester = ALICE) =>
      world.uploads.desk.grant({ ...wish, requester, fileName, sizeBytes });
    expect(await ask('a', 101)).toEqual({ refused: 'too-large', maxFileBytes: 100 });
    for (const name of ['', 'a/b', '..', 'a\nb', '\ud800', 'é'.repeat(128)]) {
      expect(await ask(name, 5)).toEqual({ refused: 'bad-name' });
    }
    for (const size of [0, -1, 1.5, NaN])
      expect(await ask('a', size)).toEqual({ refused: 'bad-size' });
    expect(await ask('virus.EXE', 5)).toEqual({ refused: 'type-blocked' });
    expect(await ask('a', 5, Jid.parse('eve@elsewhere.example') as Jid)).toEqual({
      refused: 'not-entitled',
    });
    await world.grant();
    await world.grant();
    expect(await ask('a', 5)).toMatchObject({ refused: 'quota', retryAt: expect.any(Number) });
  });

  it('takes files for slots that another server gave', async () => {
    const secretFile = join(world.folder, 'secret');
    await writeFile(secretFile, 'their secret');
    await writeFile(
      join(world.folder, 'waybill.yml'),
      `upload: { external: [{ name: prosody, domain: example.org, secretFile: ${secretFile} }] }`,
    );
    await world.up();
    const path = '7d2b1f0e-1111-4222-8333-944455556666/bild é.png';
    const sign = (text: string) => createHmac('sha256', 'their secret').update(text).digest('hex');
    const url = `http://127.0.0.1:${world.port}/external/prosody/${encodeURI(path)}`;
    const type = { 'Content-Type': 'image/png' };
    const send = (query: string) =>
      fetch(`${url}?${query}`, { method: 'PUT', body: 'hello', headers: type });
    expect((await send(`v=${sign(`${path} 6`)}`)).status).toBe(403);
    expect((await send(`v2=${sign(`${path}\0${5}\0image/png`)}`)).status).toBe(201);
    expect((await send(`v=${sign(`${path} 5`)}`)).status).toBe(409);
    expect(await (await fetch(url)).text()).toBe('hello');
    await world.ledger.flush();
    const { transfers } = await world.storage.database.transfers.list(
      { host: 'example.org' },
      '-time',
      5,
    );
    expect(transfers).toMatchObject([
      { method: 'http-upload', sender: { bareJid: 'example.org' } },
    ]);
  });

  it('answers 20 000 malformed requests, and goes on serving', async () => {
    await world.up('upload.maxConnectionsPerAddress=200');
    const { putUrl, getUrl } = await world.grant();
    await world.put(putUrl, 'hello');
    const { pathname } = new URL(getUrl);
    const pieces = [
      'GET',
      'PUT',
      'HEAD',
      'POST',
      'ä',
      ' ',
      '/',
      '//',
      '..',
      '%2e',
      '%2f',
      '%00',
      '%',
      pathname,
      '?',
      ' HTTP/1.1',
      ' HTTP/9',
      '\r\n',
      '\r',
      '\n',
      '\0',
      'Host: a',
      'Range: bytes=',
      '-1',
      '0-',
      ',',
      '9'.repeat(30),
      'Content-Length: 5',
      'Content-Length: -5',
      'Transfer-Encoding: chunked',
      'ffffffffff\r\n',
      'a'.repeat(300),
      ':',
    ];
    // a linear congruence (Numerical Recipes): the same requests in every run
    let seed = 20_363;
    const next = (below: number) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed % below;
    };
    const shoot = (text: string) =>
      new Promise<void>((resolve) => {
        const socket = connect(world.port, '127.0.0.1', () => socket.end(text));
        socket
          .on('error', () => undefined)
          .on('close', () => resolve())
          .resume();
      });
    for (let sent = 0; sent < 20_000; sent += 50) {
      await Promise.all(
        Array.from({ length: 50 }, () => {
          const parts = Array.from({ length: 1 + next(14) }, () => pieces[next(pieces.length)]);
          return shoot(
            next(2) === 0 ? parts.join('') : `GET ${parts.join('')} HTTP/1.1\r\nHost: a\r\n\r\n`,
          );
        }),
      );
    }
    expect(await (await world.get(getUrl)).text()).toBe('hello');
  }, 120_000);

  it('is listed, shown, verified and deleted from the command line', async () => {
    await world.up();
    const { putUrl, getUrl, upload } = await world.grant();
    await world.put(putUrl, 'hello');
    await world.get(getUrl);
    await expect
      .poll(async () => (await world.storage.database.uploads.find(upload.id))?.downloads)
      .toBe(1);
    const table = uploadVerbs(world.uploads.keeper, world.storage.database.uploads);
    const call = { signal: new AbortController().signal, emit: () => undefined };
    const ask = (verb: string, params: object = {}) => dispatch(table, verb, params, call);
    expect(await ask('uploads.list', { sort: '-time', limit: 5 })).toMatchObject({
      items: [{ id: upload.id, name: 'photo.png', state: 'stored', account: 'alice@localhost' }],
    });
    for (const [name, count] of [
      ['PHOTO', 1],
      ['photo jpg', 0],
    ] as const) {
      const found = await ask('uploads.list', { sort: '-time', limit: 5, name });
      expect((found as { items: unknown[] }).items).toHaveLength(count);
    }
    expect(await ask('uploads.show', { id: upload.id })).toMatchObject({
      lastDownloads: [{ address: '127.0.0.1', bytes: 5, complete: true, from: null }],
    });
    expect(await ask('uploads.verify')).toEqual({ files: 1, bytes: 5, damaged: [] });
    const hash = sha256(Buffer.from('hello'));
    await writeFile(join(world.folder, 'uploads', 'files', hash.slice(0, 2), hash), 'hellO');
    const damaged = [{ id: upload.id, fault: 'altered' }];
    expect(await ask('uploads.verify')).toMatchObject({ damaged });
    expect(await ask('uploads.delete', { id: upload.id })).toEqual({ id: upload.id });
    expect(await ask('uploads.delete', { id: upload.id })).toMatchObject({ code: 'already-gone' });
    expect(await ask('uploads.gc')).toEqual({ expired: 0, files: 0, bytes: 0 });
  });

  it('is kept as long as the command line says, which first tells what that deletes', async () => {
    await world.up();
    const { putUrl, getUrl } = await world.grant();
    await world.put(putUrl, 'hello');
    const { keeper } = world.uploads;
    const table = uploadVerbs(keeper, world.storage.database.uploads);
    const call = { signal: new AbortController().signal, emit: () => undefined };
    const ask = (verb: string, params: object = {}) => dispatch(table, verb, params, call);
    const usual = { message: 7, profile: null, ephemeral: 1, permanent: null };
    expect(await ask('uploads.retention')).toEqual(usual);
    world.aheadMs = 4 * 86_400_000;
    const days = { message: 3, ephemeral: null };
    const changed = { ...usual, ...days };
    const verdict = { retention: changed, files: 1, bytes: 5 };
    expect(await ask('uploads.retain', { days, set: false })).toMatchObject(verdict);
    expect(await ask('uploads.retention')).toEqual(usual);
    expect(await ask('uploads.retain', { days, set: true })).toMatchObject(verdict);
    expect(await ask('uploads.retention')).toEqual(changed);
    expect(await ask('uploads.gc')).toMatchObject({ expired: 1 });
    expect((await world.get(getUrl)).status).toBe(410);
    const { entries } = await world.storage.database.audit.list({}, 10);
    expect(JSON.stringify(entries)).toContain('retention-changed');
    for (const bad of [{ message: 0 }, { message: 1.5 }, { forever: 1 }]) {
      expect(await ask('uploads.retain', { days: bad, set: true })).toMatchObject({
        code: 'bad-params',
      });
    }
  });

  it('gives the space of a vanished sender back, and takes the file afterwards', async () => {
    await world.up();
    const { putUrl, upload } = await world.grant({ sizeBytes: 100_000 });
    const { pathname, search } = new URL(putUrl);
    const socket = connect(world.port, '127.0.0.1');
    socket.write(`PUT ${pathname}${search} HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n`);
    socket.write(Buffer.alloc(50_000));
    const incoming = () => readdir(join(world.folder, 'uploads', 'incoming'));
    await expect.poll(async () => (await incoming()).length).toBe(1);
    expect((await world.put(putUrl, Buffer.alloc(100_000))).status).toBe(409);
    socket.destroy();
    await expect.poll(incoming).toEqual([]);
    expect((await world.put(putUrl, Buffer.alloc(100_000))).status).toBe(201);
    await world.ledger.flush();
    const kinds = (await world.storage.database.transfers.steps(upload.id)).map(({ kind }) => kind);
    expect(kinds).toEqual(['offered', 'put-started', 'put-failed', 'put-started', 'stored']);
  });
});
