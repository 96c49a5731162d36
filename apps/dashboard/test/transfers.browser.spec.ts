import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutWidth, openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { ChatBot, failTransfer, startTransfer } from './support/chat-bot';
import { call } from './support/desk';
import { Server } from './support/server';
import { LOOKS, OPERATOR_SETTINGS, dress, signIn } from './support/sign-in';

const BENCH_PASSWORD = 'a password of the bench';
const LONG = `${'很长的名字'.repeat(250)}.pdf`;
const HOSTILE = {
  bidi: 'invoice\u202Efdp.exe',
  formula: `=cmd|'/c calc'!A1.csv`,
  long: LONG,
};

const OWN_HOSTS = ['192.168.1.5', '2001:db8::5'];

let server: Server;
let browser: Browser;
let page: Page;

const go = (path: string) => page.goto(server.origin + path);
const button = (name: string | RegExp) => page.getByRole('button', { name });
const rows = () => page.locator('tbody tr');
const panel = () => page.getByRole('complementary');

beforeAll(async () => {
  server = await Server.start({ settings: OPERATOR_SETTINGS, transfers: 1200 });
  browser = await openBrowser();
  ({ page } = browser);
  await signIn(page, server.origin);
  const [sender, receiver] = await Promise.all(
    ['user1', 'user2'].map((name) => ChatBot.logIn(server.chatPort, name, BENCH_PASSWORD)),
  );
  if (sender === undefined || receiver === undefined) throw new Error('nobody there');
  for (const name of Object.values(HOSTILE)) {
    const file = { name, size: 1000, streamhostPort: server.streamhostPort };
    const transfer = await startTransfer(sender, receiver, file);
    transfer.write(file.size);
    await transfer.finish();
  }
  const ways = { size: 1000, streamhostPort: server.streamhostPort, ownHosts: OWN_HOSTS };
  const relayed = await startTransfer(sender, receiver, { ...ways, name: 'relayed.pdf' });
  relayed.write(1000);
  await relayed.finish();
  await failTransfer(sender, receiver, { ...ways, name: 'no way.pdf' });
  sender.end();
  receiver.end();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await server.end();
});

describe('a waybill beside the list', () => {
  it('opens by a click, stands in the address, and outlives a reload', async () => {
    await go('/transfers?status=failed');
    await rows().nth(1).getByRole('link').click();
    await panel().getByText('What happened').waitFor();
    const id = new URL(page.url()).searchParams.get('row') ?? '';
    expect(id).toMatch(/^wb-/u);
    expect(await panel().getByRole('heading', { name: id }).count()).toBe(1);
    await page.reload();
    await panel().getByText('What to do').waitFor();
    expect(await page.locator('tr [aria-current]').getAttribute('data-row-link')).toBe(id);
    expect(new URL(page.url()).searchParams.get('status')).toBe('failed');
  });

  it('goes from row to row by keys, and back to the list with Escape', async () => {
    const first = new URL(page.url()).searchParams.get('row');
    await button('The row below').press('Enter');
    await page.waitForURL((url) => url.searchParams.get('row') !== first);
    const second = new URL(page.url()).searchParams.get('row') ?? '';
    await panel().getByRole('heading', { name: second }).waitFor();
    await panel().getByRole('heading', { name: 'Timeline' }).waitFor();
    await button('The row above').press('Enter');
    await panel()
      .getByRole('heading', { name: first ?? '' })
      .waitFor();
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-row-link'))).toBe(
      first,
    );
  });

  it('opens with Enter, and leads on to the whole page and back', async () => {
    await page.keyboard.press('Enter');
    await panel().getByRole('link', { name: 'Whole waybill' }).click();
    await page.getByRole('region', { name: 'Facts' }).waitFor();
    await page.goBack();
    await panel().getByText('What happened').waitFor();
    await page.goBack();
    await panel().waitFor({ state: 'detached' });
  });

  it('says that there is no such waybill, and the list stays', async () => {
    await go('/transfers?row=wb-0000000000');
    await panel().getByText('wb-0000000000').last().waitFor();
    await rows().nth(49).waitFor();
    await button('Close the waybill').click();
    await panel().waitFor({ state: 'detached' });
  });
});

describe('narrowing and setting the list', () => {
  it('narrows by choices, which the box and the address say too', async () => {
    await go('/transfers');
    await button('status').click();
    const failed = page.getByRole('checkbox', { name: 'Failed' });
    const choice = page.locator('label').filter({ hasText: 'Failed' });
    await choice.getByText(/\d/u).waitFor();
    const { body } = await call(page, 'GET', '/transfers?status=failed&limit=1');
    const { total } = body as { total: { count: number } };
    expect(await choice.innerText()).toContain(total.count.toLocaleString('en-GB'));
    await failed.click();
    await page.waitForURL(/status=failed/u);
    await page.getByRole('checkbox', { name: 'Declined' }).click();
    await page.waitForURL(/status=declined,failed/u);
    await page.keyboard.press('Escape');
    const box = page.getByLabel('Search transfers');
    await expect.poll(() => box.inputValue()).toBe('status:declined,failed');
    await button('size').click();
    await page.getByLabel('Over 1MB').click();
    await page.waitForURL(/size=1MB\.\./u);
    await page.locator('h1').click();
    await page.getByLabel('Over 1MB').waitFor({ state: 'detached' });
    await rows().filter({ hasText: 'Delivered' }).first().waitFor({ state: 'detached' });
    expect(await rows().count()).toBeGreaterThan(0);
  });

  it('shows the columns one wants, in their order, and remembers', async () => {
    await go('/transfers');
    await button('Columns').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Duration').check();
    await dialog.getByLabel('Waybill', { exact: true }).uncheck();
    for (let i = 0; i < 7; i++) await dialog.getByLabel('Move Duration up').press('Enter');
    await dialog.getByLabel('Compact').check();
    await dialog.getByRole('button', { name: 'Done' }).click();
    const heads = async () => {
      await rows().first().waitFor();
      return page.locator('thead th').allInnerTexts();
    };
    const wanted = ['Duration', 'Time', 'From', 'Route', 'To', 'File', 'Bytes', 'Outcome'];
    const bare = (texts: readonly string[]) => texts.map((text) => text.replace(/\W+$/u, ''));
    expect(bare(await heads())).toEqual(wanted);
    await page.reload();
    expect(bare(await heads())).toEqual(wanted);
    await button('Duration').click();
    await page.waitForURL(/sort=-duration/u);
    await button('Columns').click();
    await dialog.getByRole('button', { name: 'As usual' }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    expect(bare(await heads())[1]).toBe('Waybill');
  });

  it('leads from why one failed to where that is mended, and gives it as a file', async () => {
    const found = await call(page, 'GET', '/transfers?reason=no-streamhost-reachable&limit=1');
    const [failed] = (found.body as { items: { id: string; shortId: string }[] }).items;
    await go(`/transfers/${failed?.id ?? ''}`);
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'As JSON' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe(`${failed?.shortId ?? ''}.json`);
    const text = await readFile(await file.path(), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ id: failed?.id, state: 'failed' });
    await page.getByRole('link', { name: 'Run the checks' }).click();
    await page.getByRole('heading', { level: 1, name: 'Health' }).waitFor();
  });

  it('exports what is narrowed, all pages of it', async () => {
    await go('/transfers?status=completed');
    await rows().first().waitFor();
    const file = async (name: string): Promise<string> => {
      await page.locator('h1').click();
      await page.keyboard.press('e');
      const download = page.waitForEvent('download');
      await button(name).click();
      return readFile(await (await download).path(), 'utf8');
    };
    const excel = await file('CSV for Excel');
    expect(excel.startsWith('\ufeff')).toBe(true);
    const lines = excel.trim().split('\r\n');
    expect(lines.length).toBeGreaterThan(200);
    expect(lines.slice(1).every((line) => line.includes('completed'))).toBe(true);
    // RFC 4180, and no formula for the spreadsheet to run
    expect(excel).toContain(`'=cmd|'/c calc'!A1.csv`);
    expect(excel).not.toContain(',=cmd');
    const json = (await file('NDJSON')).trim().split('\n');
    expect(json).toHaveLength(lines.length - 1);
    expect(() => json.map((line) => JSON.parse(line) as unknown)).not.toThrow();
  });
});

describe('the ways that were offered', () => {
  const UNUSED = '2 direct addresses: offered, not used';
  const byways = () => page.locator('main [data-byway]');
  const open = async (words: string): Promise<void> => {
    const find = `/transfers?limit=1&q=${encodeURIComponent(words)}`;
    const ended = () => call(page, 'GET', find);
    type Found = { items: { shortId: string; state: string }[] };
    const state = async () => ((await ended()).body as Found).items[0]?.state;
    await expect.poll(state).toMatch(/completed|failed/u);
    await go(`/transfers/${((await ended()).body as Found).items[0]?.shortId ?? ''}`);
    await byways().first().waitFor();
  };

  it('are drawn beside the one that was taken, and said to those who do not see them', async () => {
    await open('relayed');
    expect(await byways().allTextContents()).toEqual([UNUSED]);
    const drawn = page.getByRole('main').getByRole('img', { name: UNUSED });
    expect(await drawn.getAttribute('data-route')).toBe('proxy');
    expect(await byways().locator('use').count()).toBe(0);
  });

  it('are broken off where the receiver reached none', async () => {
    await open('no way');
    const words = ['2 direct addresses: not reached', 'Proxy: not reached'];
    expect(await byways().allTextContents()).toEqual(words);
    for (const it of await byways().all()) expect(await it.locator('use').count()).toBe(1);
  });

  it.each(LOOKS)('have their words at every width, $theme, $locale', async (look) => {
    await dress(page, look.theme, look.locale);
    await open('no way');
    const legend = page.locator('main ul[aria-hidden] li');
    expect(await byways().locator('text').first().isVisible()).toBe(true);
    expect(await legend.first().isVisible()).toBe(false);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => layoutWidth(page)).toBe(360);
    expect(await byways().locator('text').first().isVisible()).toBe(false);
    expect(await legend.allTextContents()).toEqual(await byways().allTextContents());
    expect(await legend.first().isVisible()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await dress(page, 'light', 'en');
  });
});

describe('names from strangers', () => {
  it('shows a right-to-left override instead of obeying it, with the true extension', async () => {
    await go('/transfers?q=invoice&from=user1');
    const row = rows().filter({ hasText: 'RLO' });
    await row.waitFor();
    expect(await row.innerText()).toContain('exe');
    expect(await row.innerHTML()).not.toContain('\u202E');
    await row.getByRole('link').click();
    await panel().getByText('RLO').first().waitFor();
    expect(await panel().locator('bdi').allInnerTexts()).not.toContain(HOSTILE.bidi);
    expect(await page.title()).not.toContain('\u202E');
  });

  it.each([360, 1280])(
    'keeps a name of four kilobytes in its place at %i pixels',
    async (width) => {
      expect(Buffer.byteLength(LONG)).toBeGreaterThan(3700);
      await page.setViewportSize({ width, height: 800 });
      await go('/transfers?q=很长的名字');
      const link = page.locator('[data-row-link]').first();
      await link.waitFor();
      const id = (await link.getAttribute('data-row-link')) ?? '';
      for (const path of [`/transfers?row=${id}`, `/transfers/${id}`]) {
        await go(path);
        await page.getByText('很长的名字').first().waitFor();
        await expect.poll(() => layoutWidth(page), { message: path }).toBe(width);
        const title = page.locator('h1, aside p').filter({ hasText: '很长的名字' }).first();
        expect((await title.boundingBox())?.height, path).toBeLessThan(120);
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    },
  );
});

describe('on paper', () => {
  it('prints a waybill on one sheet, black on white in every theme, with a code that leads back', async () => {
    await dress(page, 'dark', 'en');
    await go('/transfers?status=failed');
    await rows().first().getByRole('link').click();
    await panel().getByRole('link', { name: 'Whole waybill' }).click();
    await page.getByRole('link', { name: 'Print', exact: true }).click();
    await button('Print or save as PDF').waitFor();
    const sheet = page.locator('article');
    await sheet.getByText('Printed').waitFor();
    expect(await sheet.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    );
    await sheet.getByRole('img', { name: 'QR code' }).waitFor();
    expect(await violations(page)).toEqual([]);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/gu)).toHaveLength(1);
    await page.getByRole('link', { name: 'Back to the waybill' }).click();
    await page.getByRole('region', { name: 'Facts' }).waitFor();
    await dress(page, 'light', 'en');
  });
});

describe('a wrong turn', () => {
  it('ends on a page inside the frame for people, and on a problem document for programs', async () => {
    const answer = await go('/nowhere/at/all');
    expect(answer?.status()).toBe(404);
    await page.getByText('There is no such page').last().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: 'All transfers' }).click();
    await rows().first().waitFor();
    const problem = await fetch(`${server.origin}/nowhere`);
    expect(problem.headers.get('content-type')).toContain('application/problem+json');
    const api = await fetch(`${server.origin}/api/v1/nowhere`, {
      headers: { Accept: 'text/html' },
    });
    expect(api.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('nobody is shut out', () => {
  it.each(LOOKS)('axe finds nothing in list, panel and choices, $theme, $locale', async (look) => {
    await dress(page, look.theme, look.locale);
    await go('/transfers?status=failed');
    await rows().first().getByRole('link').click();
    await panel().locator('ol').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator('[aria-expanded=false]').nth(1).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dress(page, 'light', 'en');
  });

  it('opens a timeline step at 360 pixels without a sideways scroll', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await go('/transfers?q=invoice&from=user1');
    await page.locator('[data-row-link]').first().click();
    await page.getByRole('region', { name: 'Timeline' }).locator('summary').first().click();
    await page.getByRole('group', { name: 'Stanza' }).getByText('RLO').waitFor();
    await expect.poll(() => layoutWidth(page)).toBe(360);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('had nothing to complain of all the while', () => {
    expect(browser.complaints).toEqual([]);
  });
});
