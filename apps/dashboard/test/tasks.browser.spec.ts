/**
 * What operators do most, done twice: with keys alone, and at 360 pixels. Setting up, adding a user, signing out and in
 * by keys are in `entry.browser.spec.ts`.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutWidth, openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { ChatBot, startTransfer } from './support/chat-bot';
import type { RunningTransfer } from './support/chat-bot';
import { call, signUp } from './support/desk';
import { Server } from './support/server';

const PASSWORD = 'ten green bottles';
const MOST_TABS = 80;

let server: Server;
let browser: Browser;
let page: Page;
const bots: ChatBot[] = [];

const go = (path: string) => page.goto(server.origin + path);
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const dialog = () => page.getByRole('dialog');
const button = (name: string | RegExp) => page.getByRole('button', { name });

async function offer(name: string): Promise<RunningTransfer> {
  const [alice, bob] = bots;
  if (alice === undefined || bob === undefined) throw new Error('nobody is there');
  const file = { name, size: 4_000_000, streamhostPort: server.streamhostPort };
  const transfer = await startTransfer(alice, bob, file);
  transfer.write(1_000_000);
  return transfer;
}

/** Goes on with the tab key until the focus is on what is called so. */
async function tabTo(name: string | RegExp): Promise<void> {
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
      return element?.getAttribute('aria-label') ?? (label ?? element)?.textContent.trim() ?? '';
    });
  for (let i = 0; i < MOST_TABS; i++) {
    const text = await focused();
    if (typeof name === 'string' ? text.startsWith(name) : name.test(text)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the tab key does not lead to “${String(name)}”`);
}

/** Presses what the tab key leads to. */
async function press(name: string | RegExp): Promise<void> {
  await tabTo(name);
  await page.keyboard.press('Enter');
}

async function chord(second: string, title: string): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press(second);
  await heading(title).waitFor();
}

beforeAll(async () => {
  server = await Server.start();
  browser = await openBrowser();
  ({ page } = browser);
  await signUp(server, page);
  for (const name of ['alice', 'bob', 'mallory']) {
    await call(page, 'POST', '/users', { jid: `${name}@localhost`, password: PASSWORD });
  }
  for (const name of ['alice', 'bob']) {
    bots.push(await ChatBot.logIn(server.chatPort, name, PASSWORD));
  }
  const sent = await offer('采购合同.pdf');
  sent.write(3_000_000);
  await sent.finish();
});

afterAll(async () => {
  for (const bot of bots) bot.end();
  await browser.close();
  await server.end();
});

describe('with keys alone', () => {
  it('1: a transfer is found by two characters and read to its stanzas', async () => {
    await go('/');
    await heading('Overview').waitFor();
    await chord('t', 'Transfers');
    await page.keyboard.press('/');
    await page.keyboard.type('合同');
    await page.waitForURL(/q=/u);
    await page.getByText('1 transfer', { exact: true }).waitFor();
    // out of the search box, where letters are text
    await page.keyboard.press('Tab');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await press('Whole waybill');
    await heading(/采购合同/u).waitFor();
    await page.getByRole('region', { name: 'Timeline' }).getByText('Offered').first().waitFor();
    await press('Offered');
    await page.getByRole('group', { name: 'Stanza' }).getByText('采购合同').waitFor();
  });

  it('2: the list is narrowed, and the choice undone', async () => {
    await chord('t', 'Transfers');
    await press('status');
    await tabTo('Failed');
    await page.keyboard.press('Space');
    await page.waitForURL(/status=failed/u);
    await page.keyboard.press('Escape');
    await page.getByText('Nothing matches').waitFor();
    await press('Clear filters');
    await page.waitForURL((url) => url.search === '');
  });

  it('3: a running transfer is cancelled', async () => {
    const transfer = await offer('long.iso');
    await chord('l', 'Live');
    await page.getByText('Running 25 %').waitFor();
    await press('Cancel transfer');
    await dialog().getByText('lost to the receiver').waitFor();
    await press('Cancel transfer');
    await page.getByText('The transfer was cancelled.').waitFor();
    expect(await transfer.finish()).toBeLessThan(4_000_000);
  });

  it('4: some users are picked and locked', async () => {
    await chord('u', 'Users');
    await page.getByRole('link', { name: 'mallory@localhost' }).waitFor();
    for (let i = 0; i < 3; i++) await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('1 picked').waitFor();
    await press(/^Lock$/u);
    await dialog().getByLabel('Reason (optional)').waitFor();
    await page.keyboard.type('on leave');
    await page.keyboard.press('Enter');
    await page.getByText('1 user was locked.').waitFor();
  });

  it('5: somebody is invited', async () => {
    await chord('i', 'Invites');
    await press('Invite people');
    await dialog().waitFor();
    await press('Make the link');
    await dialog().locator('output').waitFor();
    expect(await dialog().locator('output').innerText()).toContain('/join#');
    await press('Done');
    await dialog().waitFor({ state: 'detached' });
  });

  it('6: the audit log is verified', async () => {
    await chord('r', 'Audit');
    await press('Verify the chain');
    await page.getByText('The chain is whole.').waitFor();
  });

  it('7: the checks are run, and a test file sent', async () => {
    await chord('h', 'Health');
    await press('Run all checks');
    await page.getByRole('heading', { name: 'Database' }).waitFor();
    await press('Send a test file');
    await page.getByRole('status').filter({ hasText: '1.00 MiB in' }).waitFor();
  });

  it('8: sessions are ended', async () => {
    const [alice] = bots;
    await chord('s', 'Sessions');
    await press('End session alice@localhost/bot');
    await dialog().getByText('The client is disconnected').waitFor();
    await tabTo('End');
    await page.keyboard.press('Enter');
    await alice?.closed;
  });
});

describe('at 360 pixels', () => {
  const fits = async (): Promise<void> => {
    expect(await layoutWidth(page)).toBe(360);
    expect(await violations(page)).toEqual([]);
  };

  beforeAll(async () => {
    await page.setViewportSize({ width: 360, height: 740 });
  });

  it('a transfer is found and read', async () => {
    await go('/');
    await button('Menu').click();
    await page.getByRole('link', { name: 'Transfers', exact: true }).click();
    await heading('Transfers').waitFor();
    await page.getByLabel('Search transfers').fill('合同');
    await page.getByText('1 transfer', { exact: true }).waitFor();
    await fits();
    await page.getByRole('link', { name: /采购合同/u }).click();
    await heading(/采购合同/u).waitFor();
    await page.getByRole('region', { name: 'Timeline' }).getByText('Offered').first().click();
    await page.getByRole('group', { name: 'Stanza' }).waitFor();
    await fits();
  });

  it('a user is added, and unlocked', async () => {
    await go('/users');
    await button('Add people').first().click();
    await button('Add user').click();
    await dialog().getByLabel('Name').fill('carol');
    await dialog().getByRole('button', { name: 'Add user' }).click();
    await dialog().getByRole('heading', { name: 'carol@localhost was added' }).waitFor();
    await fits();
    await dialog().getByRole('button', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'mallory@localhost' }).click();
    await button('Unlock').click();
    await button('Lock').waitFor();
    await fits();
  });

  it('somebody is invited, and a session ended', async () => {
    await go('/invites');
    await button('Invite people').first().click();
    await dialog().getByRole('button', { name: 'Make the link' }).click();
    await dialog().locator('output').waitFor();
    await fits();
    await dialog().getByRole('button', { name: 'Done' }).click();
    const bob = bots[1];
    await go('/sessions');
    await button('End session bob@localhost/bot').click();
    await dialog().getByRole('button', { name: 'End', exact: true }).click();
    await bob?.closed;
    await fits();
  });

  it('had nothing to complain of', () => {
    expect(browser.complaints).toEqual([]);
  });
});
