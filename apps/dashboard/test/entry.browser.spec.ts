/** The pages before the desk, for everybody: with a stale link, in every look, on a narrow screen, and by keys alone. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutWidth, openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { look, LOOKS, OPERATOR } from './support/desk';
import { Server } from './support/server';

const MOST_TABS = 60;

let server: Server;
let browser: Browser;
let page: Page;

const go = (path: string) => page.goto(server.origin + path);
const heading = (name: string) => page.getByRole('heading', { level: 1, name });

beforeAll(async () => {
  server = await Server.start();
  browser = await openBrowser();
  ({ page } = browser);
});

afterAll(async () => {
  await browser.close();
  await server.end();
});

async function isReadable(): Promise<void> {
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => layoutWidth(page)).toBe(360);
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Goes on with the tab key until it is on what is called so. */
async function tabTo(name: string): Promise<void> {
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
      return element?.getAttribute('aria-label') ?? (label ?? element)?.textContent.trim() ?? '';
    });
  for (let i = 0; i < MOST_TABS; i++) {
    if ((await focused()).startsWith(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the tab key does not lead to “${name}”`);
}

async function signOut(): Promise<void> {
  await tabTo(OPERATOR.name);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sign out' }).first().waitFor();
  await tabTo('Sign out');
  await page.keyboard.press('Enter');
  await heading('Sign in').waitFor();
}

describe('the setup page', () => {
  it.each(LOOKS)(
    'says that its link is over, and keeps what was written, %s, %s',
    async (...how) => {
      await go('/login');
      await look(page, ...how);
      await go('/setup#no-token-of-ours');
      await page.locator('input[autocomplete=username]').fill('grace');
      await page.locator('input[type=password]').fill('a sentence is fine');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: 'waybill admin create' }).waitFor();
      expect(await page.locator('input[autocomplete=username]').inputValue()).toBe('grace');
      await isReadable();
    },
  );

  it('is gone through by keys alone, up to the overview', async () => {
    await look(page, 'light', 'en');
    // from elsewhere: a change of the fragment alone loads nothing
    await page.goto('about:blank');
    await go(server.setupLink);
    await page.getByLabel('Your name').waitFor();
    await tabTo('Your name');
    await page.keyboard.type(OPERATOR.name);
    await tabTo('Password');
    await page.keyboard.type(OPERATOR.password);
    await page.keyboard.press('Enter');
    await heading('Where does Waybill work?').waitFor();
    expect(await violations(page)).toEqual([]);
    await tabTo('Skip all this');
    await page.keyboard.press('Enter');
    await heading('Overview').waitFor();
  });
});

describe('with keys alone', () => {
  it('a user is added and shown', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await heading('Users').waitFor();
    await tabTo('Add people');
    await page.keyboard.press('Enter');
    await tabTo('Add user');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Add user').first().waitFor();
    await page.keyboard.type('grace');
    await dialog.getByText('Will be grace@localhost').waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('heading', { name: 'grace@localhost was added' }).waitFor();
    await tabTo('Done');
    await page.keyboard.press('Enter');
    await tabTo('grace');
    await page.keyboard.press('Enter');
    await heading('grace').waitFor();
  });

  it('one signs out, and in again', async () => {
    await signOut();
    await tabTo('Name');
    await page.keyboard.type(OPERATOR.name);
    await tabTo('Password');
    await page.keyboard.type(OPERATOR.password);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: OPERATOR.name }).waitFor();
    await signOut();
  });
});

describe('the sign-in page', () => {
  it.each(LOOKS)('is read by everybody, also when it refuses, %s, %s', async (...how) => {
    await look(page, ...how);
    await go('/login');
    await page.locator('input[autocomplete=username]').fill(OPERATOR.name);
    await isReadable();
    await page.locator('input[type=password]').fill('not this one');
    await page.keyboard.press('Enter');
    await page.locator('[aria-invalid=true]').waitFor();
    await isReadable();
  });

  it.each(LOOKS)('leads to the ways back in, %s, %s', async (...how) => {
    await look(page, ...how);
    await go('/login');
    await page.locator('main a[href="/login/recover"]').click();
    await page.getByText('npx waybill admin reset NAME', { exact: true }).waitFor();
    await page.getByText('waybill admin disable-2fa NAME').waitFor();
    await isReadable();
    await page.locator('main a[href="/login"]').click();
    await page.locator('input[type=password]').waitFor();
  });

  it('had nothing to complain of', () => {
    expect(browser.complaints).toEqual([]);
  });
});
