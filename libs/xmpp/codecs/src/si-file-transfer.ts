/** XEP-0096: SI File Transfer, version 1.3.1. */
import { NS, StanzaError, xml, type Element } from '@waybill/core';
import { childNode, readCount, type XmlNode } from './markup.js';

export const siFileErrors = {
  // not a rule of the XEP: a bound on what one offer may keep in memory
  tooLong: new StanzaError('modify', 'bad-request', 'the file name is too long'),
};

/** Part of a file, in bytes. */
export interface Range {
  readonly offset: number;
  readonly length?: number | undefined;
}

/** The file of an SI offer. The name is as sent: it may hold anything. */
export interface SiFile {
  readonly name?: string | undefined;
  readonly size?: number | undefined;
  /** MD5 of the whole file, hex. */
  readonly hash?: string | undefined;
  /** XEP-0082. */
  readonly date?: string | undefined;
  readonly description?: string | undefined;
  /** The sender can send a part. */
  readonly ranged: boolean;
}

const MAX_NAME_LENGTH = 8_192;
const MAX_DESCRIPTION_LENGTH = 2_048;
const MAX_HASH_LENGTH = 256;

/**
 * Reads `<file/>` of an offer. What clients leave out is undefined.
 * @returns the file, or `bad-request` for a name of more than 8192 characters
 * @see XEP-0096 §4.1
 */
export function decodeSiFile(file: XmlNode): SiFile | StanzaError {
  const { name, date, hash } = file.attrs;
  if (name !== undefined && name.length > MAX_NAME_LENGTH) return siFileErrors.tooLong;
  const size = readCount(file.attrs['size']);
  const desc = childNode(file, 'desc')?.text.slice(0, MAX_DESCRIPTION_LENGTH);
  return {
    name,
    size,
    hash: hash !== undefined && hash.length <= MAX_HASH_LENGTH ? hash : undefined,
    date,
    description: desc === '' ? undefined : desc,
    ranged: childNode(file, 'range') !== undefined,
  };
}

/** @see XEP-0096 §4.1 */
export function encodeSiFile({ name, size, hash, date, description, ranged }: SiFile): Element {
  return xml(
    'file',
    { xmlns: NS.siFileTransfer, name, size, hash, date },
    description === undefined ? undefined : xml('desc', {}, description),
    ranged ? xml('range') : undefined,
  );
}

/** Reads the part that an answer asks for; undefined for the whole file. @see XEP-0096 §4.2 */
export function decodeRange(file: XmlNode | undefined): Range | undefined {
  const range = file && childNode(file, 'range');
  if (range === undefined) return undefined;
  const offset = readCount(range.attrs['offset']);
  const length = readCount(range.attrs['length']);
  if (offset === undefined && length === undefined) return undefined;
  return { offset: offset ?? 0, length };
}

/** `<range/>` with what is not its default. @see XEP-0096 §4.2 */
export function encodeRange({ offset, length }: Range): Element {
  return xml('range', {
    offset: offset === 0 && length !== undefined ? undefined : offset,
    length,
  });
}
