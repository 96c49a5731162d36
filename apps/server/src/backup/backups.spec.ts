import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '@waybill/persistence';
import { loadConfig, type Config, type Log } from '@waybill/platform';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Backups } from './backups.js';

const HOUR_MS = 3_600_000;
const silent = { info: () => undefined, debug: () => undefined } as unknown as Log;

let folder: string;
let database: Database;
let now = Date.parse('2026-11-01T02:00:00Z');
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-backups-'));
  database = await openDatabase({ url: `sqlite:${folder}/waybill.db` });
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

function config(...overrides: string[]): Config {
  const all = [`dataDir=${folder}`, ...overrides];
  const loaded = loadConfig({ cwd: folder, env: {}, overrides: all });
  if (!('config' in loaded)) throw new Error(JSON.stringify(loaded));
  return loaded.config;
}

const backups = (...overrides: string[]) =>
  new Backups({
    database,
    config: config(...overrides),
    settings: [],
    now: () => now,
    log: silent,
  });

const days = async () =>
  (await readdir(join(folder, 'backups'))).map((name) => name.slice(16, 18)).sort();

it('makes one a day, whatever hour it is asked in, and keeps those of days and weeks', async () => {
  const desk = backups('backup.daily=true', 'backup.keepDaily=3', 'backup.keepWeekly=3');
  // the 1st is a Sunday
  for (const end = now + 16 * 24 * HOUR_MS; now < end; now += 8 * HOUR_MS) await desk.daily();
  expect(await days()).toEqual(['08', '14', '15', '16']);
});

it('makes none where that is not asked for', async () => {
  await backups().daily();
  await expect(readdir(join(folder, 'backups'))).rejects.toThrow('ENOENT');
});

it('makes one after the other, and goes on after one that failed', async () => {
  const desk = backups();
  const actor = { kind: 'server' } as const;
  const nowhere = desk.create({
    to: join(folder, 'waybill.db', 'b.tar.gz'),
    withSecrets: false,
    actor,
  });
  const here = desk.create({ to: join(folder, 'b.tar.gz'), withSecrets: false, actor });
  await expect(nowhere).rejects.toThrow();
  expect(await here).toMatchObject({ file: join(folder, 'b.tar.gz'), manifest: { format: 1 } });
  expect(await readdir(folder)).not.toContain('b.tar.gz.work');
});
