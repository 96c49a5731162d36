import { Worker } from 'node:worker_threads';
import { UploadStoreFault } from '@waybill/domain';
import { diskFault } from './disk-fault.js';

// Kept as text: it then runs the same from sources, from a build and from a bundle.
const THREAD = `
const { createHash } = require('node:crypto');
const { writeSync } = require('node:fs');
const { parentPort } = require('node:worker_threads');
// small enough for the page cache: Linux 6.18 takes twice the time for calls of 256 KiB, and seven times for a MiB (measured)
const SLICE_BYTES = 32 * 1024;
const files = new Map();
function write({ fd, hash }, piece, length) {
  for (let at = 0; at < length;) {
    const bytes = new Uint8Array(piece, at, Math.min(SLICE_BYTES, length - at));
    for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done, bytes.length - done);
    hash.update(bytes);
    at += bytes.length;
  }
}
parentPort.on('message', ({ id, fd, pieces, piece, length }) => {
  if (fd !== undefined) {
    files.set(id, { fd, pieces, hash: createHash('sha256') });
    return;
  }
  const file = files.get(id);
  if (piece === undefined) {
    files.delete(id);
    parentPort.postMessage({ id, sha256: file.hash.digest('hex') });
    return;
  }
  let fault;
  try {
    write(file, file.pieces[piece], length);
  } catch ({ code, message }) {
    fault = { code, message };
  }
  parentPort.postMessage({ id, fault });
});`;

interface Answer {
  readonly id: number;
  readonly fault?: { readonly code: string; readonly message: string };
  readonly sha256?: string;
}

type Post = (message: object) => boolean;

const died = () => new UploadStoreFault('unavailable', 'the thread that writes files died');

/** One file as the thread writes it, from pieces of memory that both can see. */
export class WrittenFile {
  private readonly writes: ((fault: UploadStoreFault | undefined) => void)[] = [];
  private hashed: ((sha256: string | UploadStoreFault) => void) | undefined;

  constructor(
    readonly pieces: readonly SharedArrayBuffer[],
    private readonly post: Post,
  ) {}

  /**
   * Appends the first `length` bytes of a piece and hashes them; the piece is left alone meanwhile.
   * @throws UploadStoreFault when the disk does not take them
   */
  async write(piece: number, length: number): Promise<void> {
    const fault = await new Promise<UploadStoreFault | undefined>((resolve) => {
      this.writes.push(resolve);
      if (!this.post({ piece, length })) resolve(died());
    });
    if (fault !== undefined) throw fault;
  }

  /** @returns lower-case hex SHA-256 of everything that was written; nothing can be written afterwards */
  async finish(): Promise<string> {
    const sha256 = await new Promise<string | UploadStoreFault>((resolve) => {
      this.hashed = resolve;
      if (!this.post({})) resolve(died());
    });
    if (sha256 instanceof UploadStoreFault) throw sha256;
    return sha256;
  }

  /** What the thread says. */
  answered({ fault, sha256 }: Answer): void {
    if (sha256 !== undefined) this.hashed?.(sha256);
    else this.writes.shift()?.(fault === undefined ? undefined : diskFault(fault));
  }

  /** The thread is gone: nothing waits for it any more. */
  abandon(): void {
    for (const each of this.writes.splice(0)) each(died());
    this.hashed?.(died());
  }
}

/**
 * Writes and hashes files in a thread of its own. Bytes are copied twice on their way from a socket to a file, by the
 * kernel, and the event loop touches none of them.
 */
export class WriteThread {
  private readonly files = new Map<number, WrittenFile>();
  private worker: Worker | undefined;
  private lastId = 0;

  open(fd: number, pieces: readonly SharedArrayBuffer[]): WrittenFile {
    const worker = (this.worker ??= this.start());
    const id = ++this.lastId;
    const file = new WrittenFile(pieces, (message) => {
      if (this.worker === worker) worker.postMessage({ id, ...message });
      return this.worker === worker;
    });
    this.files.set(id, file);
    worker.postMessage({ id, fd, pieces });
    return file;
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(THREAD, { eval: true });
    worker.unref();
    worker.on('message', (answer: Answer) => {
      const file = this.files.get(answer.id);
      if (answer.sha256 !== undefined) this.files.delete(answer.id);
      file?.answered(answer);
    });
    // the files that it had are lost; the next one gets a new thread
    const lost = () => this.abandon(worker);
    worker.on('error', lost);
    worker.on('exit', lost);
    return worker;
  }

  private abandon(worker: Worker): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    for (const file of this.files.values()) file.abandon();
    this.files.clear();
  }
}
