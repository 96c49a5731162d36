import type { FileHandle } from 'node:fs/promises';
import { rm } from 'node:fs/promises';
import { UploadStoreFault, type IncomingFile } from '@waybill/domain';
import { diskFault } from './disk-fault.js';
import type { PieceSizes } from './piece-sizes.js';
import type { Shelves } from './shelves.js';
import type { WriteThread, WrittenFile } from './write-thread.js';

/** Enough for every signature that tells a type. */
export const HEAD_BYTES = 4_100;
/** One piece is filled while the other one is written. */
const PIECES = 2;

interface Incoming {
  readonly path: string;
  readonly handle: FileHandle;
}

/** What all files on their way in share. */
export interface IncomingParts {
  readonly thread: WriteThread;
  readonly sizes: PieceSizes;
  readonly shelves: Shelves;
}

/** A temporary file that is written and hashed as its bytes come. */
export class DiskIncoming implements IncomingFile {
  bytes = 0;
  private readonly written: WrittenFile;
  private readonly pieces: readonly SharedArrayBuffer[];
  /** Pieces that wait to be filled. */
  private readonly spare: number[];
  /** The one that is being filled; undefined while all are with the thread. */
  private piece: number | undefined = 0;
  private filled = 0;
  private readonly writes = new Set<Promise<void>>();
  private fault: UploadStoreFault | undefined;
  private firstBytes = new Uint8Array(0);
  private sha256: string | undefined;
  private isHashed = false;
  private open = true;
  private kept = false;

  constructor(
    private readonly file: Incoming,
    private readonly parts: IncomingParts,
  ) {
    const bytes = parts.sizes.begin() / PIECES;
    this.pieces = Array.from({ length: PIECES }, () => new SharedArrayBuffer(bytes));
    this.written = parts.thread.open(file.handle.fd, this.pieces);
    this.spare = [...this.pieces.keys()].slice(1);
  }

  get head(): Uint8Array {
    return this.firstBytes;
  }

  room(): Uint8Array {
    return new Uint8Array(this.current, this.filled);
  }

  took(length: number): void | Promise<void> {
    const piece = this.current;
    this.remember(new Uint8Array(piece, this.filled, length));
    this.filled += length;
    this.bytes += length;
    if (this.filled === piece.byteLength) this.send();
    if (this.fault !== undefined) return Promise.reject(this.fault);
    if (this.piece === undefined) return this.whenSpare();
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.byteLength;) {
      const room = this.room();
      const length = Math.min(room.byteLength, bytes.byteLength - at);
      room.set(bytes.subarray(at, at + length));
      at += length;
      await this.took(length);
    }
  }

  async finish(): Promise<string> {
    try {
      const sha256 = await this.finishWriting();
      // the bytes before the name: what is found under a hash has that hash, also after a power cut
      await this.file.handle.datasync();
      await this.close();
      this.sha256 = sha256;
      return sha256;
    } catch (error) {
      throw error instanceof UploadStoreFault ? error : diskFault(error);
    }
  }

  async keep(): Promise<void> {
    if (this.sha256 === undefined) throw new TypeError('the file is not finished');
    try {
      await this.parts.shelves.place(this.file.path, this.sha256);
    } catch (error) {
      throw diskFault(error);
    }
    this.kept = true;
  }

  async discard(): Promise<void> {
    await this.close();
    if (this.kept) return;
    await rm(this.file.path, { force: true });
  }

  private get current(): SharedArrayBuffer {
    const memory = this.piece === undefined ? undefined : this.pieces[this.piece];
    if (memory === undefined) throw new TypeError('the file asked to wait');
    return memory;
  }

  private remember(bytes: Uint8Array): void {
    if (this.bytes >= HEAD_BYTES) return;
    this.firstBytes = Buffer.concat([this.firstBytes, bytes.subarray(0, HEAD_BYTES - this.bytes)]);
  }

  /** Gives the piece to the thread, and goes on with the other one if that has come back. */
  private send(): void {
    const { piece, filled } = this;
    if (piece === undefined) return;
    this.piece = this.spare.pop();
    this.filled = 0;
    const write = this.written.write(piece, filled).then(
      () => {
        if (this.piece === undefined) this.piece = piece;
        else this.spare.push(piece);
      },
      (error: unknown) => {
        this.fault ??= error instanceof UploadStoreFault ? error : diskFault(error);
      },
    );
    this.writes.add(write);
    void write.then(() => this.writes.delete(write));
  }

  private async whenSpare(): Promise<void> {
    await Promise.race(this.writes);
    if (this.fault !== undefined) throw this.fault;
  }

  private async finishWriting(): Promise<string> {
    if (this.filled > 0) this.send();
    await Promise.all(this.writes);
    if (this.fault !== undefined) throw this.fault;
    return this.hash();
  }

  private hash(): Promise<string> {
    this.isHashed = true;
    return this.written.finish();
  }

  private async close(): Promise<void> {
    if (!this.open) return;
    this.open = false;
    await Promise.all(this.writes);
    this.parts.sizes.end();
    // where it broke off, the thread forgets what it has of it; a thread that died has forgotten it
    if (!this.isHashed) await this.hash().catch(() => undefined);
    await this.file.handle.close();
  }
}
