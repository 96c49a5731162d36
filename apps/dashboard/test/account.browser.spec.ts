import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt } from './support/authenticator';
import { layoutWidth, openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { call, look, LOOKS, OPERATOR, signUp } from './support/desk';
import { Server } from './support/server';

let server: Server;
let browser: Browser;
let page: Page;

const go = (path: string) => page.goto(server.origin + path);
const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');

beforeAll(async () => {
  server = await Server.start();
  browser = await openBrowser();
  ({ page } = browser);
  await signUp(server, page);
});

afterAll(async () => {
  await browser.close();
  await server.end();
});

/** Lets the next call of `method` find that its caller has not proven himself lately. */
async function forgetProof(method: string, path: string): Promise<void> {
  let refused = false;
  await page.route(`**/api/v1${path}`, async (route) => {
    if (refused || route.request().method() !== method) return route.continue();
    refused = true;
    return route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'urn:waybill:problem:step-up-needed', detail: 'prove it' }),
    });
  });
}

describe('my second factor', () => {
  it('is set up by scanning, or typing, a secret and one code of it', async () => {
    await go('/account');
    await button('Set up an authenticator').click();
    await dialog().getByRole('img', { name: 'The secret as a QR code' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog().getByText('Cannot scan? Type it in').click();
    const secret = await dialog().locator('code').innerText();
    expect(secret).toMatch(/^(?:[A-Z2-7]{4} ?){8}$/u);
    await dialog().getByLabel('Code that the app shows').fill('000');
    await dialog().getByRole('button', { name: 'Turn on' }).click();
    await dialog().getByText('This code is wrong.').waitFor();
    await dialog().getByLabel('Code that the app shows').fill(codeAt(secret, Date.now()));
    await page.keyboard.press('Enter');
    await dialog().getByRole('heading', { name: 'Keep your recovery codes' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('gives ten recovery codes, which can be saved and are not shown again', async () => {
    const codes = await dialog().getByRole('listitem').allInnerTexts();
    expect(new Set(codes).size).toBe(10);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      dialog().getByRole('button', { name: 'Save as file' }).click(),
    ]);
    const saved = await readFile(await file.path(), 'utf8');
    expect(saved.split('\n')).toEqual(expect.arrayContaining(codes));
    await dialog().getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('An authenticator is asked for when you sign in').waitFor();
    await page.getByText('10 recovery codes are left.').waitFor();
    expect(await page.getByText(codes[0] ?? '-').count()).toBe(0);
  });

  it('is turned off only by who proves to be himself', async () => {
    await forgetProof('DELETE', '/account/second-factor');
    await button('Turn off').click();
    await dialog().getByRole('button', { name: 'Turn off' }).click();
    const proof = dialog().filter({ hasText: 'Is it you?' });
    await proof.getByLabel('Your password').fill('not this one');
    await proof.getByRole('button', { name: 'Go on' }).click();
    await proof.getByText('This is not your password.').waitFor();
    expect(await violations(page)).toEqual([]);
    await proof.getByLabel('Your password').fill(OPERATOR.password);
    await page.keyboard.press('Enter');
    await button('Set up an authenticator').waitFor();
    expect((await call(page, 'GET', '/account/second-factor')).body).toMatchObject({ on: false });
  });
});

describe('my password and places', () => {
  it('shows another browser, and signs it out', async () => {
    const other = await fetch(`${server.origin}/api/v1/login`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Waybill-CSRF': '1',
        'User-Agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0',
      },
      body: JSON.stringify(OPERATOR),
    });
    const cookie = other.headers.get('set-cookie')?.split(';')[0] ?? '';
    const account = () => fetch(`${server.origin}/api/v1/account`, { headers: { cookie } });
    expect((await account()).status).toBe(200);
    await go('/account');
    const place = page.getByRole('listitem').filter({ hasText: 'Firefox, Windows' });
    await place.getByRole('button', { name: /^Sign out/u }).click();
    await place.waitFor({ state: 'detached' });
    expect((await account()).status).toBe(401);
  });

  it('changes the password for who knows the old one', async () => {
    await page.getByLabel('Current password').fill('not this one');
    await page.getByLabel('New password').fill('seven green bottles');
    await button('Change password').click();
    await page.getByText('This is not your password.').waitFor();
    await page.getByLabel('Current password').fill(OPERATOR.password);
    await button('Change password').click();
    await page.getByText('Your password was changed.').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe('nobody is shut out', () => {
  it.each(LOOKS)('of the own account, %s, %s', async (theme, locale) => {
    await look(page, theme, locale);
    await go('/account');
    await page.locator('main h1').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => layoutWidth(page)).toBe(360);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('had nothing to complain of', () => {
    expect(browser.complaints).toEqual([]);
  });
});
