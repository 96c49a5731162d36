/** XEP-0047: In-Band Bytestreams, version 2.0.1. */
import { NS, StanzaError, xml, type Element } from '@waybill/core';
import { readCount, type XmlNode } from './markup.js';

export const ibbErrors = {
  // XEP-0047 §2.1: all three name the bytestream by its sid
  noSid: new StanzaError('modify', 'bad-request', 'a sid is needed'),
  // XEP-0047 §2.1: 'block-size' is required, and fits into 16 bits
  badBlockSize: new StanzaError('modify', 'bad-request', 'a block-size of 1 to 65535 is needed'),
};

/** Opens a bytestream. `blockSize` is bytes of data before base64. */
export interface IbbOpen {
  readonly kind: 'open';
  readonly sid: string;
  readonly blockSize: number;
  readonly stanza: 'iq' | 'message';
}

export interface IbbClose {
  readonly kind: 'close';
  readonly sid: string;
}

/** One block, without its bytes. */
export interface IbbBlock {
  readonly kind: 'data';
  readonly sid: string;
  /** 0 to 65535, wrapping; undefined when it is not a number. */
  readonly seq: number | undefined;
  /** Bytes that the base64 text stands for. */
  readonly bytes: number;
}

const MAX_BLOCK_SIZE = 65_535;

/**
 * Reads `<open/>` or `<close/>`.
 * @returns the element's content; undefined for another element; `bad-request` without its sid or block size
 * @see XEP-0047 §2.1, §2.3
 */
export function decodeIbb(node: XmlNode): IbbOpen | IbbClose | StanzaError | undefined {
  const { sid, stanza } = node.attrs;
  if (node.name !== 'open' && node.name !== 'close') return undefined;
  if (sid === undefined || sid === '') return ibbErrors.noSid;
  if (node.name === 'close') return { kind: 'close', sid };
  const blockSize = readCount(node.attrs['block-size']);
  if (blockSize === undefined || blockSize === 0 || blockSize > MAX_BLOCK_SIZE) {
    return ibbErrors.badBlockSize;
  }
  return { kind: 'open', sid, blockSize, stanza: stanza === 'message' ? 'message' : 'iq' };
}

/** @see XEP-0047 §2.1, §2.3 */
export function encodeIbb(content: IbbOpen | IbbClose): Element {
  return content.kind === 'close'
    ? xml('close', { xmlns: NS.ibb, sid: content.sid })
    : xml('open', {
        xmlns: NS.ibb,
        'block-size': content.blockSize,
        sid: content.sid,
        stanza: content.stanza === 'message' ? 'message' : undefined,
      });
}

// prefixes, CDATA and references are legal here, and nobody writes them
const PLAIN_DATA = /<data\s([^<>&]*)>([A-Za-z0-9+/=\s]*)<\/data>/;
const SID = /(?:^|\s)sid\s*=\s*(?:"([^"]*)"|'([^']*)')/;
const SEQ = /(?:^|\s)seq\s*=\s*(?:"([^"]*)"|'([^']*)')/;

/**
 * Reads a data block out of a stanza's checked markup without a tree and without a copy of its bytes.
 * @returns the block; undefined when the markup is not plain enough, or holds none
 * @see XEP-0047 §2.2
 */
export function scanIbbBlock(markup: string): IbbBlock | undefined {
  const found = PLAIN_DATA.exec(markup);
  const sid = found && SID.exec(found[1] ?? '');
  if (!found || !sid) return undefined;
  const seq = SEQ.exec(found[1] ?? '');
  return {
    kind: 'data',
    sid: sid[1] ?? sid[2] ?? '',
    seq: readCount(seq?.[1] ?? seq?.[2]),
    bytes: base64Bytes(found[2] ?? ''),
  };
}

/** The same by way of the tree. @returns undefined for another element or one without sid */
export function decodeIbbBlock(node: XmlNode): IbbBlock | undefined {
  const { sid, seq } = node.attrs;
  if (node.name !== 'data' || sid === undefined) return undefined;
  return { kind: 'data', sid, seq: readCount(seq), bytes: base64Bytes(node.text) };
}

/** How many bytes a base64 text stands for, by its length alone. */
export function base64Bytes(text: string): number {
  let length = text.length;
  if (/\s/.test(text)) length = text.replace(/\s+/g, '').length;
  const padding = /={1,2}\s*$/.exec(text)?.[0].trim().length ?? 0;
  return Math.max(0, Math.floor((length * 3) / 4) - padding);
}
