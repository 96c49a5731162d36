/**
 * XEP-0447: Stateless file sharing, version 0.3.1, with the sources of XEP-0103 and XEP-0448; XEP-0385: Stateless
 * Inline Media Sharing, version 0.2.1 (read only).
 */
import { NS, xml, type Element } from '@waybill/core';
import { decodeFileMetadata, encodeFileMetadata, type FileMetadata } from './file-metadata.js';
import { childNode, type XmlNode } from './markup.js';

/** A file that a message shares, or further sources of one that an earlier message shared. */
export interface FileSharing {
  /** Of the file within its message. */
  readonly id?: string | undefined;
  readonly disposition?: 'attachment' | 'inline' | undefined;
  /** Undefined where only sources are attached. */
  readonly file?: FileMetadata | undefined;
  /** URLs that the file is to be had at, as written. */
  readonly urls: readonly string[];
  /** Whether what is to be had there is encrypted, so that the file's size and hash are of something else. */
  readonly encrypted: boolean;
}

const MAX_SOURCES = 16;
const MAX_URL_LENGTH = 8_192;

/**
 * Reads `<file-sharing/>`, or `<sources/>` that are attached later. Keys of encrypted sources are not read.
 * @returns undefined for another element
 * @see XEP-0447 §3, §4; XEP-0448 §3
 */
export function decodeFileSharing(node: XmlNode): FileSharing | undefined {
  if (node.ns !== NS.statelessFileSharing) return undefined;
  if (node.name !== 'file-sharing' && node.name !== 'sources') return undefined;
  const sources = node.name === 'sources' ? node : childNode(node, 'sources');
  const file = childNode(node, 'file', NS.fileMetadata);
  const plain = urlsOf(sources);
  const hidden = (sources?.children ?? [])
    .filter(({ name, ns }) => name === 'encrypted' && ns === NS.encryptedFileSharing)
    .flatMap((encrypted) => urlsOf(childNode(encrypted, 'sources', NS.statelessFileSharing)));
  const { id, disposition } = node.attrs;
  const how = disposition === 'inline' || disposition === 'attachment' ? disposition : undefined;
  return {
    ...(id !== undefined && { id }),
    ...(how !== undefined && { disposition: how }),
    ...(file !== undefined && { file: decodeFileMetadata(file) }),
    urls: [...plain, ...hidden].slice(0, MAX_SOURCES),
    encrypted: hidden.length > 0,
  };
}

/** A file with plain sources. @see XEP-0447 §3.1 */
export function encodeFileSharing({ id, disposition, file, urls }: FileSharing): Element {
  const sources = urls.map((target) => xml('url-data', { xmlns: NS.urlData, target }));
  return xml(
    'file-sharing',
    { xmlns: NS.statelessFileSharing, id, disposition },
    file === undefined ? undefined : encodeFileMetadata(file),
    xml('sources', {}, ...sources),
  );
}

/**
 * Reads `<reference/>` where it shares a medium.
 * @returns undefined for a reference to anything else, such as a mention
 * @see XEP-0385 §4.1
 */
export function decodeMediaSharing(reference: XmlNode): FileSharing | undefined {
  const media = childNode(reference, 'media-sharing', NS.mediaSharing);
  if (reference.ns !== NS.references || media === undefined) return undefined;
  const file = media.children.find(({ name }) => name === 'file');
  const urls = (childNode(media, 'sources')?.children ?? [])
    .filter(({ ns }) => ns === NS.references)
    .flatMap(({ attrs: { uri } }) => usable(uri));
  return {
    ...(file !== undefined && { file: decodeFileMetadata(file) }),
    urls: urls.slice(0, MAX_SOURCES),
    encrypted: false,
  };
}

function urlsOf(sources: XmlNode | undefined): readonly string[] {
  return (sources?.children ?? [])
    .filter(({ name, ns }) => name === 'url-data' && ns === NS.urlData)
    .flatMap(({ attrs: { target } }) => usable(target));
}

function usable(url: string | undefined): readonly string[] {
  return url === undefined || url === '' || url.length > MAX_URL_LENGTH ? [] : [url];
}
