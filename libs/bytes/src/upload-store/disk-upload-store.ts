import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, readdir, rm, stat, statfs, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { UploadStore, type IncomingFile, type KeptFile, type StoredFile } from '@waybill/domain';
import { diskFault } from './disk-fault.js';
import { DiskIncoming, type IncomingParts } from './disk-incoming.js';
import { PieceSizes } from './piece-sizes.js';
import { Shelves } from './shelves.js';
import { SMALL_BYTES, SmallIncoming } from './small-incoming.js';
import { WriteThread } from './write-thread.js';

const SHA256 = /^[0-9a-f]{64}$/;
async function ignoring(code: string, work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return false;
    throw diskFault(error);
  }
}

/**
 * Files in a folder of this machine: `incoming/` for what is on its way, `files/ab/abcd…` for what is kept, named by
 * SHA-256. Both are in one file system, so that a file appears whole or not at all.
 */
export class DiskUploadStore extends UploadStore {
  private readonly thread = new WriteThread();
  private readonly shelves: Shelves;
  private readonly parts: IncomingParts;

  private constructor(private readonly folder: string) {
    super();
    this.shelves = new Shelves(join(folder, 'files'));
    this.parts = { thread: this.thread, sizes: new PieceSizes(), shelves: this.shelves };
  }

  /** Opens the folder, makes it where it is missing, and throws away what a crash left half-written. */
  static async open(folder: string): Promise<DiskUploadStore> {
    const store = new DiskUploadStore(folder);
    try {
      await mkdir(join(folder, 'files'), { recursive: true, mode: 0o700 });
      await rm(store.incoming, { recursive: true, force: true });
      await mkdir(store.incoming, { mode: 0o700 });
    } catch (error) {
      await store.close();
      throw diskFault(error);
    }
    return store;
  }

  async close(): Promise<void> {
    await Promise.all([this.thread.close(), this.shelves.close()]);
  }

  override async receive(expectedBytes: number): Promise<IncomingFile> {
    const path = join(this.incoming, randomBytes(16).toString('hex'));
    if (expectedBytes <= SMALL_BYTES) return new SmallIncoming(expectedBytes, path, this.shelves);
    try {
      const handle = await open(path, 'wx', 0o600);
      return new DiskIncoming({ path, handle }, this.parts);
    } catch (error) {
      throw diskFault(error);
    }
  }

  override async open(sha256: string): Promise<StoredFile | undefined> {
    let handle: FileHandle;
    try {
      handle = await open(this.pathOf(sha256), 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw diskFault(error);
    }
    const { size } = await handle.stat();
    return {
      bytes: size,
      read: async (into, position) =>
        (await handle.read(into, 0, into.byteLength, position)).bytesRead,
      close: () => handle.close(),
    };
  }

  override async remove(sha256: string): Promise<number | undefined> {
    const path = this.pathOf(sha256);
    const size = await stat(path).then(
      (found) => found.size,
      () => undefined,
    );
    return (await ignoring('ENOENT', unlink(path))) ? size : undefined;
  }

  override async *all(): AsyncIterable<KeptFile> {
    const root = join(this.folder, 'files');
    for (const shelf of await readdir(root)) {
      for await (const entry of await opendir(join(root, shelf))) {
        if (!SHA256.test(entry.name)) continue;
        const { size } = await stat(join(root, shelf, entry.name));
        yield { sha256: entry.name, bytes: size };
      }
    }
  }

  override async hashOf(sha256: string): Promise<string | undefined> {
    const hash = createHash('sha256');
    try {
      const stream = createReadStream(this.pathOf(sha256), { highWaterMark: 1024 * 1024 });
      for await (const chunk of stream) hash.update(chunk as Buffer);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw diskFault(error);
    }
    return hash.digest('hex');
  }

  override async freeBytes(): Promise<number | undefined> {
    const { bavail, bsize } = await statfs(this.folder);
    return bavail * bsize;
  }

  private get incoming(): string {
    return join(this.folder, 'incoming');
  }

  private pathOf(sha256: string): string {
    if (!SHA256.test(sha256)) throw new TypeError('not a SHA-256');
    return this.shelves.pathOf(sha256);
  }
}
