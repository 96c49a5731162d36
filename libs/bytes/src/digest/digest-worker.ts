import { Worker } from 'node:worker_threads';

/** Bytes that may be on their way to the thread before its sender waits. */
const MAX_QUEUED_BYTES = 4 * 1024 * 1024;

// Kept as text: it then runs the same from sources, from a build and from a bundle.
const THREAD = `
const { createHash } = require('node:crypto');
const { parentPort } = require('node:worker_threads');
const hashes = new Map();
parentPort.on('message', ({ id, bytes }) => {
  if (bytes !== undefined) {
    let hash = hashes.get(id);
    if (hash === undefined) hashes.set(id, (hash = createHash('sha256')));
    hash.update(bytes);
    parentPort.postMessage({ id, done: bytes.length });
  } else {
    const hash = hashes.get(id) ?? createHash('sha256');
    hashes.delete(id);
    parentPort.postMessage({ id, sha256: hash.digest('hex') });
  }
});`;

interface Answer {
  readonly id: number;
  readonly done?: number;
  readonly sha256?: string;
}

/** SHA-256 of one stream of bytes. */
export class StreamDigest {
  private queuedBytes = 0;
  private resume: (() => void) | undefined;
  private finished: ((sha256: string | undefined) => void) | undefined;

  constructor(private readonly send: (bytes?: Uint8Array) => void) {}

  /** Takes a copy of `bytes`. @returns false when the thread is behind: wait for {@link whenReady} */
  update(bytes: Uint8Array): boolean {
    this.queuedBytes += bytes.length;
    this.send(Uint8Array.prototype.slice.call(bytes));
    return this.queuedBytes <= MAX_QUEUED_BYTES;
  }

  get isBehind(): boolean {
    return this.queuedBytes > MAX_QUEUED_BYTES;
  }

  whenReady(resume: () => void): void {
    this.resume = resume;
  }

  /** @returns lower-case hex; undefined when the thread has died */
  finish(): Promise<string | undefined> {
    return new Promise((resolve) => {
      this.finished = resolve;
      this.send();
    });
  }

  /** What the thread says. */
  answered(answer: Answer): void {
    if (answer.done !== undefined) {
      this.queuedBytes -= answer.done;
      if (this.isBehind) return;
      const { resume } = this;
      this.resume = undefined;
      resume?.();
    } else this.finished?.(answer.sha256);
  }

  /** The thread is gone: nothing waits for it any more. */
  abandon(): void {
    this.queuedBytes = -Infinity;
    this.resume?.();
    this.finished?.(undefined);
  }
}

/** Hashes in a thread of its own, so that the event loop carries nothing but the copy. */
export class DigestWorker {
  private readonly digests = new Map<number, StreamDigest>();
  private readonly worker = new Worker(THREAD, { eval: true });
  private lastId = 0;
  private alive = true;

  constructor() {
    this.worker.unref();
    this.worker.on('message', (answer: Answer) => {
      const digest = this.digests.get(answer.id);
      if (answer.sha256 !== undefined) this.digests.delete(answer.id);
      digest?.answered(answer);
    });
    // a thread that died (out of memory) costs the hashes, not the relays
    this.worker.on('error', () => this.abandonAll());
    this.worker.on('exit', () => this.abandonAll());
  }

  /** Starts the digest of a stream; undefined when the thread has died. */
  open(): StreamDigest | undefined {
    if (!this.alive) return undefined;
    const id = ++this.lastId;
    const digest = new StreamDigest((bytes) => {
      if (!this.alive) digest.abandon();
      else if (bytes === undefined) this.worker.postMessage({ id });
      else this.worker.postMessage({ id, bytes }, [bytes.buffer as ArrayBuffer]);
    });
    this.digests.set(id, digest);
    return digest;
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private abandonAll(): void {
    this.alive = false;
    for (const digest of this.digests.values()) digest.abandon();
    this.digests.clear();
  }
}
