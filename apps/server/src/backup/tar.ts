const BLOCK = 512;
const NAME_BYTES = 100;
/** What eleven octal digits hold; larger sizes are written in binary, as GNU and BSD tar do. */
const MAX_OCTAL = 8 ** 11 - 1;

/** A file of an archive. */
export interface TarHeader {
  readonly name: string;
  readonly size: number;
}

/** A file of an archive that is being read. Its `body` has to be read, or skipped, before the next. */
export interface TarEntry extends TarHeader {
  readonly body: AsyncIterable<Buffer>;
}

/** The bytes do not form an archive. */
export class BadTar extends Error {
  override readonly name = 'BadTar';
}

/** The block before a file's bytes. @see POSIX.1-1988 ustar */
export function tarHeader({ name, size }: TarHeader, seconds: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > NAME_BYTES) throw new TypeError(`${name} is too long for ustar`);
  const octal = (value: number, at: number, digits: number) =>
    block.write(value.toString(8).padStart(digits, '0'), at, 'latin1');
  block.write(name, 0);
  octal(0o600, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  if (size <= MAX_OCTAL) octal(size, 124, 11);
  else {
    block.writeUInt8(0x80, 124);
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  octal(seconds, 136, 11);
  block.write('0', 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  block.write(checksum(block).toString(8).padStart(6, '0') + '\0 ', 148, 'latin1');
  return block;
}

/** What fills a file up to whole blocks. */
export const tarPadding = (size: number) => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

/** What ends an archive. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/**
 * Reads an archive of plain files, one after the other.
 * @throws BadTar
 */
export async function* readTar(bytes: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const source = new Source(bytes);
  for (;;) {
    const block = await source.exactly(BLOCK);
    if (block.every((byte) => byte === 0)) return;
    const { name, size } = headerOf(block);
    const body = source.body(size);
    yield { name, size, body };
    // what nobody wanted to read
    for await (const rest of body) void rest;
    await source.exactly(tarPadding(size).length);
  }
}

function headerOf(block: Buffer): TarHeader {
  const text = (at: number, length: number) =>
    block.toString('utf8', at, at + length).replace(/\0.*$/s, '');
  const told = Number.parseInt(text(148, 8), 8);
  if (told !== checksum(block) || text(257, 5) !== 'ustar') throw new BadTar('no tar header');
  if (text(156, 1) !== '0') throw new BadTar('not a plain file');
  const isBinary = block.readUInt8(124) === 0x80;
  const size = isBinary ? Number(block.readBigUInt64BE(128)) : Number.parseInt(text(124, 12), 8);
  if (!Number.isSafeInteger(size) || size < 0) throw new BadTar('no size');
  return { name: text(0, NAME_BYTES), size };
}

/** The sum of the block's bytes, its own eight taken for spaces. */
function checksum(block: Buffer): number {
  return block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}

/** Bytes that come in any pieces, and are taken in pieces of a wanted length. */
class Source {
  private readonly iterator: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(bytes: AsyncIterable<Buffer>) {
    this.iterator = bytes[Symbol.asyncIterator]();
  }

  async exactly(length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.body(length)) parts.push(part);
    return Buffer.concat(parts);
  }

  async *body(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0;) {
      if (this.rest.length === 0) {
        const next = await this.iterator.next();
        if (next.done === true) throw new BadTar('the archive ends too early');
        this.rest = next.value;
      }
      const part = this.rest.subarray(0, left);
      this.rest = this.rest.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }
}
