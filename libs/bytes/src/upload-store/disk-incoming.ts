import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { rm } from 'node:fs/promises';
import { UploadStoreFault, type IncomingFile } from '@waybill/domain';
import type { DigestWorker, StreamDigest } from '../digest/digest-worker.js';
import { diskFault } from './disk-fault.js';

/** Bytes that are gathered for one write. */
const WRITE_BYTES = 512 * 1024;
/** Small files are hashed where they are: asking the thread costs more than the hash. */
const HASH_HERE_BYTES = 64 * 1024;
/** Enough for every signature that tells a type. */
const HEAD_BYTES = 4_100;

/** Where a finished file goes. */
export interface Shelf {
  shelve(path: string, sha256: string): Promise<void>;
}

interface Incoming {
  readonly path: string;
  readonly handle: FileHandle;
  readonly expectedBytes: number;
}

/** A temporary file that is written and hashed as its bytes come. */
export class DiskIncoming implements IncomingFile {
  bytes = 0;
  private readonly digest: StreamDigest | undefined;
  private readonly hash = createHash('sha256');
  private gathered: Uint8Array[] = [];
  private gatheredBytes = 0;
  private heads: Uint8Array[] = [];
  private sha256: string | undefined;
  private open = true;
  private kept = false;

  constructor(
    private readonly file: Incoming,
    worker: DigestWorker,
    private readonly shelf: Shelf,
  ) {
    this.digest = file.expectedBytes > HASH_HERE_BYTES ? worker.open() : undefined;
  }

  get head(): Uint8Array {
    return Buffer.concat(this.heads).subarray(0, HEAD_BYTES);
  }

  write(bytes: Uint8Array): void | Promise<void> {
    if (this.bytes < HEAD_BYTES) this.heads.push(bytes.slice(0, HEAD_BYTES));
    this.bytes += bytes.byteLength;
    if (this.digest === undefined) this.hash.update(bytes);
    else this.digest.update(bytes);
    this.gathered.push(bytes);
    this.gatheredBytes += bytes.byteLength;
    if (this.gatheredBytes >= WRITE_BYTES) return this.flush();
  }

  async finish(): Promise<string> {
    await this.flush();
    try {
      // the bytes before the name: what is found under a hash has that hash, also after a power cut
      const [sha256] = await Promise.all([this.hashed(), this.file.handle.datasync()]);
      await this.close();
      this.sha256 = sha256;
      return sha256;
    } catch (error) {
      throw error instanceof UploadStoreFault ? error : diskFault(error);
    }
  }

  async keep(): Promise<void> {
    if (this.sha256 === undefined) throw new TypeError('the file is not finished');
    await this.shelf.shelve(this.file.path, this.sha256);
    this.kept = true;
  }

  async discard(): Promise<void> {
    await this.close();
    if (this.kept) return;
    await rm(this.file.path, { force: true });
  }

  private async flush(): Promise<void> {
    const { gathered, gatheredBytes } = this;
    if (gatheredBytes === 0) return;
    this.gathered = [];
    this.gatheredBytes = 0;
    try {
      const { bytesWritten } = await this.file.handle.writev(gathered);
      if (bytesWritten !== gatheredBytes) {
        // a disk that is almost full takes a part; the next try says why
        const rest = Buffer.concat(gathered).subarray(bytesWritten);
        await this.file.handle.appendFile(rest);
      }
    } catch (error) {
      throw diskFault(error);
    }
    if (this.digest?.isBehind === true) {
      await new Promise<void>((resolve) => this.digest?.whenReady(resolve));
    }
  }

  private async hashed(): Promise<string> {
    if (this.digest === undefined) return this.hash.digest('hex');
    const sha256 = await this.digest.finish();
    if (sha256 === undefined) throw new UploadStoreFault('unavailable', 'the hash thread died');
    return sha256;
  }

  private async close(): Promise<void> {
    if (!this.open) return;
    this.open = false;
    if (this.sha256 === undefined && this.digest !== undefined) void this.digest.finish();
    await this.file.handle.close();
  }
}
