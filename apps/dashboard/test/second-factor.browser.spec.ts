import { TOTP, URI } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, violations } from './support/browser';
import type { Browser } from './support/browser';
import { Server } from './support/server';

const OPERATOR = { name: 'ada', password: 'correct horse battery' };
const PERIOD_MS = 30_000;

let server: Server;
let browser: Browser;
let page: Page;
let totp: TOTP;
let recoveryCodes: readonly string[];

const go = (path: string) => page.goto(server.origin + path);
const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const button = (name: string) => page.getByRole('button', { name });

/** Calls the API with the session of the page. */
const post = <Body>(path: string, body?: object): Promise<Body> =>
  page.evaluate(
    async ([to, sent]) => {
      const answer = await fetch(to, {
        method: 'POST',
        headers: { 'X-Waybill-CSRF': '1', 'Content-Type': 'application/json' },
        ...(sent === '' ? {} : { body: sent }),
      });
      return (await answer.json()) as Body;
    },
    [`/api/v1/account/${path}`, body === undefined ? '' : JSON.stringify(body)] as const,
  );

/** A code of the step `ahead` of now: the server takes each step once, and clocks that go a step before its own. */
function codeAhead(steps: number): string {
  return totp.generate({ timestamp: Date.now() + steps * PERIOD_MS });
}

async function signOut(): Promise<void> {
  await go('/account');
  await button('Sign out').first().click();
  await heading('Sign in').waitFor();
}

async function givePassword(): Promise<void> {
  await page.getByLabel('Name').fill(OPERATOR.name);
  await page.getByLabel('Password').fill(OPERATOR.password);
  await button('Sign in').click();
  await page.getByLabel('Code').waitFor();
}

beforeAll(async () => {
  server = await Server.start();
  browser = await openBrowser();
  ({ page } = browser);
  await go(server.setupLink);
  await page.getByLabel('Your name').fill(OPERATOR.name);
  await page.getByLabel('Password').fill(OPERATOR.password);
  await button('Create and sign in').click();
  await heading('Where does Waybill work?').waitFor();
  const { uri } = await post<{ readonly uri: string }>('second-factor');
  const parsed = URI.parse(uri);
  if (!(parsed instanceof TOTP)) throw new Error('The server offered something else than TOTP');
  totp = parsed;
  ({ recoveryCodes } = await post<{ readonly recoveryCodes: readonly string[] }>(
    'second-factor/confirm',
    { code: codeAhead(0) },
  ));
});

afterAll(async () => {
  await browser.close();
  await server.end();
});

describe('signing in with a second factor', () => {
  it('asks for the code once the password is right, and takes the one of the app', async () => {
    await signOut();
    await givePassword();
    await page.getByText('Enter the code that your authenticator app shows').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Code').fill('000000');
    await button('Sign in').first().click();
    await page.getByText('This code is wrong or was used already.').waitFor();
    await page.getByLabel('Code').fill(codeAhead(1));
    await button('Sign in').first().click();
    await button('Sign out').first().waitFor();
  });

  it('takes a recovery code, once', async () => {
    const [code = ''] = recoveryCodes;
    await signOut();
    await givePassword();
    await page.getByLabel('Code').fill(code);
    await button('Sign in').first().click();
    await button('Sign out').first().waitFor();
    await signOut();
    await givePassword();
    await page.getByLabel('Code').fill(code);
    await button('Sign in').first().click();
    await page.getByText('This code is wrong or was used already.').waitFor();
  });

  it('lets one begin again as somebody else', async () => {
    await button('Sign in as somebody else').click();
    await page.getByLabel('Password').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('');
    expect(browser.complaints).toEqual([]);
  });
});
