/** A file on its way in. It is kept or discarded, and nobody sees it before it is kept. */
export interface IncomingFile {
  /** Bytes taken so far. */
  readonly bytes: number;
  /** The first bytes, enough to tell a type by. */
  readonly head: Uint8Array;
  /** Memory for the next bytes, so that they are read to where they are needed; at least one byte of it. */
  room(): Uint8Array;
  /**
   * The first `length` bytes of that room have been filled.
   * @returns a promise to wait for before the next call, when the disk or the hash is behind
   * @throws UploadStoreFault when the disk does not take them
   */
  took(length: number): void | Promise<void>;
  /** Takes a copy of bytes that were read elsewhere. @throws UploadStoreFault */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Everything is hashed.
   * @returns lower-case hex SHA-256
   * @throws UploadStoreFault
   */
  finish(): Promise<string>;
  /**
   * Puts the finished file under its hash, on disk for good; what has the same hash already is as good as it.
   * @throws UploadStoreFault
   */
  keep(): Promise<void>;
  /** Gives its space back. Safe to repeat, and without effect once it is kept. */
  discard(): Promise<void>;
}

/** A stored file, open for reading; it can be read to its end even when it is deleted meanwhile. */
export interface StoredFile {
  readonly bytes: number;
  /** Fills `into` from `position` on. @returns bytes read; 0 at the end */
  read(into: Uint8Array, position: number): Promise<number>;
  close(): Promise<void>;
}

export type UploadStoreFaultCode = 'disk-full' | 'unavailable';

/** Why the place where files are kept did not do what it was asked. */
export class UploadStoreFault extends Error {
  constructor(
    readonly code: UploadStoreFaultCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'UploadStoreFault';
  }
}

/** A file as the store lists it. */
export interface KeptFile {
  /** Lower-case hex SHA-256; also its only name. */
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Where uploaded bytes are kept, by their SHA-256: identical files are there once. Names and owners are the
 * database's. S3 can stand behind this as well as a disk.
 */
export abstract class UploadStore {
  /** @throws UploadStoreFault */
  abstract receive(expectedBytes: number): Promise<IncomingFile>;
  /** @returns undefined when it is not there */
  abstract open(sha256: string): Promise<StoredFile | undefined>;
  /** @returns bytes given back; undefined when it was not there */
  abstract remove(sha256: string): Promise<number | undefined>;
  /** Every file that is kept, in no order. */
  abstract all(): AsyncIterable<KeptFile>;
  /** Reads a file whole. @returns its hash as it is now; undefined when it is not there */
  abstract hashOf(sha256: string): Promise<string | undefined>;
  /** Bytes that can still be written; undefined where the store does not know. */
  abstract freeBytes(): Promise<number | undefined>;
}
