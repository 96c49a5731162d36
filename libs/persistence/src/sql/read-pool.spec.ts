import { expect, it } from 'vitest';
import { ReadPool } from './read-pool.js';
import type { SqliteClient } from './sqlite-client.js';

/** Connections that answer when they are told to. */
function fakeConnections(count: number) {
  const asked: { readonly sql: string; answer(rows: unknown[]): void; fail(error: Error): void }[] =
    [];
  const all = (sql: string) =>
    new Promise<unknown[]>((answer, fail) => asked.push({ sql, answer, fail }));
  const clients = Array.from({ length: count }, () => ({ all }) as unknown as SqliteClient);
  return { pool: new ReadPool(clients), asked };
}

it('gives each connection one statement at a time, in the order of asking', async () => {
  const { pool, asked } = fakeConnections(2);
  const answers = Promise.all(['a', 'b', 'c', 'd'].map((sql) => pool.all(sql)));
  expect(asked.map(({ sql }) => sql)).toEqual(['a', 'b']);
  asked[1]?.answer(['B']);
  await expect.poll(() => asked.map(({ sql }) => sql)).toEqual(['a', 'b', 'c']);
  asked[0]?.answer(['A']);
  await expect.poll(() => asked.length).toBe(4);
  asked[2]?.answer(['C']);
  asked[3]?.answer(['D']);
  expect(await answers).toEqual([['A'], ['B'], ['C'], ['D']]);
});

it('asks once for all who wait for the same, but anew for what runs already', async () => {
  const { pool, asked } = fakeConnections(1);
  const running = pool.all('x', [1]);
  const [first, second, other] = [pool.all('x', [1]), pool.all('x', [1]), pool.all('x', [2])];
  asked[0]?.answer(['old']);
  expect(await running).toEqual(['old']);
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.answer(['new']);
  expect(await Promise.all([first, second])).toEqual([['new'], ['new']]);
  await expect.poll(() => asked.length).toBe(3);
  asked[2]?.answer(['two']);
  expect(await other).toEqual(['two']);
});

it('goes on after a statement that failed', async () => {
  const { pool, asked } = fakeConnections(1);
  const bad = pool.all('bad');
  const good = pool.all('good');
  asked[0]?.fail(new Error('no such table'));
  await expect(bad).rejects.toThrow('no such table');
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.answer([1]);
  expect(await good).toEqual([1]);
});
