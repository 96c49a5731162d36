/** XEP-0066: Out of Band Data, version 1.5. */
import { NS, StanzaError, xml, type Element } from '@waybill/core';
import { childNode, type XmlNode } from './markup.js';

export const oobErrors = {
  // XEP-0066 §2: the URL is what it is about
  noUrl: new StanzaError('modify', 'bad-request', 'a url of 1 to 8192 characters is needed'),
};

/** A URL handed over. It is passed on and never fetched. */
export interface OutOfBandData {
  readonly url: string;
  readonly description?: string | undefined;
  /** The SI offer that chose this way. @see XEP-0066 §5 */
  readonly sid?: string | undefined;
}

const MAX_URL_LENGTH = 8_192;
const MAX_DESCRIPTION_LENGTH = 2_048;

/** Reads `<query xmlns='jabber:iq:oob'/>` or `<x xmlns='jabber:x:oob'/>`. @see XEP-0066 §2, §3 */
export function decodeOutOfBandData(node: XmlNode): OutOfBandData | StanzaError {
  const url = childNode(node, 'url')?.text.trim();
  if (url === undefined || url === '' || url.length > MAX_URL_LENGTH) return oobErrors.noUrl;
  const description = childNode(node, 'desc')?.text.slice(0, MAX_DESCRIPTION_LENGTH);
  const { sid } = node.attrs;
  return {
    url,
    ...(description !== undefined && description !== '' && { description }),
    ...(sid !== undefined && { sid }),
  };
}

/** The IQ form. @see XEP-0066 §2 */
export function encodeOutOfBandData({ url, description, sid }: OutOfBandData): Element {
  return xml(
    'query',
    { xmlns: NS.oob, sid },
    xml('url', {}, url),
    description === undefined ? undefined : xml('desc', {}, description),
  );
}
