import { createHash } from 'node:crypto';
import { closeSync, constants, open, rm, write } from 'node:fs';
import { promisify } from 'node:util';
import type { IncomingFile } from '@waybill/domain';
import { diskFault } from './disk-fault.js';
import { HEAD_BYTES } from './disk-incoming.js';
import type { Shelves } from './shelves.js';

/** Files up to this size stay in memory until they are kept, and need four trips to the disk's threads in all. */
export const SMALL_BYTES = 64 * 1024;

const [openFile, writeFile, removeFile] = [promisify(open), promisify(write), promisify(rm)];
const { O_CREAT, O_EXCL, O_WRONLY, O_DSYNC } = constants;
/** Each write returns when its bytes are on the disk. */
const NEW_AND_SYNCED = O_CREAT | O_EXCL | O_WRONLY | O_DSYNC;

/** A file that is small enough to be hashed, and judged, before any of it is written. */
export class SmallIncoming implements IncomingFile {
  bytes = 0;
  private readonly memory: Buffer;
  private sha256: string | undefined;

  /** @param path where it is written before it has its name */
  constructor(
    expectedBytes: number,
    private readonly path: string,
    private readonly shelves: Shelves,
  ) {
    this.memory = Buffer.allocUnsafeSlow(Math.max(1, expectedBytes));
  }

  get head(): Uint8Array {
    return this.memory.subarray(0, Math.min(this.bytes, HEAD_BYTES));
  }

  room(): Uint8Array {
    return this.memory.subarray(this.bytes);
  }

  took(length: number): void {
    this.bytes += length;
  }

  write(bytes: Uint8Array): Promise<void> {
    this.room().set(bytes);
    this.took(bytes.byteLength);
    return Promise.resolve();
  }

  finish(): Promise<string> {
    this.sha256 = createHash('sha256').update(this.memory.subarray(0, this.bytes)).digest('hex');
    return Promise.resolve(this.sha256);
  }

  async keep(): Promise<void> {
    if (this.sha256 === undefined) throw new TypeError('the file is not finished');
    try {
      // the bytes before the name: what is found under a hash has that hash, also after a power cut
      await this.writeAll(await openFile(this.path, NEW_AND_SYNCED, 0o600));
      await this.shelves.place(this.path, this.sha256);
    } catch (error) {
      await removeFile(this.path, { force: true });
      throw diskFault(error);
    }
  }

  discard(): Promise<void> {
    return Promise.resolve();
  }

  private async writeAll(fd: number): Promise<void> {
    try {
      for (let at = 0; at < this.bytes;) {
        // a disk that is almost full takes a part; the next try says why
        at += (await writeFile(fd, this.memory, at, this.bytes - at)).bytesWritten;
      }
    } finally {
      // nothing of it is left to be written
      closeSync(fd);
    }
  }
}
