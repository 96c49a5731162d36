import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutWidth, openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { ChatBot, startTransfer } from './support/chat-bot';
import type { RunningTransfer } from './support/chat-bot';
import { Server } from './support/server';
import { LOOKS, OPERATOR_SETTINGS, dress, signIn } from './support/sign-in';

const BENCH_PASSWORD = 'a password of the bench';
const SIZE = 40_000_000;
const STEP = 50_000;
const NAME = '路演 deck.key';

let server: Server;
let browser: Browser;
let page: Page;
let transfer: RunningTransfer;
const bots: ChatBot[] = [];

const go = (path: string) => page.goto(server.origin + path);
const row = () => page.getByRole('listitem').filter({ hasText: '路演' });

beforeAll(async () => {
  const settings = [...OPERATOR_SETTINGS, 'streamhost.bytesPerSecond=52428800'];
  server = await Server.start({ settings, transfers: 20 });
  browser = await openBrowser();
  ({ page } = browser);
  await signIn(page, server.origin);
  for (const name of ['user1', 'user2']) {
    bots.push(await ChatBot.logIn(server.chatPort, name, BENCH_PASSWORD));
  }
  const [sender, receiver] = bots;
  if (sender === undefined || receiver === undefined) throw new Error('nobody there');
  const file = { name: NAME, size: SIZE, streamhostPort: server.streamhostPort };
  transfer = await startTransfer(sender, receiver, file);
}, 60_000);

afterAll(async () => {
  for (const bot of bots) bot.end();
  await browser.close();
  await server.end();
});

/** How far the server is, asked past the page. */
const known = (): Promise<number> =>
  page.evaluate(async () => {
    const answer = (await (await fetch('/api/v1/live')).json()) as {
      readonly items: readonly { readonly percent: number | null }[];
    };
    return answer.items[0]?.percent ?? 0;
  });

describe('the live page', () => {
  it('says how far, how fast and how long still', async () => {
    await go('/live');
    await row().waitFor();
    const told = async (): Promise<string> => {
      transfer.write(STEP);
      return row().innerText();
    };
    await expect
      .poll(told, { timeout: 20_000 })
      .toMatch(/\/ 38\.1 MiB[^]*Running \d+ %[^]*[KM]iB\/s[^]* left/u);
  });

  it('says how much of what the proxy may carry that is', async () => {
    await page.getByText('Proxy: 1 of at most 512 transfers at once').waitFor();
    const told = async (): Promise<string> => {
      transfer.write(STEP);
      return page.getByText(/Proxy: 1 of/u).innerText();
    };
    await expect.poll(told).toMatch(/, \d[\d.]* [KM]iB\/s of at most 50\.0 MiB\/s$/u);
  });

  it.each(LOOKS)('axe finds nothing, $theme, $locale, wide and narrow', async (look) => {
    await dress(page, look.theme, look.locale);
    for (const path of ['/live', '/sessions']) {
      await go(path);
      await page.locator('main li, main tbody tr').first().waitFor();
      expect(await violations(page), path).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      await page.locator('main li').first().waitFor();
      await expect.poll(() => layoutWidth(page), { message: path }).toBe(360);
      expect(await violations(page), path).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    await dress(page, 'light', 'en');
  });

  const percent = async (): Promise<string | undefined> =>
    /Running \d+ %/u.exec(await row().innerText())?.[0];

  it('rests while its tab is hidden, and is up to date once it is seen', async () => {
    const hide = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await go('/live');
    await expect.poll(percent).toBeDefined();
    await hide(true);
    const before = await percent();
    transfer.write(SIZE / 10);
    await expect.poll(known).toBeGreaterThan(10);
    expect(await percent()).toBe(before);
    await hide(false);
    await expect.poll(percent).not.toBe(before);
  });

  it('stands still while it is asked to', async () => {
    await go('/live');
    await expect.poll(percent).toBeDefined();
    await page.getByRole('button', { name: 'Pause updates' }).click();
    await page.getByText('Paused: the numbers stand still').waitFor();
    const before = await percent();
    transfer.write(SIZE / 4);
    await expect.poll(known).toBeGreaterThan(25);
    expect(await percent()).toBe(before);
    await page.getByRole('button', { name: 'Resume updates' }).click();
    await expect.poll(percent).not.toBe(before);
  });

  it('cancels one after asking, and the list says who did it', async () => {
    await row().getByRole('button', { name: 'Cancel transfer' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('waybill transfers cancel').waitFor({ state: 'attached' });
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Let it run' }).click();
    await row()
      .getByText(/Running \d+ %/u)
      .waitFor();
    await row().getByRole('button', { name: 'Cancel transfer' }).click();
    await dialog.getByRole('button', { name: 'Cancel transfer' }).click();
    await row().waitFor({ state: 'detached' });
    expect(await transfer.finish()).toBeLessThan(SIZE);
    await go('/transfers?reason=cancelled-by-admin');
    const ended = page.getByRole('row').filter({ hasText: '路演' });
    await ended.getByText('Cancelled').waitFor();
    await ended.getByRole('link').click();
    await page.getByRole('complementary').getByText('What happened').waitFor();
  });

  it('had nothing to complain of all the while', () => {
    expect(browser.complaints).toEqual([]);
  });
});
