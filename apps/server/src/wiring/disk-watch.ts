import { randomFillSync } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log, Metrics } from '@waybill/platform';

const MEBIBYTE = 1024 * 1024;
/** Free bytes below which operators are warned. @see RELIABILITY 5 */
export const LOW_DISK_BYTES = 512 * MEBIBYTE;
/** Free bytes below which new transfers are refused. @see RELIABILITY 5 */
export const FULL_DISK_BYTES = 128 * MEBIBYTE;
/** Size of the file that is given up when nothing else is left. */
export const BALLAST_BYTES = 16 * MEBIBYTE;
/** How much more must be free again before a level is left, so that none is entered and left by the minute. */
const RECOVERY = 1.1;
const LOOK_MS = 5_000;

export type DiskLevel = 'ok' | 'low' | 'full';

/** The level of so many free bytes, coming from another. */
export function diskLevel(freeBytes: number, before: DiskLevel): DiskLevel {
  const full = FULL_DISK_BYTES * (before === 'full' ? RECOVERY : 1);
  if (freeBytes < full) return 'full';
  return freeBytes < LOW_DISK_BYTES * (before === 'ok' ? 1 : RECOVERY) ? 'low' : 'ok';
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/**
 * Watches the disk of the data folder, and keeps `ballast` there: SQLite cannot even delete on a full disk, so the ends
 * of running transfers are written into the room that this file leaves.
 */
export class DiskWatch {
  private level: DiskLevel = 'ok';
  private freeBytes = 0;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private readonly ballast: string;

  /** @param free asks how much room there is, bytes */
  constructor(
    private readonly folder: string,
    private readonly log: Log,
    private readonly free: (folder: string) => Promise<number> = freeBytesOf,
  ) {
    this.ballast = join(folder, 'ballast');
  }

  /** Whether new transfers may begin. */
  get hasSpace(): boolean {
    return this.level !== 'full';
  }

  /** Looks once, and every few seconds from then on. */
  async start(metrics: Metrics): Promise<void> {
    await this.look();
    metrics.watch('disk_free_bytes', 'Room on the disk of the data', () => this.freeBytes);
    metrics.watch('disk_refusing', 'New transfers are refused for want of room', () =>
      this.hasSpace ? 0 : 1,
    );
    this.timer = setInterval(() => {
      this.looking = this.look();
    }, LOOK_MS).unref();
  }

  /** Waits for a look that is under way. */
  stop(): Promise<void> {
    clearInterval(this.timer);
    return this.looking;
  }

  /** Makes room for the last records, at once: whoever calls has just failed to write one. */
  giveUpBallast(): void {
    this.level = 'full';
    try {
      rmSync(this.ballast);
    } catch (err) {
      if ((err as NodeJS.ErrnoException).code === 'ENOENT') return;
      this.log.error({ event: 'ballast_failed', err }, 'the ballast could not be given up');
      return;
    }
    this.log.error({ event: 'ballast_given_up', bytes: BALLAST_BYTES }, 'the disk is full');
  }

  /** Takes the level anew, and the ballast back where there is room for it. */
  async look(): Promise<void> {
    try {
      this.freeBytes = await this.free(this.folder);
      this.enter(diskLevel(this.freeBytes, this.level));
      if (this.level !== 'full') await this.takeBallast();
    } catch (err) {
      this.log.error({ event: 'disk_watch_failed', err }, 'the disk could not be looked at');
    }
  }

  private enter(level: DiskLevel): void {
    if (level === this.level) return;
    this.level = level;
    const facts = { event: `disk_${level}`, freeBytes: this.freeBytes, folder: this.folder };
    if (level === 'full')
      this.log.error(facts, 'new transfers are refused: the disk is nearly full');
    else if (level === 'low') this.log.warn(facts, 'the disk fills up');
    else this.log.info(facts, 'the disk has room again');
  }

  private async takeBallast(): Promise<void> {
    const there = await stat(this.ballast).catch(() => undefined);
    if (there?.size === BALLAST_BYTES) return;
    // what it takes must not be what starts the refusals
    if (this.freeBytes - BALLAST_BYTES < FULL_DISK_BYTES * RECOVERY) return;
    const file = await open(this.ballast, 'w', 0o600);
    try {
      // random: a file system that compresses would give nothing back for zeros
      const block = randomFillSync(Buffer.alloc(MEBIBYTE));
      for (let done = 0; done < BALLAST_BYTES; done += block.length) await file.writeFile(block);
      await file.sync();
    } catch (error) {
      await rm(this.ballast, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  }
}
