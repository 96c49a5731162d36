import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { Server } from './support/server';

let server: Server;
let browser: Browser;
let page: Page;

const heading = (name: string | RegExp) => page.getByRole('heading', { name });
const button = (name: string | RegExp) => page.getByRole('button', { name });

beforeAll(async () => {
  server = await Server.start();
  browser = await openBrowser();
  ({ page } = browser);
});

afterAll(async () => {
  await browser.close();
  await server.end();
});

describe('from the setup link to a proven transfer', () => {
  it('asks where Waybill works, right after the first admin is made', async () => {
    await page.goto(server.origin + server.setupLink);
    await page.getByLabel('Your name').fill('ada');
    await page.getByLabel('Password').fill('correct horse battery');
    await button('Create and sign in').click();
    await heading('Where does Waybill work?').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('shows what to paste, and says that nobody listens yet', async () => {
    await button('Attach to Prosody').click();
    await page.getByLabel('Hosts', { exact: true }).fill('example.org');
    // Port 1 is nobody's: the link can only be refused.
    await page.getByLabel('Component port').fill('127.0.0.1:1');
    await button('Show what to paste').click();
    await heading('Paste this into Prosody').waitFor();
    await page.getByText('waybill.example.org').first().waitFor();
    await page.locator('pre').filter({ hasText: 'component_secret' }).first().waitFor();
    await page.getByText('Not connected to Prosody').waitFor();
    await button('Copy the fix').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('is still there after a reload, and can be gone on with', async () => {
    await page.reload();
    await page.getByText('Not connected to Prosody').waitFor();
    await button('Go on without a link').click();
    await heading('A real file, through the real proxy').waitFor();
  });

  it('goes on, after the tab was closed, at what the server has already of it', async () => {
    await page.goto(`${server.origin}/`);
    await page.getByText('Nothing was carried yet').waitFor();
    await page.getByText('Not linked').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Go on with setting up' }).click();
    await page.getByText('Not connected to Prosody').waitFor();
    const steps = page.getByRole('list', { name: 'Steps of setting up' });
    await steps.getByText('1. You').waitFor();
    await steps.getByRole('button', { name: '2. Where' }).click();
    await button('Run alone').click();
    await heading('A real file, through the real proxy').waitFor();
  });

  it('sends a real file when it runs alone, and draws its way', async () => {
    await button('Send a test file').click();
    await page.getByRole('status').filter({ hasText: '1.00 MiB in' }).waitFor();
    await page.getByRole('img', { name: 'Delivered through the proxy' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'See it in the ledger' }).click();
    await page.getByText('Delivered', { exact: true }).first().waitFor();
    await page.goBack();
    await button('Go on').click();
    await heading('Three things worth doing next').waitFor();
  });
});

describe('host servers', () => {
  it('stand on one page, each with its link, and can be let go of', async () => {
    await page.goto(`${server.origin}/attachments`);
    await heading('waybill.example.org').waitFor();
    await page.getByText('No copies yet:').waitFor();
    await button('Detach').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('DELETE /api/v1/attachments').waitFor({ state: 'attached' });
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Detach' }).click();
    await page.getByText('Waybill runs alone').waitFor();
  });

  it('are part of what health looks at', async () => {
    await page.goto(`${server.origin}/health`);
    await button('Run all checks').click();
    await heading('Database').waitFor();
    await button('Run all checks').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('had nothing to complain of', () => {
    expect(browser.complaints).toEqual([]);
  });
});
