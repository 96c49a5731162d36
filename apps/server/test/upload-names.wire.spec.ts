/** Names that try to be more than names: what a slot takes, and the very bytes that a GET answers with. */
import { createConnection } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALICE, SERVICE, UploadWorld } from './support/upload-world.js';

let world: UploadWorld;
beforeEach(async () => {
  world = await UploadWorld.make();
  await world.up();
});
afterEach(() => world.remove());

/** The head of an answer, byte for byte, as latin1. */
async function rawHead(path: string): Promise<string> {
  const socket = createConnection(world.port, '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  const pieces: Buffer[] = [];
  for await (const piece of socket) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString('latin1');
  return text.slice(0, text.indexOf('\r\n\r\n'));
}

const pathOf = (url: string) => new URL(url).pathname;

async function stored(fileName: string, contentType?: string): Promise<string> {
  const { putUrl, getUrl } = await world.grant({ fileName, contentType });
  const { pathname, search } = new URL(putUrl);
  // what stands in the URL is plain ASCII, whatever the name
  expect(putUrl).toMatch(/^[\x21-\x7e]+$/);
  expect(pathname).not.toMatch(/%0[ad]|%00/i);
  const put = await fetch(`http://127.0.0.1:${world.port}${pathname}${search}`, {
    method: 'PUT',
    body: 'hello',
    headers: contentType === undefined ? {} : { 'Content-Type': contentType },
  });
  expect(put.status).toBe(201);
  return pathOf(getUrl);
}

const EVIL = 'X-Evil: 1';

describe('a name in a request for a slot', () => {
  it.each([
    ['CR and LF', `a\r\n${EVIL}.png`],
    ['LF alone', `a\n${EVIL}.png`],
    ['CR alone', `a\r${EVIL}.png`],
    ['NUL', 'a\0.png'],
    ['an escape', 'a\u001b[2J.png'],
    ['a C1 control', 'a\u0085b.png'],
    ['a slash', '../../etc/passwd'],
    ['a dot segment', '..'],
    ['a lone surrogate', 'a\ud800.png'],
    ['256 bytes', 'é'.repeat(128)],
  ])('with %s is refused', async (_, fileName) => {
    const wish = { requester: ALICE, service: SERVICE, host: 'standalone', purpose: 'message' };
    const answer = await world.uploads.desk.grant({
      ...wish,
      purpose: 'message',
      fileName,
      sizeBytes: 5,
    });
    expect(answer).toMatchObject({ refused: 'bad-name' });
  });

  it('with a type that breaks its header is taken without the type', async () => {
    for (const type of [`image/png\r\n${EVIL}`, `image/png\n${EVIL}`, 'image/png\0', 'no type']) {
      const { upload, putUrl } = await world.grant({ contentType: type });
      expect(upload.contentType).toBeUndefined();
      expect(new URL(putUrl).searchParams.has('t')).toBe(false);
    }
  });
});

describe('a name in what a GET answers', () => {
  it.each([
    ['quotes', 'a"; filename="b.exe', String.raw`"a\"; filename=\"b.exe"`],
    ['a backslash', 'a\\".png', String.raw`"a\\\".png"`],
    ['an encoded line break', `a%0d%0a${EVIL}.png`, undefined],
    ['an encoded quote', 'a%22.png', undefined],
    ['a semicolon', "a;filename*=UTF-8''evil.exe", `"a;filename*=UTF-8''evil.exe"`],
    ['a direction override', 'photo\u202egnp.exe', undefined],
    ['a line separator', 'a\u2028b\u2029c.png', undefined],
    ['an unusual space', 'a\u00a0\u3000.png', undefined],
    ['an emoji', '🙂‍↔️.png', undefined],
    ['latin1 letters', 'ÿé.png', undefined],
  ])('with %s stays inside one field', async (_, fileName, quoted) => {
    const head = await rawHead(await stored(fileName));
    const lines = head.split('\r\n');
    expect(lines[0]).toBe('HTTP/1.1 200 OK');
    // nothing but visible ASCII and spaces between one line break and the next
    for (const line of lines) expect(line).toMatch(/^[\x20-\x7e]*$/);
    const names = lines.slice(1).map((line) => /^([\w-]+): /.exec(line)?.[1]?.toLowerCase());
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('x-evil');
    const [field, ...more] = lines.filter((line) => /^content-disposition:/i.test(line));
    expect(more).toEqual([]);
    if (quoted !== undefined) expect(field).toContain(`filename=${quoted}`);
    expect(nameIn(field ?? '')).toBe(fileName);
  });

  it('is a type of its own only where that is harmless', async () => {
    for (const type of ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml']) {
      const head = await rawHead(await stored('page.html', type));
      expect(head).toMatch(/^Content-Type: application\/octet-stream\r?$/m);
      expect(head).toMatch(/^Content-Disposition: attachment;/m);
    }
  });

  it('does not come back from a path that was never given', async () => {
    const path = await stored('photo.png');
    const token = path.split('/')[1] ?? '';
    for (const other of [
      `/${token}/photo.png%0d%0aX-Evil:%201`,
      `/${token}/%0d%0a`,
      `/${token}/photo.png%00`,
      `/${token}/..%2fphoto.png`,
      `/${token}/.%2e/photo.png`,
      `/${token}/photo.png/`,
      `/${token}/%ff%fe`,
    ]) {
      const head = await rawHead(other);
      expect(head).toMatch(/^HTTP\/1\.1 404 /);
      expect(head).not.toContain('X-Evil');
    }
  });
});

/** The name that a client takes: RFC 8187's if there is one, else the quoted one. */
function nameIn(field: string): string {
  // outside of quotes, where a parameter of the sender's would have to be
  const bare = field.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const extended = /;\s*filename\*=UTF-8''([^;]+)$/.exec(bare)?.[1];
  if (extended !== undefined) return decodeURIComponent(extended);
  const quoted = /filename="((?:[^"\\]|\\.)*)"/.exec(field)?.[1];
  return (quoted ?? /filename=([^;]+)/.exec(field)?.[1] ?? '').replace(/\\(.)/g, '$1');
}
