/** XEP-0234: Jingle File Transfer, version 0.19.1 (reads `:3` and `:4` as well). */
import { NS, StanzaError, xml, type Element } from '@waybill/core';
import { bestHash, encodeHash, type Hash } from './hashes.js';
import { childNode, readCount, type XmlNode } from './markup.js';
import { decodeRange, encodeRange, siFileErrors, type Range } from './si-file-transfer.js';

/** The file of a Jingle content. The name is as sent. */
export interface JingleFile {
  readonly name?: string | undefined;
  readonly size?: number | undefined;
  readonly mediaType?: string | undefined;
  /** XEP-0082. */
  readonly date?: string | undefined;
  readonly description?: string | undefined;
  readonly hash?: Hash | undefined;
  readonly range?: Range | undefined;
}

/** What `session-info` may say of a file. */
export interface JingleFileInfo {
  readonly kind: 'received' | 'checksum';
  readonly contentName: string;
  readonly hash?: Hash | undefined;
}

const NAMESPACE = /^urn:xmpp:jingle:apps:file-transfer:[345]$/;
const MAX_NAME_LENGTH = 8_192;
const MAX_TEXT_LENGTH = 2_048;

/** Whether a namespace is one of the versions still seen. */
export function isJingleFileTransfer(ns: string): boolean {
  return NAMESPACE.test(ns);
}

/**
 * Reads `<description/>`: its file, whatever the version wraps around it.
 * @returns the file; undefined for another application; `bad-request` for a name of more than 8192 characters
 * @see XEP-0234 §4
 */
export function decodeJingleFile(description: XmlNode): JingleFile | StanzaError | undefined {
  if (!isJingleFileTransfer(description.ns)) return undefined;
  // COMPAT(:3): <offer/> or <request/> around the file
  const wrapper =
    childNode(description, 'offer') ?? childNode(description, 'request') ?? description;
  const file = childNode(wrapper, 'file');
  if (file === undefined) return {};
  const text = (name: string) => childNode(file, name)?.text;
  const name = text('name');
  if (name !== undefined && name.length > MAX_NAME_LENGTH) return siFileErrors.tooLong;
  const size = readCount(text('size'));
  const mediaType = text('media-type')?.trim().slice(0, MAX_TEXT_LENGTH);
  const date = text('date')?.trim().slice(0, MAX_TEXT_LENGTH);
  const description_ = text('desc')?.slice(0, MAX_TEXT_LENGTH);
  const hash = bestHash(file);
  const range = decodeRange(file);
  return {
    ...(name !== undefined && { name }),
    ...(size !== undefined && { size }),
    ...(mediaType !== undefined && mediaType !== '' && { mediaType }),
    ...(date !== undefined && date !== '' && { date }),
    ...(description_ !== undefined && description_ !== '' && { description: description_ }),
    ...(hash !== undefined && { hash }),
    ...(range !== undefined && { range }),
  };
}

/** @see XEP-0234 §4 */
export function encodeJingleFile(file: JingleFile): Element {
  const text = (name: string, value: string | number | undefined) =>
    value === undefined ? undefined : xml(name, {}, value);
  return xml(
    'description',
    { xmlns: NS.jingleFileTransfer },
    xml(
      'file',
      {},
      text('date', file.date),
      text('desc', file.description),
      text('media-type', file.mediaType),
      text('name', file.name),
      text('size', file.size),
      file.range === undefined ? undefined : encodeRange(file.range),
      file.hash === undefined ? undefined : encodeHash(file.hash),
    ),
  );
}

/** Reads `<received/>` or `<checksum/>`. @returns undefined for anything else @see XEP-0234 §8 */
export function decodeJingleFileInfo(node: XmlNode): JingleFileInfo | undefined {
  const contentName = node.attrs['name'];
  if (!isJingleFileTransfer(node.ns) || contentName === undefined) return undefined;
  if (node.name === 'received') return { kind: 'received', contentName };
  if (node.name !== 'checksum') return undefined;
  const file = childNode(node, 'file');
  const hash = file && bestHash(file);
  return { kind: 'checksum', contentName, ...(hash !== undefined && { hash }) };
}

/** @see XEP-0234 §8 */
export function encodeJingleFileInfo(info: JingleFileInfo): Element {
  const attrs = { xmlns: NS.jingleFileTransfer, creator: 'initiator', name: info.contentName };
  const file = info.hash === undefined ? undefined : xml('file', {}, encodeHash(info.hash));
  return xml(info.kind, attrs, file);
}
