import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountInPath, verifyExternal } from './external-backend.js';
import { isBlocked } from './upload-settings.js';
import {
  UploadUrls,
  isFileName,
  newToken,
  readUploadPath,
  type SlotOrigin,
} from './upload-urls.js';

const KEY = { id: 'one', key: Buffer.alloc(32, 1) };
const urls = new UploadUrls('https://files.example.org/up', KEY);
const claims = (fileName: string) => ({
  token: newToken(),
  fileName,
  sizeBytes: 5_000_000_000,
  contentType: 'image/png; a="b&c"',
  expiresAt: 1_764_000_000_000,
});
const origin: SlotOrigin = {
  id: '0199f0a0-0000-7000-8000-000000000000',
  sender: 'alice@example.org/télé',
  service: 'upload.example.org',
  host: 'standalone',
  purpose: 'ephemeral',
  grantedAt: 1_763_999_700_123,
  expireBeforeAt: undefined,
};

describe('URLs of uploads', () => {
  it('carry 10 000 names of all scripts there and back', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter(isFileName);
    fc.assert(
      fc.property(name, (fileName) => {
        const given = claims(fileName);
        const url = urls.putUrl(given, origin);
        // RFC 3986: nothing but its own characters, and readers of URLs leave it as it is
        expect(url).toMatch(/^[A-Za-z0-9\-._~:/?&=%+]+$/);
        const { pathname, search } = new URL(url);
        expect(url).toContain(pathname);
        const path = readUploadPath(pathname.slice('/up'.length));
        expect(path).toEqual({ kind: 'own', token: given.token, fileName });
        const query = new URLSearchParams(search);
        expect(urls.readPut(given, query)).toEqual(given);
        expect(urls.readOrigin(given, query)).toEqual(origin);
        expect(urls.readUrl(urls.getUrl(given))).toEqual(path);
      }),
      { numRuns: 10_000, seed: 363 },
    );
  });

  it('are believed only as they were signed, by any key that is kept', () => {
    const given = claims('a.png');
    const query = () => new URLSearchParams(new URL(urls.putUrl(given, origin)).search);
    for (const [field, value] of Object.entries({
      s: '6',
      e: '1764000001',
      t: 'text/html',
      k: 'x',
      o: '',
      m: '',
    })) {
      const changed = query();
      changed.set(field, value);
      expect(urls.readPut(given, changed)).toBeUndefined();
    }
    expect(urls.readPut({ ...given, fileName: 'b.png' }, query())).toBeUndefined();
    expect(urls.readPut({ ...given, token: newToken() }, query())).toBeUndefined();
    const rotated = new UploadUrls(urls.base, { id: 'two', key: Buffer.alloc(32, 2) }, [KEY]);
    expect(rotated.readPut(given, query())).toEqual(given);
    const stranger = new UploadUrls(urls.base, { id: 'one', key: Buffer.alloc(32, 3) });
    expect(stranger.readPut(given, query())).toBeUndefined();
  });

  it('tell where a slot comes from to nobody else', () => {
    const given = claims('a.png');
    const [first, second] = [claims('a.png'), { ...given, token: newToken() }].map((each) =>
      new URL(urls.putUrl(each, origin)).searchParams.get('o'),
    );
    expect(first).not.toBe(second);
    expect(Buffer.from(first ?? '', 'base64url').toString('latin1')).not.toContain('alice');
  });

  it('name nothing where a path plays tricks', () => {
    const token = newToken();
    for (const path of [
      '',
      '/',
      '//',
      `/${token}`,
      `/${token}/`,
      `/${token}/a/b`,
      `/${token}/..`,
    ]) {
      expect(readUploadPath(path)).toBeUndefined();
    }
    for (const name of ['a%2Fb', '%2e%2e', '%00', '%0d%0aX', '%ff', '%', '%c0%af']) {
      expect(readUploadPath(`/${token}/${name}`)).toBeUndefined();
    }
    expect(urls.readUrl(`https://other.example/up/${token}/a`)).toBeUndefined();
    expect(urls.readUrl(`https://FILES.example.org/up/${token}/a?x#y`)).toBeDefined();
  });
});

describe('slots of other servers', () => {
  const path = '0a/bild é.png';
  const hmac = (text: string) => createHmac('sha256', 'secret').update(text).digest('hex');
  const given = { path, sizeBytes: 7, contentType: 'image/png' };
  const query = (name: string, text: string) => new URLSearchParams({ [name]: hmac(text) });

  it('are checked by v, v2 and token', () => {
    expect(verifyExternal('secret', given, query('v', `${path} 7`))).toBe(true);
    expect(verifyExternal('secret', given, query('v2', `${path}\0${7}\0image/png`))).toBe(true);
    expect(verifyExternal('secret', given, query('token', `${path}\0${7}\0image/png`))).toBe(true);
    const untyped = { ...given, contentType: undefined };
    const octets = query('v2', `${path}\0${7}\0application/octet-stream`);
    expect(verifyExternal('secret', untyped, octets)).toBe(true);
  });

  it('are refused when anything differs', () => {
    expect(verifyExternal('other', given, query('v', `${path} 7`))).toBe(false);
    expect(verifyExternal('secret', { ...given, sizeBytes: 8 }, query('v', `${path} 7`))).toBe(
      false,
    );
    expect(verifyExternal('secret', given, query('v2', `${path}\0${7}\0text/html`))).toBe(false);
    expect(verifyExternal('secret', given, new URLSearchParams())).toBe(false);
  });

  it('name an account only where ejabberd puts it in the path', () => {
    expect(accountInPath('alice/rand/a.png', 'example.org')).toBe('alice@example.org');
    expect(accountInPath(`${'a'.repeat(40)}/rand/a.png`, 'example.org')).toBeUndefined();
    expect(accountInPath('uuid/a.png', 'example.org')).toBeUndefined();
  });
});

describe('isBlocked', () => {
  const block = { types: ['video/*', 'application/x-msdownload'], extensions: ['exe'] };

  it('looks at the ending, the declared and the found type', () => {
    expect(isBlocked(block, 'a.EXE')).toBe(true);
    expect(isBlocked(block, 'a.exe. .')).toBe(true);
    expect(isBlocked(block, 'a.png', 'image/png', 'application/x-msdownload')).toBe(true);
    expect(isBlocked(block, 'a', 'Video/MP4; x=y')).toBe(true);
    expect(isBlocked(block, 'exe', 'image/png', undefined)).toBe(false);
  });
});
