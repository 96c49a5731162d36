/** XEP-0446: File metadata element, version 0.2.0. */
import { NS, xml, type Element } from '@waybill/core';
import { bestHash, encodeHash, type Hash } from './hashes.js';
import { childNode, readCount, type XmlNode } from './markup.js';

/** What a sender says of a file. The name is as sent. */
export interface FileMetadata {
  readonly name?: string | undefined;
  readonly sizeBytes?: number | undefined;
  readonly mediaType?: string | undefined;
  readonly description?: string | undefined;
  readonly hash?: Hash | undefined;
}

const MAX_NAME_LENGTH = 8_192;
const MAX_TEXT_LENGTH = 2_048;

/** Reads a `<file/>`, whatever its namespace: Jingle's has the same children. @see XEP-0446 §3 */
export function decodeFileMetadata(file: XmlNode): FileMetadata {
  const text = (name: string, maxLength: number) => {
    const value = childNode(file, name)?.text.slice(0, maxLength);
    return value === '' ? undefined : value;
  };
  const name = text('name', MAX_NAME_LENGTH);
  const sizeBytes = readCount(childNode(file, 'size')?.text);
  const mediaType = text('media-type', MAX_TEXT_LENGTH)?.trim();
  const description = text('desc', MAX_TEXT_LENGTH);
  const hash = bestHash(file);
  return {
    ...(name !== undefined && { name }),
    ...(sizeBytes !== undefined && { sizeBytes }),
    ...(mediaType !== undefined && { mediaType }),
    ...(description !== undefined && { description }),
    ...(hash !== undefined && { hash }),
  };
}

/** @see XEP-0446 §3 */
export function encodeFileMetadata(file: FileMetadata): Element {
  const text = (name: string, value: string | number | undefined) =>
    value === undefined ? undefined : xml(name, {}, value);
  return xml(
    'file',
    { xmlns: NS.fileMetadata },
    text('media-type', file.mediaType),
    text('name', file.name),
    text('size', file.sizeBytes),
    text('desc', file.description),
    file.hash === undefined ? undefined : encodeHash(file.hash),
  );
}
