/** Everything a few letters away, without a mouse; and many sessions ended at once. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutWidth, openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { ChatBot, startTransfer } from './support/chat-bot';
import { call, look, LOOKS, signUp } from './support/desk';
import { Server } from './support/server';

const PASSWORD = 'ten green bottles';

let server: Server;
let browser: Browser;
let page: Page;
const bots: ChatBot[] = [];

const go = (path: string) => page.goto(server.origin + path);
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const dialog = () => page.getByRole('dialog');
const option = (name: string | RegExp) => dialog().getByRole('option', { name });

async function logIn(name: string): Promise<ChatBot> {
  const bot = await ChatBot.logIn(server.chatPort, name, PASSWORD);
  bots.push(bot);
  return bot;
}

/** Opens the palette and types. */
async function ask(text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await dialog().getByRole('combobox').waitFor();
  await page.keyboard.type(text);
}

beforeAll(async () => {
  server = await Server.start();
  browser = await openBrowser();
  ({ page } = browser);
  await signUp(server, page);
  for (const name of ['alice', 'mallory', 'bob']) {
    await call(page, 'POST', '/users', { jid: `${name}@localhost`, password: PASSWORD });
  }
});

afterAll(async () => {
  for (const bot of bots) bot.end();
  await browser.close();
  await server.end();
});

describe('the palette', () => {
  it('leads to pages by some letters of their names', async () => {
    await go('/');
    await heading('Overview').waitFor();
    await ask('host');
    await option('Host servers').waitFor();
    expect(await option('Host servers').getAttribute('aria-selected')).toBe('true');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await heading('Host servers').waitFor();
    expect(await dialog().count()).toBe(0);
  });

  it('goes up and down, and is left without having done anything', async () => {
    await ask('');
    const selected = dialog().locator('[role=option][aria-selected=true]');
    await selected.getByText('Overview').waitFor();
    await page.keyboard.press('ArrowDown');
    await selected.getByText('Transfers').waitFor();
    const active = await dialog().getByRole('combobox').getAttribute('aria-activedescendant');
    expect(await selected.getAttribute('id')).toBe(active);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await selected.getByText('Your account').waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await heading('Host servers').waitFor();
  });

  it('is there again at once, however soon it is asked for after it was left', async () => {
    await page.evaluate(() => {
      // both before the browser's next task, in which it tells of the end
      const escape = new Event('cancel', { cancelable: true });
      const key = { key: 'k', ctrlKey: true, bubbles: true };
      addEventListener('keydown', (event) => {
        if (event.key !== 'F8') return;
        document.querySelector('dialog[open]')?.dispatchEvent(escape);
        queueMicrotask(() => dispatchEvent(new KeyboardEvent('keydown', key)));
      });
    });
    await ask('host');
    await page.keyboard.press('F8');
    await dialog().getByRole('combobox').and(page.locator('[value=""]')).waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('finds people, and locks one of them once that was confirmed', async () => {
    await ask('lock mal');
    await option('Lock mallory@localhost …').waitFor();
    await page.keyboard.press('Enter');
    await heading('mallory@localhost').waitFor();
    await dialog().getByText('waybill users lock mallory@localhost').waitFor({ state: 'attached' });
    await dialog().getByRole('button', { name: 'Lock' }).click();
    await page.getByText('mallory@localhost is locked.').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('searches transfers in the words of their search box', async () => {
    await ask('合同 status:failed');
    await option(/Search transfers: 合同 status:failed/u).waitFor();
    await page.keyboard.press('Enter');
    await heading('Transfers').waitFor();
    expect(new URL(page.url()).searchParams.get('status')).toBe('failed');
    expect(await page.getByLabel('Search transfers').inputValue()).toBe('合同 status:failed');
  });

  it('cancels a waybill by its number, once that was confirmed', async () => {
    const [alice, bob] = [await logIn('alice'), await logIn('bob')];
    const file = { name: 'long.iso', size: 4_000_000, streamhostPort: server.streamhostPort };
    const transfer = await startTransfer(alice, bob, file);
    transfer.write(1_000_000);
    const { body } = await call(page, 'GET', '/transfers?limit=1');
    const [{ shortId }] = (body as { items: [{ shortId: string }] }).items;
    await ask(`cancel ${shortId}`);
    await option(`Cancel ${shortId} …`).waitFor();
    await page.keyboard.press('Enter');
    await dialog().getByText(`waybill transfers cancel ${shortId}`).waitFor({ state: 'attached' });
    await dialog().getByRole('button', { name: 'Cancel transfer' }).click();
    await page.getByText('Cancelled', { exact: true }).first().waitFor();
    expect(await transfer.finish()).toBeLessThan(file.size);
  });

  it('works while single keys are switched off, and says so where keys are listed', async () => {
    await go('/account');
    await page.getByLabel('Single-key shortcuts').waitFor();
    await page.keyboard.press('?');
    await dialog().getByText('Ctrl K').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Single-key shortcuts').uncheck();
    await ask('live');
    await page.keyboard.press('Enter');
    await heading('Live').waitFor();
    await go('/account');
    await page.getByLabel('Single-key shortcuts').check();
  });

  it.each(LOOKS)('is read by everybody, %s, %s', async (...how) => {
    await look(page, ...how);
    await go('/');
    await page.locator('main h1').waitFor();
    await ask('a');
    await dialog().getByRole('option').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => layoutWidth(page)).toBe(360);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
  });
});

describe('a row', () => {
  it('is picked by a key, like everything else of a list', async () => {
    await look(page, 'light', 'en');
    await go('/users');
    await page.getByRole('link', { name: 'alice@localhost' }).waitFor();
    const box = page.getByRole('checkbox', { name: 'Pick alice@localhost' });
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect.poll(() => box.isChecked()).toBe(true);
    await page.keyboard.press('x');
    await expect.poll(() => box.isChecked()).toBe(false);
  });
});

describe('sessions', () => {
  it('end all together, as far as the list is narrowed', async () => {
    const [alice, bob] = [await logIn('alice'), await logIn('bob')];
    await go('/sessions?q=localhost');
    await page.getByRole('button', { name: 'End these 2' }).click();
    await dialog().getByText('POST /api/v1/sessions/bulk-end').waitFor({ state: 'attached' });
    await dialog().getByText('waybill sessions kick --matching').waitFor({ state: 'attached' });
    expect(await violations(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'End these 2' }).click();
    await alice.closed;
    await bob.closed;
  });

  it('end all of one user', async () => {
    const alice = await logIn('alice');
    await go('/users/alice%40localhost?tab=sessions');
    await page.getByRole('button', { name: 'End all' }).click();
    await dialog().getByText('waybill sessions kick alice@localhost').waitFor({
      state: 'attached',
    });
    await dialog().getByRole('button', { name: 'End all' }).click();
    await alice.closed;
    await page.getByText('Not connected.').waitFor();
  });

  it('had nothing to complain of', () => {
    expect(browser.complaints).toEqual([]);
  });
});
