/** The demonstration: real bots, real bytes, its own folder. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCommandLine } from '../src/commands/run.js';
import { FakeTerminal } from './support/fake-terminal.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-demo-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('runs with bots whose files arrive, are uploaded, declined and broken off, says that it is one, and stops when told', async () => {
  const terminal = new FakeTerminal();
  const printed = new Promise<string>((resolve) => (terminal.onOutput = resolve));
  const args = ['demo', '--data', folder, '--http', '127.0.0.1:0', '--json'];
  const running = runCommandLine(args, terminal, {});
  const { url, name, password } = JSON.parse(await printed) as Record<string, string>;
  const ask = (path: string, init: RequestInit = {}) => fetch(`${url}api/v1${path}`, init);
  expect(await (await ask('/session')).json()).toMatchObject({
    demo: true,
    domains: ['demo.localhost'],
    setupNeeded: false,
  });
  const login = await ask('/login', {
    method: 'POST',
    headers: { 'X-Waybill-CSRF': '1', 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, password }),
  });
  const headers = { Cookie: login.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  const endsOf = async () => {
    const answer = await ask('/transfers', { headers });
    const { items } = (await answer.json()) as { items: { state: string; method: string }[] };
    return items.map(({ state, method }) => `${method} ${state}`);
  };
  await expect
    .poll(endsOf, { timeout: 25_000, interval: 200 })
    .toEqual(
      expect.arrayContaining([
        'si-socks5 completed',
        'si-socks5 failed',
        'si declined',
        'http-upload completed',
      ]),
    );
  terminal.interrupt.abort();
  expect(await running).toBe(0);
  expect(await readdir(folder)).toEqual(['data']);
});
