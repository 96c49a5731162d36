import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { ChatBot, startTransfer } from './support/chat-bot';
import { Server } from './support/server';

const OPERATOR = { name: 'ada', password: 'correct horse battery' };
const FILE = { name: '2026 采购合同 终稿.pdf', size: 8_000_000 };

const passwords = new Map<string, string>();
let server: Server;
let browser: Browser;
let page: Page;
const bots: ChatBot[] = [];

const go = (path: string) => page.goto(server.origin + path);
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const button = (name: string | RegExp) => page.getByRole('button', { name });

beforeAll(async () => {
  server = await Server.start();
  browser = await openBrowser();
  ({ page } = browser);
});

afterAll(async () => {
  for (const bot of bots) bot.end();
  await browser.close();
  await server.end();
});

async function addUser(name: string): Promise<void> {
  await go('/users');
  await button('Add people').first().click();
  await button('Add user').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByText(`Will be ${name}@localhost`).waitFor();
  await dialog.getByRole('button', { name: 'Add user' }).click();
  await dialog.getByRole('heading', { name: `${name}@localhost was added` }).waitFor();
  const password = await dialog.locator('output').innerText();
  expect(password.length).toBeGreaterThan(11);
  passwords.set(name, password);
  await dialog.getByRole('button', { name: 'Done' }).click();
}

async function logIn(name: string): Promise<ChatBot> {
  const bot = await ChatBot.logIn(server.chatPort, name, passwords.get(name) ?? '');
  bots.push(bot);
  return bot;
}

describe('from the setup link to a transfer and back', () => {
  it('makes the first admin with the printed link, whose token reaches no request', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await go(server.setupLink);
    await page.getByLabel('Your name').fill(OPERATOR.name);
    await page.getByLabel('Password').fill(OPERATOR.password);
    expect(await violations(page)).toEqual([]);
    await button('Create and sign in').click();
    await heading('Where does Waybill work?').waitFor();
    await page.getByRole('link', { name: 'Skip all this' }).click();
    await heading('Overview').waitFor();
    expect(asked.filter((url) => url.includes(server.setupLink.split('#')[1] ?? ''))).toEqual([]);
    await page.getByText('No transfers today.').waitFor();
  });

  it('signs out, refuses a wrong password in words, and goes on to the page that was asked for', async () => {
    await go('/account');
    await button('Sign out').first().click();
    await heading('Sign in').waitFor();
    await go('/sessions?q=alice');
    await heading('Sign in').waitFor();
    await page.getByLabel('Name').fill(OPERATOR.name);
    await page.getByLabel('Password').fill('not this one');
    await button('Sign in').click();
    await page.getByText('Name or password is wrong.').waitFor();
    await page.getByLabel('Password').fill(OPERATOR.password);
    await button('Sign in').click();
    await heading('Sessions').waitFor();
    expect(new URL(page.url()).search).toBe('?q=alice');
  });

  it('teaches while there is nothing to show', async () => {
    await go('/transfers');
    await page.getByText('No transfers yet').waitFor();
    await page.getByRole('link', { name: 'Add users' }).click();
    await heading('Users').waitFor();
    await page.getByText('No users yet').waitFor();
  });

  it('adds two users, whose passwords are shown once', async () => {
    await addUser('alice');
    await addUser('bob');
    await page.getByRole('link', { name: 'alice@localhost' }).waitFor();
    expect(await page.getByText(passwords.get('alice') ?? '').count()).toBe(0);
  });

  it('draws a transfer while it runs, and delivered when it has ended', async () => {
    const alice = await logIn('alice');
    const bob = await logIn('bob');
    await go('/live');
    await page.getByText('Nothing is running', { exact: true }).waitFor();
    const transfer = await startTransfer(alice, bob, {
      ...FILE,
      streamhostPort: server.streamhostPort,
    });
    transfer.write(FILE.size / 2);
    const row = page.getByRole('listitem').filter({ hasText: '采购合同' });
    await row.getByText('Running 50 %').waitFor();
    await row
      .getByRole('img', { name: 'alice to bob, through the proxy, Running at 50 percent' })
      .waitFor();
    expect(await row.locator('svg[data-route]').getAttribute('data-route')).toBe('live');
    expect(await violations(page)).toEqual([]);
    transfer.write(FILE.size / 2);
    expect(await transfer.finish()).toBe(FILE.size);
    await page.getByText('Nothing is running', { exact: true }).waitFor();
  });

  it('finds it by two Chinese characters of its name', async () => {
    await go('/transfers');
    await heading('Transfers').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('合同');
    await page.waitForURL(/q=/u);
    const row = page.getByRole('row').filter({ hasText: '采购合同' });
    await row.getByText('Delivered').waitFor();
    await page.getByText('1 transfer', { exact: true }).waitFor();
    await page.getByRole('list', { name: 'Filters' }).getByText('合同').waitFor();
    await page.getByLabel('Search transfers').fill('没有');
    await page.getByText('Nothing matches').waitFor();
    await button('Clear filters').click();
    await row.waitFor();
  });

  it('opens it with the keyboard, and its timeline down to the stanza', async () => {
    await page.locator('body').click({ position: { x: 5, y: 600 } });
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Whole waybill' }).press('Enter');
    await heading(/采购合同/u).waitFor();
    const steps = page.getByRole('region', { name: 'Timeline' }).getByRole('listitem');
    await steps.filter({ hasText: 'Offered' }).first().waitFor();
    for (const step of [
      'Accepted',
      'Streamhosts offered',
      'Streamhost taken',
      'Bytestream activated',
    ]) {
      expect(await steps.filter({ hasText: step }).count(), step).toBeGreaterThan(0);
    }
    await steps.first().locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Stanza' }).getByText('采购合同').waitFor();
    await page.getByText('Every byte passed through this server').waitFor();
    const address = page.url();
    await page.reload();
    await heading(/采购合同/u).waitFor();
    expect(page.url()).toBe(address);
    await page.goBack();
    await heading('Transfers').waitFor();
  });

  it('ends a session, and the client is disconnected', async () => {
    const bob = bots.at(-1);
    await go('/sessions');
    await button('End session bob@localhost/bot').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('waybill sessions kick').waitFor({ state: 'attached' });
    await dialog.getByRole('button', { name: 'End', exact: true }).click();
    await bob?.closed;
    await button('End session bob@localhost/bot').waitFor({ state: 'detached' });
  });

  it('locks a user, with the reason, and unlocks again', async () => {
    await go('/users/bob%40localhost');
    await heading('bob@localhost').waitFor();
    await button('Lock').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason (optional)').fill('lost laptop');
    await dialog.getByLabel('Ends by itself').fill('2099-01-01');
    await dialog.getByRole('button', { name: 'Lock' }).click();
    await page.getByText('lost laptop').waitFor();
    await page.getByText('until 1 Jan 2099').waitFor();
    await button('Unlock').click();
    await button('Lock').waitFor();
  });
});

describe('nobody is shut out', () => {
  const places: readonly (readonly [string, RegExp | string])[] = [
    ['/', 'svg'],
    ['/transfers', 'table'],
    ['/live', 'h1'],
    ['/users', 'table'],
    ['/users/alice%40localhost', 'figure'],
    ['/users/alice%40localhost?tab=transfers', 'table'],
    ['/users/alice%40localhost?tab=limits', '[role=tabpanel] dl'],
    ['/users/alice%40localhost?tab=roster', '[role=tabpanel] p'],
    ['/users/alice%40localhost?tab=notes', 'form'],
    ['/users/alice%40localhost?tab=sign-ins', 'table'],
    ['/users/alice%40localhost?tab=sessions', 'table'],
    ['/sessions', 'table'],
    ['/account', 'form'],
    ['/health', 'main h2'],
    ['/attachments', 'main a'],
    ['/attachments/new', 'main li'],
    ['/attachments/new?server=ejabberd', 'form'],
    ['/attachments/new?step=prove', 'main svg'],
    ['/attachments/new?step=end', 'main ol'],
    ['/users/nobody%40localhost', 'main a'],
  ];

  for (const theme of ['light', 'dark']) {
    for (const locale of ['en', 'zh-Hans']) {
      it(`axe finds nothing on any page, ${theme}, ${locale}`, async () => {
        await page.evaluate(
          ([looks, language]) => {
            localStorage.setItem('waybill.theme', looks ?? '');
            localStorage.setItem('waybill.locale', language ?? '');
          },
          [theme, locale],
        );
        await go('/transfers');
        const link = page.locator('[data-row-link]').first();
        const detail = (await link.getAttribute('href')) ?? '';
        for (const [path, sign] of [...places, [detail, 'ol'] as const]) {
          await go(path);
          await page
            .locator(`main ${String(sign).replace('main ', '')}`)
            .first()
            .waitFor();
          expect(await page.locator('html').getAttribute('lang')).toBe(locale);
          expect(await violations(page), path).toEqual([]);
        }
      });
    }
  }

  it('reflows at 360 pixels without a sideways scroll', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const [path] of places) {
      await go(path);
      await page.locator('main h1, main p').first().waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, path).toBe(360);
      expect(await violations(page), path).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('can be walked through by keys, and the keys can be switched off', async () => {
    await page.evaluate(() => {
      localStorage.setItem('waybill.locale', 'en');
    });
    await go('/');
    await heading('Overview').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await heading('Users').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByRole('heading', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: OPERATOR.name }).click();
    await page.getByLabel('Single-key shortcuts').uncheck();
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByLabel('Single-key shortcuts').check();
  });
});

describe('when the server goes away', () => {
  it('says so under an open page, and goes on when it is back', async () => {
    await go('/live');
    await page.getByText('Up to date', { exact: true }).waitFor();
    await server.down();
    await page.getByText('The server does not answer.').waitFor();
    await server.up();
    await page.getByText('Up to date', { exact: true }).waitFor();
    await page.getByText('The server is back.').waitFor();
  });

  it('had nothing to complain of all the while', () => {
    expect(browser.complaints).toEqual([]);
  });
});
