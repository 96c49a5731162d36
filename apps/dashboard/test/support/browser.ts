import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach } from 'vitest';

const CHROMIUM = '/usr/bin/chromium';
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** A browser with a profile of its own, and one page in it. */
export interface Browser {
  readonly page: Page;
  /** What the console complained of: hydration, content security policy, script errors. */
  readonly complaints: string[];
  close(): Promise<void>;
}

const open = new Set<Page>();

/** A test that failed says what stood on the page: a machine that runs it for others keeps nothing else. */
afterEach(async ({ task }) => {
  for (const error of task.result?.errors ?? []) {
    for (const page of open) {
      const shown = await page.locator('body').ariaSnapshot({ timeout: 2_000 }).catch(String);
      error.stack = `${error.stack ?? error.message}\n${page.url()} shows\n${shown}`;
    }
  }
});

export async function openBrowser(): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'waybill-chromium-'));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: ARGS,
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  open.add(page);
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A refusal that a page asked for is told by the page; the browser's own line about it is no fault.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return {
    page,
    complaints,
    close: async () => {
      open.delete(page);
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** One complaint of axe, short enough to read in a failed test. */
export interface Violation {
  readonly rule: string;
  readonly where: string;
  readonly why: string;
}

/** Colours on their way from one state to another are nobody's to read: axe looks once they have arrived. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation instanceof CSSTransition)
        .map((transition) => transition.finished),
    ),
  );

/** What axe finds on the page as it stands, by the rules of WCAG 2.2 AA. */
export async function violations(page: Page): Promise<readonly Violation[]> {
  await settled(page);
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    interface Result {
      readonly violations: readonly {
        readonly id: string;
        readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
      }[];
    }
    const { axe } = window as unknown as {
      readonly axe: { run(root: Document, options: object): Promise<Result> };
    };
    const result = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return result.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => ({
        rule: id,
        where: html.slice(0, 160),
        why: failureSummary ?? '',
      })),
    );
  }, TAGS);
}

/** How wide the page is laid out; lists that turn from table to cards do so a moment after the window has. */
export const layoutWidth = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth);
