import { isAscii, isUtf8 } from 'node:buffer';
import { XmlFaultError } from '@waybill/core';

const LONGEST = 4;

/** Bytes a character takes by its first byte; 1 for what cannot start a longer one. @see RFC 3629 §4 */
function lengthByLead(byte: number): number {
  if (byte >= 0xc2 && byte <= 0xdf) return 2;
  if (byte >= 0xe0 && byte <= 0xef) return 3;
  return byte >= 0xf0 && byte <= 0xf4 ? LONGEST : 1;
}

/** How many bytes at the end of `bytes` begin a character that is not complete yet: 0 to 3. */
function unfinished(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back < LONGEST && back <= length; back++) {
    const byte = bytes[length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return lengthByLead(byte) > back ? back : 0;
  }
  return 0;
}

/**
 * Turns chunks of bytes into text and refuses what is not UTF-8. Between chunks it keeps three bytes at most, so an
 * idle stream pays nothing for it.
 * @see RFC 6120 §11.6
 */
export class Utf8Reader {
  private rest: Buffer | undefined;

  /**
   * @returns the text of all complete characters
   * @throws XmlFaultError `unsupported-encoding` at overlong forms, surrogates and any other ill-formed sequence
   */
  read(chunk: Buffer): string {
    if (this.rest === undefined && isAscii(chunk)) return chunk.toString('latin1');
    let bytes = chunk;
    if (this.rest !== undefined) {
      bytes = Buffer.concat([this.rest, chunk]);
      this.rest = undefined;
    }
    const open = unfinished(bytes);
    const whole = bytes.length - open;
    // a copy: the chunk is the socket's and will be written over
    if (open > 0) this.rest = Buffer.from(bytes.subarray(whole));
    const complete = open > 0 ? bytes.subarray(0, whole) : bytes;
    if (!isUtf8(complete)) {
      throw new XmlFaultError('unsupported-encoding', 'this is not UTF-8');
    }
    return complete.toString();
  }

  reset(): void {
    this.rest = undefined;
  }
}
