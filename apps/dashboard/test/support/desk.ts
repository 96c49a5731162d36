import type { Page } from 'playwright-core';
import type { Server } from './server';

export const OPERATOR = { name: 'ada', password: 'correct horse battery' };

/** Makes the first operator of a new server, who is signed in from then on. */
export async function signUp(server: Server, page: Page): Promise<void> {
  await page.goto(server.origin + server.setupLink);
  await page.getByLabel('Your name').fill(OPERATOR.name);
  await page.getByLabel('Password').fill(OPERATOR.password);
  await page.getByRole('button', { name: 'Create and sign in' }).click();
  await page.getByRole('heading', { name: 'Where does Waybill work?' }).waitFor();
}

/** Colours and language of the next page that is opened. */
export async function look(page: Page, theme: string, locale: string): Promise<void> {
  await page.evaluate(
    ([looks, language]) => {
      localStorage.setItem('waybill.theme', looks ?? '');
      localStorage.setItem('waybill.locale', language ?? '');
    },
    [theme, locale],
  );
}

/** Every look there is: each page is to be read in all of them. */
export const LOOKS = ['light', 'dark'].flatMap((theme) =>
  ['en', 'zh-Hans'].map((locale) => [theme, locale] as const),
);

/** Calls the admin API as whoever is signed in on the page. @returns status and body */
export function call(
  page: Page,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> {
  return page.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(`/api/v1${String(where)}`, {
        method: String(how),
        headers: { 'X-Waybill-CSRF': '1', 'Content-Type': 'application/json' },
        ...(what === undefined ? {} : { body: JSON.stringify(what) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
      };
    },
    [method, path, body] as const,
  );
}
