import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutWidth, openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { call, look, LOOKS, OPERATOR, signUp } from './support/desk';
import { Server } from './support/server';

let server: Server;
let browser: Browser;
let page: Page;

const go = (path: string) => page.goto(server.origin + path);
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const row = (text: string | RegExp) => page.getByRole('row').filter({ hasText: text });

beforeAll(async () => {
  server = await Server.start();
  browser = await openBrowser();
  ({ page } = browser);
  await signUp(server, page);
  await call(page, 'POST', '/users', { jid: 'alice@localhost' });
  await call(page, 'POST', '/users/alice@localhost/lock', { reason: 'lost laptop' });
  await call(page, 'PATCH', '/users/alice@localhost', { note: 'ring first' });
  // More than a page of them.
  for (let i = 0; i < 60; i += 1) await call(page, 'POST', '/invites', { note: `n${String(i)}` });
});

afterAll(async () => {
  await browser.close();
  await server.end();
});

describe('the audit page', () => {
  it('says of each entry what was done, by whom and to whom', async () => {
    await go('/audit?kind=account-change');
    const locked = row('User locked');
    await locked.getByText('alice@localhost').waitFor();
    await locked.getByText(OPERATOR.name, { exact: true }).waitFor();
    expect(await row('Invitation made').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  });

  it('opens an entry to its before and after, at an address of its own', async () => {
    await row('Note changed').getByRole('link').click();
    const dialog = page.getByRole('dialog');
    const change = dialog.getByRole('table', { name: 'What changed' });
    await change.getByText('ring first').waitFor();
    await dialog.getByText(/^[\da-f]{64}$/u).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await change.getByText('ring first').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => url.search === '?kind=account-change');
  });

  it('is narrowed by kind, by who did it and to whom, and by day', async () => {
    await go('/audit');
    await button('Kind').click();
    await page.getByRole('checkbox', { name: 'Operator action' }).click();
    await page.waitForURL(/kind=operator-action$/u);
    await page.getByRole('checkbox', { name: 'User change' }).click();
    await page.keyboard.press('Escape');
    await page.waitForURL(/kind=operator-action,account-change/u);
    await page.getByLabel('Done to').fill('alice@localhost');
    await page.keyboard.press('Enter');
    await row('User added').waitFor();
    await row('Invitation made').first().waitFor({ state: 'detached' });
    await page.getByLabel('Until').fill('2020-01-01');
    await page.getByText('No entries').waitFor();
    expect(await violations(page)).toEqual([]);
    await button('Clear filters').click();
    await row('Invitation made').first().waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('pages through the chain by keys, and comes back', async () => {
    await go('/audit');
    await row('Invitation made').first().waitFor();
    await page.locator('body').click({ position: { x: 5, y: 850 } });
    await page.keyboard.press('n');
    await row('Server set up').waitFor();
    await page.keyboard.press('p');
    await row('Server set up').waitFor({ state: 'detached' });
  });

  it('starts over where a cursor belongs to another filter', async () => {
    const first = await call(page, 'GET', '/audit?limit=1');
    const { next } = first.body as { readonly next: string };
    await go(`/audit?kind=sign-in&after=${next}`);
    await page.waitForURL((url) => !url.searchParams.has('after'));
    await heading('Audit').waitFor();
  });

  it('recomputes the chain, and says that it is whole', async () => {
    await go('/audit');
    await page.getByText('has not been checked').waitFor();
    await button('Verify the chain').click();
    await page.getByText('The chain is whole.').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('leaves as a file, and says so in the chain', async () => {
    await go('/audit?kind=account-change');
    await row('User locked').waitFor();
    await button('Export').click();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: /^CSV UTF-8, for/u }).click();
    const text = await readFile(await (await coming).path(), 'utf8');
    expect(text).toContain('alice@localhost');
    expect(text).not.toContain('invite-made');
    await go('/audit');
    await row('Records exported').waitFor();
  });

  it.each(LOOKS)('is read by everybody, %s, %s', async (theme, locale) => {
    await look(page, theme, locale);
    for (const path of [
      '/audit',
      '/audit?target=nobody@localhost',
      '/audit?row=3&kind=account-change',
    ]) {
      await go(path);
      await page.locator('main h1').waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);
      expect(await violations(page), path).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      await expect.poll(() => layoutWidth(page), { message: path }).toBe(360);
      expect(await violations(page), path).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  });

  it('had nothing to complain of', () => {
    expect(browser.complaints).toEqual([]);
  });
});
