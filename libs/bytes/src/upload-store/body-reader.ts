import type { IncomingMessage } from 'node:http';
import type { IncomingFile } from '@waybill/domain';
import { TappedConnection, type BodySink } from './tapped-connection.js';

/** Bodies up to this size come with their head, or soon after it: HTTP may read them. */
const DIRECT_BYTES = 128 * 1024;
/** Between two marks of progress. */
const MARK_BYTES = 1024 * 1024;

/** How the reading of a body ended: all bytes that were announced, more, fewer, or a connection that broke. */
export type BodyEnd = 'whole' | 'too-long' | 'too-short' | 'broken';

export interface BodyWish {
  readonly file: IncomingFile;
  readonly sizeBytes: number;
  readonly onProgress: (bytes: number) => void;
}

/**
 * Reads the body of a PUT into a file. A long one of known length is taken past HTTP, and its connection closes after the
 * answer.
 * @throws UploadStoreFault
 */
export async function readBody(request: IncomingMessage, wish: BodyWish): Promise<BodyEnd> {
  const { socket } = request as { socket: unknown };
  const isKnown = request.headers['content-length'] !== undefined;
  return isKnown && wish.sizeBytes > DIRECT_BYTES && socket instanceof TappedConnection
    ? readDirectly(request, socket, wish)
    : readStream(request, wish);
}

async function readStream(request: IncomingMessage, wish: BodyWish): Promise<BodyEnd> {
  const { file, sizeBytes, onProgress } = wish;
  let marked = 0;
  let fault: unknown;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (file.bytes + chunk.length > sizeBytes) return 'too-long';
      await file.write(chunk).catch((error: unknown) => {
        fault = error;
        throw error;
      });
      if (file.bytes - marked < MARK_BYTES) continue;
      marked = file.bytes;
      onProgress(marked);
    }
  } catch (error) {
    if (error === fault) throw error;
    // whoever sent has gone, or was too slow
    return 'broken';
  }
  return file.bytes === sizeBytes ? 'whole' : 'too-short';
}

async function readDirectly(
  request: IncomingMessage,
  connection: TappedConnection,
  wish: BodyWish,
): Promise<BodyEnd> {
  const body = new DirectBody(connection, wish);
  connection.divert(body);
  try {
    for (let early = request.read() as Buffer | null; early !== null;) {
      await wish.file.write(early);
      early = request.read() as Buffer | null;
    }
    return await body.read();
  } catch (error) {
    connection.giveBack();
    throw error;
  }
}

/** Fills the file's own memory from the socket until it has all bytes. */
class DirectBody implements BodySink {
  private marked = 0;
  private isReading = false;
  private isGone = false;
  private end: ((end: BodyEnd) => void) | undefined;
  private fail: ((error: unknown) => void) | undefined;

  constructor(
    private readonly connection: TappedConnection,
    private readonly wish: BodyWish,
  ) {}

  read(): Promise<BodyEnd> {
    const { file, sizeBytes } = this.wish;
    if (file.bytes === sizeBytes) return Promise.resolve('whole');
    if (this.isGone || this.connection.readableEnded) return Promise.resolve('broken');
    return new Promise((resolve, reject) => {
      [this.end, this.fail] = [resolve, reject];
      this.goOn();
    });
  }

  room(): Uint8Array | undefined {
    const { file, sizeBytes } = this.wish;
    // while nobody reads, the memory may be with the disk
    return this.isReading ? file.room().subarray(0, sizeBytes - file.bytes) : undefined;
  }

  took(length: number): boolean {
    return this.after(this.wish.file.took(length));
  }

  copy(bytes: Uint8Array): boolean {
    const { file, sizeBytes } = this.wish;
    let rest = bytes.subarray(0, sizeBytes - file.bytes);
    while (rest.length > 0) {
      const room = file.room();
      const length = Math.min(room.length, rest.length);
      room.set(rest.subarray(0, length));
      rest = rest.subarray(length);
      const wait = file.took(length);
      if (wait === undefined) continue;
      // what is left over is in memory that somebody else reads into
      const kept = Buffer.from(rest);
      return this.after(wait.then(() => file.write(kept)));
    }
    return this.after(undefined);
  }

  gone(): void {
    this.isGone = true;
    this.end?.('broken');
  }

  /** @returns whether reading goes on at once */
  private after(wait: void | Promise<void>): boolean {
    const { file, sizeBytes } = this.wish;
    if (wait === undefined && file.bytes < sizeBytes) return true;
    this.isReading = false;
    Promise.resolve(wait).then(
      () => this.goOn(),
      (error: unknown) => this.fail?.(error),
    );
    return false;
  }

  private goOn(): void {
    const { file, sizeBytes, onProgress } = this.wish;
    if (file.bytes - this.marked >= MARK_BYTES) {
      this.marked = file.bytes;
      onProgress(this.marked);
    }
    if (file.bytes === sizeBytes) return this.end?.('whole');
    this.isReading = true;
    this.connection.goOn();
  }
}
