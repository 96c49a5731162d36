import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutWidth, openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { ChatBot, upload } from './support/chat-bot';
import { Server } from './support/server';
import { LOOKS, OPERATOR_SETTINGS, dress, signIn } from './support/sign-in';

const BENCH_PASSWORD = 'a password of the bench';
const NAME = '设计图 终稿.svg';

let server: Server;
let browser: Browser;
let page: Page;
let path: string;

const go = (to: string) => page.goto(server.origin + to);
const heading = (name: string | RegExp) => page.getByRole('heading', { name });

beforeAll(async () => {
  server = await Server.start({ settings: OPERATOR_SETTINGS, transfers: 20 });
  browser = await openBrowser();
  ({ page } = browser);
  for (const [name, files] of [
    ['user1', [NAME, 'photo.jpg']],
    ['user2', ['notes.txt']],
  ] as const) {
    const bot = await ChatBot.logIn(server.chatPort, name, BENCH_PASSWORD);
    for (const file of files) {
      const at = await upload(bot, server.uploadOrigin, { name: file, content: file.repeat(99) });
      if (file === NAME) path = at;
    }
    bot.end();
  }
  const range = { headers: { Range: 'bytes=10-19' } };
  for (const options of [{}, range]) {
    await (await fetch(server.uploadOrigin + path, options)).arrayBuffer();
  }
  await signIn(page, server.origin);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await server.end();
});

describe('an upload', () => {
  it('is a transfer like others, with everyone who fetched it', async () => {
    await go('/transfers?method=http-upload&q=设计图');
    const row = page.getByRole('row').filter({ hasText: '设计图' });
    await row.getByRole('link').click();
    await page.getByRole('link', { name: 'Whole waybill' }).click();
    await heading('Downloaded 2 times').waitFor();
    const downloads = page.getByRole('table', { name: 'Downloads' }).getByRole('row');
    expect(await downloads.count()).toBe(3);
    await downloads.filter({ hasText: '10 B from byte 10' }).getByText('complete').waitFor();
    await downloads.filter({ hasText: 'the whole file' }).getByText('127.0.0.1').waitFor();
  });

  it('is deleted after asking, and the page says by whom; its link is dead', async () => {
    await page.getByRole('button', { name: 'Delete file' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('waybill uploads delete').waitFor({ state: 'attached' });
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Delete file' }).click();
    await page.getByText(/^Deleted .*: by an operator\.$/u).waitFor();
    expect(await page.getByRole('button', { name: 'Delete file' }).count()).toBe(0);
    expect((await fetch(server.uploadOrigin + path)).status).toBeGreaterThanOrEqual(404);
  });
});

describe('the storage page', () => {
  it('says what is stored and by whom, and leads to their uploads', async () => {
    await go('/storage');
    await page.getByText(/^2 uploaded files, /u).waitFor();
    const table = page.getByRole('table', { name: 'Who has stored most' });
    await table.getByRole('row').filter({ hasText: 'user2' }).getByRole('link').click();
    await page.getByRole('row').filter({ hasText: 'notes.txt' }).waitFor();
    expect(new URL(page.url()).searchParams.get('method')).toBe('http-upload');
  });

  it('shows what another retention would delete before it is taken into use', async () => {
    await go('/storage');
    const messages = page.getByLabel('Messages');
    await messages.fill('0');
    await page.getByText('Write whole days').waitFor();
    await messages.fill('30');
    await page.getByText('Would delete nothing now.').waitFor();
    await page.getByRole('button', { name: 'Keep for these times' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Would delete nothing now.').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Keep for these times' }).click();
    await page.getByText('Uploads are kept for the new times.').waitFor();
    await page.reload();
    await expect.poll(() => messages.inputValue()).toBe('30');
  });

  it.each(LOOKS)('axe finds nothing, $theme, $locale, wide and narrow', async (look) => {
    await dress(page, look.theme, look.locale);
    await go('/transfers?method=http-upload&q=设计图');
    const id = await page.locator('[data-row-link]').first().getAttribute('data-row-link');
    for (const to of ['/storage', `/transfers/${id ?? ''}`]) {
      await go(to);
      await page.locator('main dl').first().waitFor();
      await page.locator('#upload, #accounts').first().waitFor();
      await page.locator('main table').first().waitFor();
      expect(await violations(page), to).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      await expect.poll(() => layoutWidth(page), { message: to }).toBe(360);
      expect(await violations(page), to).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    await dress(page, 'light', 'en');
  });

  it('had nothing to complain of all the while', () => {
    expect(browser.complaints).toEqual([]);
  });
});
