import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutWidth, openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { Server } from './support/server';
import { LOOKS, OPERATOR_SETTINGS, dress, signIn } from './support/sign-in';

let server: Server;
let browser: Browser;
let page: Page;

const go = (path: string) => page.goto(server.origin + path);
const chart = () => page.locator('[data-chart=days]');
const heading = (name: string) => page.getByRole('heading', { level: 1, name });

/** How many transfers the list says it holds. */
async function listed(): Promise<number> {
  await heading('Transfers').waitFor();
  const said = page.getByText(/^[\d,]+ transfers?$/u);
  await said.waitFor();
  return Number((await said.innerText()).replaceAll(/\D/gu, ''));
}

beforeAll(async () => {
  server = await Server.start({ settings: OPERATOR_SETTINGS, transfers: 2000 });
  browser = await openBrowser();
  ({ page } = browser);
  await signIn(page, server.origin);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await server.end();
});

describe('the charts', () => {
  it('lead from each mark of a day to the list of just those', async () => {
    await go('/?by=outcome');
    const mark = chart().locator('a[href*="status=failed"]').first();
    const count = Number(/(\d+)$/u.exec((await mark.locator('title').textContent()) ?? '')?.[1]);
    const href = await mark.getAttribute('href');
    await mark.locator('rect').click();
    await page.waitForURL(`**${href ?? ''}`);
    expect(await listed()).toBe(count);
    await page.goBack();
    await heading('Overview').waitFor();
    expect(new URL(page.url()).search).toBe('?by=outcome');
  });

  it('say in a table what they draw, and lead to the same lists', async () => {
    await go('/');
    await chart().waitFor();
    await page.getByText('Show as table').click();
    const table = page.getByRole('table', { name: /Transfers per day/u });
    expect(await table.getByRole('row').count()).toBe(31);
    const drawn = await chart()
      .locator('a[href*="method="]')
      .evaluateAll((marks) => marks.map((mark) => mark.getAttribute('href')));
    const told = await table
      .locator('a[href*="method="]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(told.toSorted()).toEqual(drawn.toSorted());
    await page.getByLabel('By outcome').click();
    await table.getByRole('columnheader', { name: 'Failed' }).waitFor();
  });

  it.each(['How they ended', 'Why they failed', 'How they were sent', 'Who sent most'])(
    '%s: a bar opens its list',
    async (name) => {
      await go('/');
      const first = page.getByRole('table', { name }).getByRole('row').nth(1);
      const text = await first.innerText();
      const count = /([\d,]+) · /u.exec(text)?.[1]?.replaceAll(',', '');
      await first.getByRole('link').click();
      const found = await listed();
      if (count === undefined) expect(found).toBeGreaterThan(0);
      else expect(found).toBe(Number(count));
    },
  );

  it.each(LOOKS)('axe finds nothing, $theme, $locale', async ({ theme, locale }) => {
    await dress(page, theme, locale);
    await go('/');
    await chart().waitFor();
    await page.locator('summary').first().click();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => layoutWidth(page)).toBe(360);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await dress(page, 'light', 'en');
  });

  it('had nothing to complain of all the while', () => {
    expect(browser.complaints).toEqual([]);
  });
});
