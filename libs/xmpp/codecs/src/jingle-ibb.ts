/** XEP-0261: Jingle In-Band Bytestreams Transport Method, version 1.0. */
import { NS, xml, type Element } from '@waybill/core';
import { readCount, type XmlNode } from './markup.js';

export interface JingleIbb {
  readonly sid: string;
  /** Bytes of data before base64. */
  readonly blockSize?: number | undefined;
}

const MAX_SID_LENGTH = 1_024;

/** Reads the transport. @returns undefined for another one, or one without a usable sid @see XEP-0261 §2 */
export function decodeJingleIbb(transport: XmlNode): JingleIbb | undefined {
  const { sid } = transport.attrs;
  if (transport.ns !== NS.jingleIbb || sid === undefined || sid.length > MAX_SID_LENGTH) {
    return undefined;
  }
  const blockSize = readCount(transport.attrs['block-size']);
  return { sid, ...(blockSize !== undefined && { blockSize }) };
}

/** @see XEP-0261 §2 */
export function encodeJingleIbb({ sid, blockSize }: JingleIbb): Element {
  return xml('transport', { xmlns: NS.jingleIbb, 'block-size': blockSize, sid });
}
