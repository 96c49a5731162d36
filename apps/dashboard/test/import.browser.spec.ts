import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutWidth, openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { call, look, LOOKS, signUp } from './support/desk';
import { Server } from './support/server';

let server: Server;
let browser: Browser;
let page: Page;
let folder: string;

const go = (path: string) => page.goto(server.origin + path);
const button = (name: string | RegExp) => page.getByRole('button', { name });
const report = () => page.getByRole('region', { name: 'What the file holds' });

/** Gives the page a file, which the browser reads from the disk as it would anybody's. */
async function choose(name: string, content: string | Buffer): Promise<void> {
  const file = join(folder, name);
  await writeFile(file, content);
  await go('/users/import');
  await page.getByLabel('Choose a CSV file').setInputFiles(file);
}

/** Presses a button that saves a file. @returns its text */
async function saved(name: string): Promise<string> {
  const coming = page.waitForEvent('download');
  await button(name).click();
  return readFile(await (await coming).path(), 'utf8');
}

const counts = async (): Promise<string[]> => report().locator('dd').allInnerTexts();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-import-'));
  server = await Server.start();
  browser = await openBrowser();
  ({ page } = browser);
  await signUp(server, page);
  await call(page, 'POST', '/users', { jid: 'here@localhost' });
});

afterAll(async () => {
  await browser.close();
  await server.end();
  await rm(folder, { recursive: true });
});

describe('an import', () => {
  it('says what the file has to look like, and gives an example that works', async () => {
    await go('/users/import');
    await page.getByRole('heading', { name: 'What the file looks like' }).waitFor();
    expect(await violations(page)).toEqual([]);
    const example = await saved('Save an example');
    await choose('users.csv', example);
    await button('Add 1 user').waitFor();
  });

  it('looks first, at marks, semicolons, repetitions and wrong lines', async () => {
    const lines = [
      '\ufeffjid;password;note',
      'anna@localhost;;第一',
      'here@localhost;;',
      'anna@localhost;;',
      'bert@elsewhere.example;;',
      'not an address@@;;',
      'carl@localhost',
      'dora@localhost;password1;',
      'emil@localhost;good enough for me;',
    ];
    await choose('club.csv', lines.join('\r\n'));
    await page.getByText('Nothing has been added yet.').waitFor();
    expect(await counts()).toEqual(['8', '2', '6']);
    const row = (line: number) => page.getByRole('row').filter({ hasText: `Line ${String(line)}` });
    await row(3).getByText('Exists already', { exact: true }).waitFor();
    await row(4).getByText('Stands there twice').waitFor();
    await row(5).getByText('Not a domain of ours').waitFor();
    await row(6).getByText('Not an address').waitFor();
    await row(7).getByText('Wrong number of cells').waitFor();
    await row(8).getByText('Password too weak').waitFor();
    expect(await violations(page)).toEqual([]);
    const rejects = await saved('Save rejected rows');
    expect(rejects).toContain('bert@elsewhere.example');
    expect(rejects).not.toContain('emil');
    const users = await call(page, 'GET', '/users?q=emil');
    expect(users.body).toMatchObject({ items: [] });
  });

  it('adds what is good, and hands out the passwords that were made up', async () => {
    await button('Add 2 users').click();
    await page.getByText('2 users were added.').waitFor();
    const passwords = await saved('Save passwords');
    expect(passwords).toMatch(/anna@localhost,\S{12,}/u);
    expect(passwords).not.toContain('emil');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'To the users' }).click();
    await page.getByRole('row').filter({ hasText: 'anna@localhost' }).getByText('第一').waitFor();
  });

  it('refuses a file without the columns, in words', async () => {
    await choose('wrong.csv', 'name,mail\na,b\n');
    await page.getByText('unknown column "name"').waitFor();
    expect(await violations(page)).toEqual([]);
    await button('Another file').click();
    await page.getByText('Choose a CSV file').waitFor();
  });

  it('refuses what is no text, and guesses no encoding', async () => {
    await choose('gbk.csv', Buffer.from([0x6a, 0x69, 0x64, 0x0a, 0xcd, 0xf5]));
    await page.getByText('This is not text in UTF-8.').waitFor();
    await choose('huge.csv', Buffer.alloc(33 * 1024 * 1024, 'a'));
    await page.getByText('This file is larger than 32 MiB.').waitFor();
  });

  it('looks at 130,000 rows, and tells the first faults of them', async () => {
    const rows = Array.from({ length: 130_000 }, (_, i) =>
      i % 100 === 7 ? `bad row ${String(i)},` : `pupil${String(i)}@localhost,`,
    );
    await choose('school.csv', `jid,password\n${rows.join('\n')}\n`);
    await page.getByText('Nothing has been added yet.').waitFor({ timeout: 90_000 });
    expect(await counts()).toEqual(['130,000', '128,700', '1,300']);
    await page.getByText('The first 200.').waitFor();
    const rejects = await saved('Save rejected rows');
    expect(rejects.trim().split('\n')).toHaveLength(1301);
  });

  it.each(LOOKS)('is read by everybody, %s, %s', async (theme, locale) => {
    await look(page, theme, locale);
    await go('/users/import');
    for (const step of ['choose', 'report']) {
      if (step === 'report') {
        const buffer = Buffer.from('jid\nzoe@localhost\nnot@@one\n');
        await page
          .locator('input[type=file]')
          .setInputFiles({ name: 'few.csv', mimeType: 'text/csv', buffer });
        await page.locator('main dl').first().waitFor();
        await page.locator('main table').waitFor();
      }
      await page.locator('main h1').waitFor();
      expect(await violations(page), step).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      await expect.poll(() => layoutWidth(page), { message: step }).toBe(360);
      expect(await violations(page), step).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  });

  it('had nothing to complain of', () => {
    expect(browser.complaints).toEqual([]);
  });
});
