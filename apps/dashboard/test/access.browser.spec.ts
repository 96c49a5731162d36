import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutWidth, openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { call, look, LOOKS, signUp } from './support/desk';
import { Server } from './support/server';

let server: Server;
let browser: Browser;
let page: Page;

const go = (path: string) => page.goto(server.origin + path);
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');
const setting = (path: string) => page.getByRole('heading', { level: 3, name: path });
const row = (text: string) => page.getByRole('row').filter({ hasText: text });

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

/** What the API answers to whoever comes with `key`. */
async function statusFor(key: string, path: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}` };
  return (await fetch(`${server.origin}/api/v1${path}`, { headers })).status;
}

describe('an API key', () => {
  let secret = '';

  it('is made with scopes of its own, and shown this once', async () => {
    await go('/keys');
    await page.getByText('No API keys yet').waitFor();
    await button('New key').first().click();
    await dialog().getByLabel('Name', { exact: true }).fill("ada's backup");
    expect(await dialog().getByRole('button', { name: 'Make the key' }).isDisabled()).toBe(true);
    await dialog().getByLabel('See transfers').check();
    expect(await violations(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Make the key' }).click();
    await dialog().getByRole('heading', { name: "The key ada's backup" }).waitFor();
    secret = await dialog().locator('output').innerText();
    expect(secret).toMatch(/^wbk_/u);
    expect(await violations(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Done' }).click();
    await row("ada's backup").getByText('not used yet').waitFor({ state: 'attached' });
    expect(await page.getByText(secret).count()).toBe(0);
  });

  it('opens what its scopes say, nothing else, and its use is seen', async () => {
    expect(await statusFor(secret, '/transfers')).toBe(200);
    expect(await statusFor(secret, '/users')).toBe(403);
    await go('/keys');
    await row("ada's backup").getByText('127.0.0.1').waitFor();
  });

  it('ends at once when it is revoked', async () => {
    await button("Revoke ada's backup").click();
    await dialog().getByText('waybill token revoke').waitFor({ state: 'attached' });
    expect(await violations(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Revoke' }).click();
    await row("ada's backup").getByText('Revoked', { exact: true }).waitFor();
    expect(await statusFor(secret, '/transfers')).toBe(401);
  });
});

describe('operators', () => {
  it('are added with a role, and choose their password on a link', async () => {
    await go('/operators');
    await row('ada').getByText('you').waitFor();
    await button('Add operator').click();
    await dialog().getByLabel('Name', { exact: true }).fill('ada');
    await dialog().getByLabel('Auditor').check();
    expect(await violations(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Add and make a link' }).click();
    await dialog().getByText('Somebody has this name already.').waitFor();
    await dialog().getByLabel('Name', { exact: true }).fill('grace');
    await dialog().getByRole('button', { name: 'Add and make a link' }).click();
    await dialog().getByRole('heading', { name: 'grace was added' }).waitFor();
    expect(await dialog().locator('output').innerText()).toContain('/reset#');
    await dialog().getByRole('button', { name: 'Done' }).click();
    await row('grace').getByText('Auditor').waitFor();
  });

  it('get another role, and another link', async () => {
    await button('Change grace').click();
    await dialog().getByLabel('Helpdesk').check();
    expect(await violations(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Give this role' }).click();
    await page.getByText('grace is at the helpdesk now.').waitFor();
    await row('grace').getByText('Helpdesk').waitFor();
    await button('Change grace').click();
    await dialog().getByRole('button', { name: 'Reset link' }).click();
    await dialog().getByRole('img', { name: 'The link as a QR code' }).waitFor();
    const link = await dialog().locator('output').innerText();
    await dialog().getByRole('button', { name: 'Done' }).click();
    const token = link.split('#')[1];
    const reset = await call(page, 'POST', '/reset', { token, password: 'ten red balloons' });
    expect(reset.status).toBe(200);
  });

  it('are locked and unlocked, which is told to who knows the password', async () => {
    await button('Change grace').click();
    await dialog()
      .getByText('npx waybill admin lock grace', { exact: true })
      .waitFor({ state: 'attached' });
    await dialog().getByRole('button', { name: 'Lock', exact: true }).click();
    await page.getByText('grace is locked.').waitFor();
    await row('grace').getByText('locked').waitFor();
    const credentials = { name: 'grace', password: 'ten red balloons' };
    expect((await call(page, 'POST', '/login', credentials)).body).toMatchObject({
      type: 'urn:waybill:problem:operator-locked',
    });
    await button('Change grace').click();
    await dialog().getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('grace may sign in again.').waitFor();
    await row('grace').getByText('locked').waitFor({ state: 'detached' });
  });

  it('are removed only by who says so twice', async () => {
    await button('Change grace').click();
    await dialog().getByText('waybill admin remove grace').waitFor({ state: 'attached' });
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await dialog().getByText('Really remove grace?').waitFor();
    await dialog().getByRole('button', { name: 'Remove now' }).click();
    await page.getByText('grace was removed.').waitFor();
    await row('grace').waitFor({ state: 'detached' });
  });
});

describe('settings', () => {
  it('tell what each is, and where it comes from', async () => {
    await go('/settings');
    const listen = page.getByRole('listitem').filter({ hasText: 'http.listen' });
    await listen.getByText('Command line', { exact: true }).waitFor();
    await listen.getByText('--set http.listen').waitFor();
    const days = page.getByRole('listitem').filter({ hasText: 'standalone.maxSessionsPerAccount' });
    await days.getByText('Default').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('are found by what they are called, worth or about; the address keeps it', async () => {
    await page.getByLabel('Search settings').fill('streamhost');
    await page.waitForURL(/q=streamhost/u);
    await setting('dataDir').waitFor({ state: 'detached' });
    await go('/settings?q=scramIterations&set=1');
    await page.getByText('4096').waitFor();
    expect(await page.getByRole('heading', { level: 3 }).count()).toBe(1);
    await go('/settings?q=nosuchthing');
    await page.getByText('Nothing matches').waitFor();
    await button('Show all settings').click();
    await setting('dataDir').waitFor();
  });
});

describe('the API reference', () => {
  it('is served from here, with nothing from elsewhere', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.getByRole('link', { name: 'API reference' }).click();
    await page.waitForURL('**/api/docs');
    await page.getByRole('link', { name: 'OpenAPI 3.1' }).waitFor();
    expect(asked.filter((url) => !url.startsWith(server.origin))).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => layoutWidth(page)).toBe(360);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('link', { name: 'Waybill dashboard' }).click();
    await heading('Overview').waitFor();
  });
});

describe('nobody is shut out', () => {
  it.each(LOOKS)('of keys, operators and settings, %s, %s', async (theme, locale) => {
    await look(page, theme, locale);
    for (const path of ['/keys', '/operators', '/settings']) {
      await go(path);
      await page.locator('main h1').waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);
      expect(await violations(page), path).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      await expect.poll(() => layoutWidth(page), { message: path }).toBe(360);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  });

  it('had nothing to complain of', () => {
    expect(browser.complaints).toEqual([]);
  });
});
