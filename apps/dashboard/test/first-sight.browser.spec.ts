import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './support/browser';
import type { Browser } from './support/browser';
import { Server } from './support/server';
import { OPERATOR_SETTINGS, signIn } from './support/sign-in';

let server: Server;
let browser: Browser;
let page: Page;

const rows = () => page.locator('tbody tr');

/** Every script waits for this. */
let gate = Promise.resolve();

/** Keeps scripts away from the page until what it returns is called. */
function withhold(): () => void {
  let release = (): void => undefined;
  gate = new Promise((resolve) => {
    release = resolve;
  });
  return release;
}

/** What the page asks the API for, from now on. */
function listen(): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/api/')) asked.push(decodeURIComponent(pathname + search));
  });
  return asked;
}

beforeAll(async () => {
  server = await Server.start({ settings: OPERATOR_SETTINGS, transfers: 120 });
  browser = await openBrowser();
  ({ page } = browser);
  await page.route('**/*.js', async (route) => {
    await gate;
    await route.continue();
  });
  await signIn(page, server.origin);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await server.end();
});

describe('the first sight of a page', () => {
  it('asks for its rows before its scripts are there, and for each thing once', async () => {
    const release = withhold();
    const asked = listen();
    const list = page.waitForResponse((answer) => answer.url().includes('/api/v1/transfers?'));
    await page.goto(`${server.origin}/transfers`, { waitUntil: 'commit' });
    await list;
    expect(await page.locator('a, button, input').count()).toBe(0);
    release();
    await rows().nth(49).waitFor();
    await page.waitForLoadState('networkidle');
    const once = ['/api/v1/session', '/api/v1/transfers?limit=50&sort=-time'];
    for (const address of once) expect(asked.filter((one) => one === address)).toEqual([address]);
    expect(asked.filter((one) => one === '/api/v1/transfers?sort=-time&limit=50')).toEqual([]);
  });

  it('shows what the address asks for, not what a plain one would', async () => {
    await page.goto(`${server.origin}/transfers?sort=-bytes`);
    await rows().nth(49).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Bytes' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
  });

  it('changes the language under what is typed', async () => {
    await page.goto(`${server.origin}/transfers`);
    const release = withhold();
    const box = page.getByRole('search').getByRole('textbox');
    await box.fill('from:');
    await page.getByRole('button', { name: '简体中文' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Transfers');
    release();
    await page.getByRole('heading', { level: 1, name: '传输' }).waitFor();
    expect(await box.inputValue()).toBe('from:');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Transfers' }).waitFor();
  });
});

describe('a box that narrows a list', () => {
  it('looks for the first letters at once, and never takes back the next ones', async () => {
    await page.goto(`${server.origin}/transfers`);
    await rows().nth(49).waitFor();
    const box = page.getByRole('search').getByRole('textbox');
    for (const text of ['re', 'rep', 'repo', 'rep', 're', 'rex', '']) {
      await box.fill(text);
      await page.waitForURL((url) => (url.searchParams.get('q') ?? '') === text);
      expect(await box.inputValue()).toBe(text);
    }
    await box.pressSequentially('status:failed from:user1@localhost', { delay: 20 });
    await page.waitForURL((url) => url.searchParams.get('from') === 'user1@localhost');
    expect(await box.inputValue()).toBe('status:failed from:user1@localhost');
    await page.getByRole('button', { name: /status failed/u }).click();
    await expect.poll(() => box.inputValue()).toBe('from:user1@localhost');
  });

  it('waits for the end of a Chinese word', async () => {
    const asked = listen();
    const box = page.getByRole('search').getByRole('textbox');
    await box.fill('');
    await page.waitForURL((url) => url.search === '');
    const devtools = await page.context().newCDPSession(page);
    const composed = { selectionStart: 2, selectionEnd: 2 };
    await devtools.send('Input.imeSetComposition', { text: 'he', ...composed });
    await devtools.send('Input.imeSetComposition', { text: 'het', ...composed });
    await devtools.send('Input.insertText', { text: '合同' });
    await page.waitForURL((url) => url.searchParams.get('q') === '合同');
    await devtools.detach();
    expect(asked.filter((address) => /[?&]q=h/u.test(address))).toEqual([]);
  });
});

describe('a palette that is still on its way', () => {
  it('takes what was typed meanwhile, which does nothing else', async () => {
    await page.goto(`${server.origin}/transfers`, { waitUntil: 'commit' });
    await rows().nth(49).waitFor();
    const release = withhold();
    await page.keyboard.press('Control+k');
    // each letter but the last is a key of the list
    await page.keyboard.type('exn/g');
    release();
    await page.getByRole('combobox').waitFor();
    expect(await page.getByRole('combobox').inputValue()).toBe('exn/g');
    expect(new URL(page.url()).search).toBe('');
    await page.keyboard.press('Escape');
    await page.getByRole('combobox').waitFor({ state: 'detached' });
  });
});

it('had nothing to complain of all the while', () => {
  expect(browser.complaints).toEqual([]);
});
