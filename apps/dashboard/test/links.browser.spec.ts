import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutWidth, openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { ChatBot } from './support/chat-bot';
import { look, LOOKS, signUp } from './support/desk';
import { Server } from './support/server';

let server: Server;
let browser: Browser;
let page: Page;
const asked: string[] = [];
const bots: ChatBot[] = [];

const go = (path: string) => page.goto(server.origin + path);
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');

beforeAll(async () => {
  server = await Server.start();
  browser = await openBrowser();
  ({ page } = browser);
  page.on('request', (request) => asked.push(request.url()));
  await signUp(server, page);
});

afterAll(async () => {
  for (const bot of bots) bot.end();
  await browser.close();
  await server.end();
});

/** Makes an invitation. @returns its link */
async function invite(note: string, people = '1'): Promise<string> {
  await go('/invites');
  await button('Invite people').first().click();
  await dialog().getByLabel('Note (optional)').fill(note);
  await dialog().getByLabel('How many people').fill(people);
  await dialog().getByRole('button', { name: 'Make the link' }).click();
  await dialog().getByRole('img', { name: 'The link as a QR code' }).waitFor();
  return dialog().locator('output').innerText();
}

async function join(name: string, password: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await button('Create my account').click();
}

/** A page that differs in nothing but its fragment is not loaded anew. */
async function open(link: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(link);
}

describe('an invitation', () => {
  let link = '';

  it('teaches what it is while there is none', async () => {
    await go('/invites');
    await page.getByText('No invitations yet').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('is made with a link and its QR code, shown this once', async () => {
    link = await invite('the band', '2');
    expect(link).toMatch(new RegExp(`^${server.origin}/join#`, 'u'));
    await dialog().getByText('An invitation for 2 people').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Done' }).click();
    const row = page.getByRole('row').filter({ hasText: 'the band' });
    await row.getByText('0 of 2').waitFor();
    expect(await page.getByText(link).count()).toBe(0);
  });

  it('lets its holder choose name and password, and says how to connect', async () => {
    await open(link);
    await heading('You are invited to localhost').waitFor();
    expect(await violations(page)).toEqual([]);
    await join('carol', 'password123');
    await page.getByText('Everybody tries this one first.').waitFor();
    await page.getByLabel('Name').fill('carol@localhost');
    await page.getByText('Your address will be carol@localhost').waitFor();
    await page.getByLabel('Password').fill('seven green bottles');
    await button('Create my account').click();
    await heading('Welcome').waitFor();
    await page.locator('output').getByText('carol@localhost').waitFor();
    expect(await violations(page)).toEqual([]);
    bots.push(await ChatBot.logIn(server.chatPort, 'carol', 'seven green bottles'));
  });

  it('says that a name is taken, and keeps its use', async () => {
    await open(link);
    await join('carol', 'another good one');
    await page.getByText('Somebody has this name already.').waitFor();
    await join('dave', 'another good one');
    await heading('Welcome').waitFor();
  });

  it('says that it is used up, to whoever comes too late', async () => {
    await open(link);
    await heading('This link does not work').waitFor();
    expect(await violations(page)).toEqual([]);
    await go('/invites');
    await page.getByRole('row').filter({ hasText: 'the band' }).getByText('Used up').waitFor();
  });

  it('can be pasted where a message cut it', async () => {
    const whole = await invite('cut in two');
    await open(`${server.origin}/join`);
    await heading('Open your link').waitFor();
    await page.getByLabel('Your link').fill(whole);
    await button('Open').click();
    await heading('You are invited to localhost').waitFor();
    await open(whole.replace('/join', '/reset'));
    await heading('You are invited to localhost').waitFor();
  });

  it('can be revoked, and then leads nowhere', async () => {
    const doomed = await invite('by mistake');
    await dialog().getByRole('button', { name: 'Done' }).click();
    await button('Revoke by mistake').click();
    await dialog().getByText('Nobody has used it yet.').waitFor();
    await dialog().getByText('waybill invite revoke').waitFor({ state: 'attached' });
    await dialog().getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('row').filter({ hasText: 'by mistake' }).getByText('Revoked').waitFor();
    await open(doomed);
    await heading('This link does not work').waitFor();
  });

  it('never sends its token in an address', () => {
    const token = link.split('#')[1] ?? '-';
    expect(asked.filter((url) => url.includes(token))).toEqual([]);
  });
});

describe('a reset link', () => {
  it('lets a user choose another password', async () => {
    await go('/users/carol%40localhost');
    await button('Reset link').click();
    await dialog().getByText('waybill users reset carol@localhost').waitFor({ state: 'attached' });
    await dialog().getByRole('button', { name: 'Make the link' }).click();
    const link = await dialog().locator('output').innerText();
    expect(await violations(page)).toEqual([]);
    await open(link);
    await heading('Choose another password').waitFor();
    await page.getByText('For carol@localhost.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Password').fill('ten red balloons');
    await button('Set password').click();
    await heading('The new password is in force').waitFor();
    bots.push(await ChatBot.logIn(server.chatPort, 'carol', 'ten red balloons'));
    await open(link);
    await heading('This link does not work').waitFor();
  });
});

describe('nobody is shut out', () => {
  it.each(LOOKS)('of invitations, %s, %s', async (theme, locale) => {
    await go('/invites');
    await page.locator('main h1').waitFor();
    await look(page, 'light', 'en');
    const link = await invite(`for ${theme} ${locale}`);
    await look(page, theme, locale);
    for (const path of ['/invites', '/join', '/reset', link.replace(server.origin, '')]) {
      await open(server.origin + path);
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
