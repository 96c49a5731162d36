import { readFile } from 'node:fs/promises';
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
const button = (name: string | RegExp) => page.getByRole('button', { name });
const row = (text: string) => page.getByRole('row').filter({ hasText: text });
const dialog = () => page.getByRole('dialog');
const pick = (jid: string) => page.getByRole('checkbox', { name: `Pick ${jid}` });
const bar = () => page.getByRole('region', { name: 'With those picked' });
const NAMES = Array.from({ length: 55 }, (_, i) => `user${String(i).padStart(2, '0')}`);

beforeAll(async () => {
  server = await Server.start();
  browser = await openBrowser();
  ({ page } = browser);
  await signUp(server, page);
  for (const name of NAMES) await call(page, 'POST', '/users', { jid: `${name}@localhost` });
});

afterAll(async () => {
  await browser.close();
  await server.end();
});

/** Presses a button of the bar, and the same one in the dialog that it opens. */
async function change(action: string, field?: string, word?: string): Promise<void> {
  await bar().getByRole('button', { name: action, exact: true }).click();
  if (field !== undefined)
    await dialog()
      .first()
      .getByLabel(field)
      .fill(word ?? '');
  expect(await violations(page)).toEqual([]);
  await dialog().first().getByRole('button', { name: action, exact: true }).click();
}

describe('many users at once', () => {
  it('are locked, with the reason', async () => {
    await go('/users');
    await pick('user00@localhost').check();
    await pick('user01@localhost').check();
    await bar().getByText('2 picked').waitFor();
    expect(await violations(page)).toEqual([]);
    await change('Lock', 'Reason (optional)', 'moved away');
    await page.getByText('2 users were locked.').waitFor();
    await row('user00@localhost').getByText('moved away').waitFor();
    await bar().waitFor({ state: 'detached' });
  });

  it('are found by a quick filter that counts them', async () => {
    await button('Locked 2').click();
    await page.waitForURL(/status=locked/u);
    await page.getByText('2 users', { exact: true }).waitFor();
    expect(await row('user02').count()).toBe(0);
    await button('All 55').waitFor();
  });

  it('are unlocked, by keys alone', async () => {
    await pick('user00@localhost').focus();
    await page.keyboard.press('Space');
    await bar().getByRole('button', { name: 'Pick this page' }).focus();
    await page.keyboard.press('Enter');
    await bar().getByText('2 picked').waitFor();
    await bar().getByRole('button', { name: 'Unlock' }).focus();
    await page.keyboard.press('Enter');
    await dialog().first().getByRole('button', { name: 'Unlock' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('2 users were unlocked.').waitFor();
    await page.getByText('Nobody matches').waitFor();
  });

  it('get a note, all that match on all pages', async () => {
    await go('/users');
    await pick('user00@localhost').check();
    await bar().getByRole('button', { name: 'Pick all 55 that match' }).click();
    await bar().getByText('55 picked').waitFor();
    await change('Set note', 'Note', 'class of 26');
    await page.getByText('The notes of 55 users were set.').waitFor();
    await button('Next').click();
    await row('user54@localhost').getByText('class of 26').waitFor();
  });

  it('are not changed where their number has changed meanwhile', async () => {
    await go('/users?q=user5');
    await pick('user50@localhost').check();
    await bar().getByRole('button', { name: 'Pick all 5 that match' }).click();
    await call(page, 'POST', '/users', { jid: 'user59@localhost' });
    await change('Lock');
    await page.getByText('Meanwhile another number of users matches.').waitFor();
    await page.keyboard.press('Escape');
  });

  it('are deleted, after their number was typed and who asks has proven it', async () => {
    await go('/users?q=user5');
    for (const jid of ['user50@localhost', 'user51@localhost']) await pick(jid).check();
    await bar().getByRole('button', { name: 'Delete' }).click();
    const act = dialog().first().getByRole('button', { name: 'Delete' });
    expect(await act.isDisabled()).toBe(true);
    await dialog().first().getByLabel('Type 2 to confirm').fill('2');
    await act.click();
    await page.getByText('2 users were deleted.').waitFor();
    await row('user50@localhost').waitFor({ state: 'detached' });
  });

  it('leave as a file, narrowed as the list is', async () => {
    await go('/users?q=user52');
    await row('user52').waitFor();
    await button('Export').click();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: /^CSV for Excel/u }).click();
    const text = await readFile(await (await coming).path(), 'utf8');
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text).toContain('user52@localhost');
    expect(text).not.toContain('user53@localhost');
  });
});

describe('new people', () => {
  it('come by hand, by link and from a file, through one door', async () => {
    await go('/users');
    await page.locator('main table').waitFor();
    await button('Add people').click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Invite by link' }).click();
    await dialog().getByLabel('How many people').waitFor();
  });
});

describe('nobody is shut out', () => {
  it.each(LOOKS)('of the list of users, %s, %s', async (theme, locale) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await look(page, theme, locale);
    await go('/users');
    await page.locator('main table').waitFor();
    await page.getByRole('checkbox').first().check();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => layoutWidth(page)).toBe(360);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('had nothing to complain of', () => {
    expect(browser.complaints).toEqual([]);
  });
});
