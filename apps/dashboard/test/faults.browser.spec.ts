/** What goes wrong under an open page, and what an operator reads then. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { call, look, signUp } from './support/desk';
import { Server } from './support/server';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A program that holds the database until its input ends. */
const HOLDER = `
  const { Database } = require('sqlite3');
  const database = new Database(process.argv[1]);
  database.exec('BEGIN EXCLUSIVE', (error) => {
    console.log(error === null ? 'held' : error.message);
    process.stdin.resume().on('end', () => database.exec('ROLLBACK', () => database.close()));
  });`;

/** Locks the database from another process. @returns what lets go of it */
async function lockDatabase(file: string): Promise<() => Promise<void>> {
  const holder = spawn(process.execPath, ['-e', HOLDER, file], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [said] = (await once(holder.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('held\n');
  return async () => {
    holder.stdin.end();
    await once(holder, 'exit');
  };
}

let server: Server;
let browser: Browser;
let page: Page;

const go = (path: string) => page.goto(server.origin + path);
const dialog = () => page.getByRole('dialog');

beforeAll(async () => {
  server = await Server.start();
  browser = await openBrowser();
  ({ page } = browser);
  await signUp(server, page);
  await call(page, 'POST', '/users', { jid: 'alice@localhost' });
});

afterAll(async () => {
  await browser.close();
  await server.end();
});

describe('while another program holds the database', () => {
  let letGo: () => Promise<void>;
  beforeAll(async () => {
    letGo = await lockDatabase(server.databaseFile);
  });
  afterAll(() => letGo());

  it('changes are refused in words, and pages are read as ever', async () => {
    await go('/users');
    await page.getByRole('link', { name: 'alice@localhost' }).waitFor();
    await page.getByRole('button', { name: 'Add people' }).click();
    await page.getByRole('button', { name: 'Add user' }).click();
    await dialog().getByLabel('Name').fill('bob');
    await dialog().getByRole('button', { name: 'Add user' }).click();
    await dialog().getByText('The database does not take this now').waitFor();
    expect(await violations(page)).toEqual([]);
    // each write waits five seconds for the lock: it is held for ten at least
    const again = await call(page, 'POST', '/users', { jid: 'carol@localhost' });
    expect(again).toMatchObject({
      status: 503,
      body: { type: 'urn:waybill:problem:storage-unavailable', detail: 'in-use' },
    });
    expect((await call(page, 'GET', '/transfers')).status).toBe(200);
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
  });

  it('and what was refused is done as soon as it lets go, once', async () => {
    await letGo();
    letGo = () => Promise.resolve();
    await dialog().getByRole('button', { name: 'Add user' }).click();
    await dialog().getByRole('heading', { name: 'bob@localhost was added' }).waitFor();
    const { body } = await call(page, 'GET', '/users');
    const { items } = body as { items: { jid: string }[] };
    expect(items.map(({ jid }) => jid)).toEqual(['alice@localhost', 'bob@localhost']);
    expect((await call(page, 'POST', '/audit/verify')).body).toMatchObject({ intact: true });
  });
});

describe('a server that is restarted under an open page', () => {
  it('is missed in the reader’s own language, and the page goes on by itself', async () => {
    await look(page, 'dark', 'zh-Hans');
    await go('/transfers?status=failed');
    await page.locator('main h1').waitFor();
    await server.down();
    const bar = page.getByRole('status').filter({ hasText: '服务器' });
    await bar.waitFor();
    expect(await violations(page)).toEqual([]);
    await server.up();
    await bar.waitFor({ state: 'detached' });
    // still signed in, at the same place
    expect(new URL(page.url()).search).toBe('?status=failed');
    expect((await call(page, 'GET', '/account')).status).toBe(200);
  });

  it('had nothing to complain of', () => {
    expect(browser.complaints).toEqual([]);
  });
});
