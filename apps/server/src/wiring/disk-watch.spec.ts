import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '@waybill/platform';
import {
  BALLAST_BYTES,
  DiskWatch,
  FULL_DISK_BYTES,
  LOW_DISK_BYTES,
  diskLevel,
} from './disk-watch.js';

describe('diskLevel', () => {
  it('falls at its bounds, and rises a tenth above them', () => {
    expect(diskLevel(LOW_DISK_BYTES, 'ok')).toBe('ok');
    expect(diskLevel(LOW_DISK_BYTES - 1, 'ok')).toBe('low');
    expect(diskLevel(LOW_DISK_BYTES, 'low')).toBe('low');
    expect(diskLevel(FULL_DISK_BYTES - 1, 'low')).toBe('full');
    expect(diskLevel(FULL_DISK_BYTES, 'full')).toBe('full');
    expect(diskLevel(LOW_DISK_BYTES * 1.2, 'full')).toBe('ok');
  });
});

describe('DiskWatch', () => {
  let folder: string;
  let free: number;
  let watch: DiskWatch;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waybill-disk-'));
    free = 2 * LOW_DISK_BYTES;
    const log = createLog('error', 'logfmt', { write: () => true });
    watch = new DiskWatch(folder, log, () => Promise.resolve(free));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps ballast that only we can read', async () => {
    await watch.look();
    const { size, mode } = await stat(join(folder, 'ballast'));
    expect(size).toBe(BALLAST_BYTES);
    expect(mode & 0o777).toBe(0o600);
  });

  it('gives the ballast up, refuses from then on, and takes it back when there is room', async () => {
    await watch.look();
    free = 0;
    watch.giveUpBallast();
    expect(await readdir(folder)).toEqual([]);
    expect(watch.hasSpace).toBe(false);
    await watch.look();
    expect(await readdir(folder)).toEqual([]);
    free = 2 * LOW_DISK_BYTES;
    await watch.look();
    expect(watch.hasSpace).toBe(true);
    expect(await readdir(folder)).toEqual(['ballast']);
  });

  it('writes no ballast that would itself start the refusals', async () => {
    free = FULL_DISK_BYTES * 1.1 + BALLAST_BYTES - 1;
    await watch.look();
    expect(watch.hasSpace).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });
});
