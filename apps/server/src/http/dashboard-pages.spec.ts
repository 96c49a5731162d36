import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express from 'express';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dashboardPages, inlineScriptHashes } from './dashboard-pages.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-pages-'));
  const files: Record<string, string> = {
    'index.html': '<script src="/a.js"></script><script>boot()</script>',
    'users.html': 'all users',
    'users/_.html': 'one user',
    'users/_.txt': 'data of one user',
    'users/_/__next.tree.txt': 'tree of one user',
    '_next/static/x-1.js': 'code',
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const get = (path: string) => {
  const app = express();
  app.use(dashboardPages(folder));
  app.use((_request, response) => void response.status(404).send('nothing'));
  return request(app).get(path);
};

describe('dashboard pages', () => {
  it('serves pages by their path', async () => {
    expect((await get('/')).text).toContain('boot()');
    expect((await get('/users')).text).toBe('all users');
  });

  it('serves the one page of a dynamic route for every value, with its siblings', async () => {
    expect((await get('/users/alice%40localhost')).text).toBe('one user');
    expect((await get('/users/alice%40localhost.txt')).text).toBe('data of one user');
    expect((await get('/users/alice%40localhost/__next.tree.txt')).text).toBe('tree of one user');
  });

  it('leaves the rest to others', async () => {
    for (const path of ['/api/v1/users', '/elsewhere', '/users/', '/..%2f..%2fetc/passwd']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('lets browsers keep what is named by its hash', async () => {
    const asset = await get('/_next/static/x-1.js');
    expect(asset.headers['cache-control']).toContain('immutable');
    expect((await get('/users')).headers['cache-control']).toBe('no-cache');
  });

  it('sends what the build compressed to who can read it, under its own type', async () => {
    writeFileSync(join(folder, 'users.html.br'), brotliCompressSync('all users'));
    writeFileSync(join(folder, 'users.html.gz'), gzipSync('all users'));
    const asked = (encoding: string) => get('/users').set('Accept-Encoding', encoding);
    for (const [accepted, sent] of [
      ['gzip, br', 'br'],
      ['gzip', 'gzip'],
      ['identity', undefined],
      ['br;q=0, gzip', 'gzip'],
    ] as const) {
      const answer = await asked(accepted).buffer(true);
      expect(answer.headers['content-encoding']).toBe(sent);
      expect(answer.headers['content-type']).toMatch(/^text\/html/);
      expect(answer.headers['vary']).toContain('Accept-Encoding');
    }
    expect((await asked('gzip')).text).toBe('all users');
    expect((await get('/users.html.br')).status).toBe(404);
  });

  it('names the scripts inside the pages by hash', () => {
    const hash = createHash('sha256').update('boot()').digest('base64');
    expect(inlineScriptHashes(folder)).toEqual([`'sha256-${hash}'`]);
  });
});
