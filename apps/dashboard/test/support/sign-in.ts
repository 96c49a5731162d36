import type { Page } from 'playwright-core';

export const OPERATOR = { name: 'ada', password: 'correct horse battery' };

/** Settings that make `OPERATOR` at the first start. */
export const OPERATOR_SETTINGS = [
  `admin.user=${OPERATOR.name}`,
  `admin.password=${OPERATOR.password}`,
];

/** Signs in by the login page. */
export async function signIn(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/login`);
  await page.getByLabel('Name').fill(OPERATOR.name);
  await page.getByLabel('Password').fill(OPERATOR.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
}

export const LOOKS = ['light', 'dark'].flatMap((theme) =>
  (['en', 'zh-Hans'] as const).map((locale) => ({ theme, locale })),
);

/** Puts the pages that are opened next in this theme and language. */
export async function dress(page: Page, theme: string, locale: string): Promise<void> {
  await page.evaluate(
    ([looks = '', language = '']) => {
      localStorage.setItem('waybill.theme', looks);
      localStorage.setItem('waybill.locale', language);
    },
    [theme, locale],
  );
}
