import { randomBytes } from 'node:crypto';
import { Jid, NS, StreamError, escapeXml } from '@waybill/core';
import type { StreamHeader } from './wire-element.js';

/** A header that can be served. */
export interface AcceptedHeader {
  readonly domain: string;
  /** Clients from before RFC 3920 send no version, get none, and know no stream features. */
  readonly modern: boolean;
}

const ID_BYTES = 16;
const VERSION = /^(\d+)\.\d+$/;

/**
 * Judges a client's stream header.
 * @returns what was asked for, or the stream error to close with, after a header of our own
 * @see RFC 6120 §4.7, §4.8
 */
export function readClientHeader(
  header: StreamHeader,
  domains: readonly string[],
): AcceptedHeader | StreamError {
  if (header.ns !== NS.stream) return new StreamError('invalid-namespace');
  if (header.name !== 'stream') return new StreamError('bad-format');
  // RFC 6120 §4.8.3: without a prefix for the stream, stanzas carry the content namespace themselves
  const ownPrefix = header.prefix !== '';
  if (header.contentNs !== NS.client && (ownPrefix || header.contentNs !== NS.stream)) {
    return new StreamError('invalid-namespace');
  }
  const version = header.version === undefined ? undefined : VERSION.exec(header.version);
  if (version === null) return new StreamError('unsupported-version');
  const domain = header.to === undefined ? undefined : Jid.parse(header.to);
  if (!(domain instanceof Jid) || domain.local !== undefined || !domain.isBare) {
    return new StreamError('improper-addressing');
  }
  if (!domains.includes(domain.domain)) return new StreamError('host-unknown');
  // RFC 6120 §4.7.5: a higher major version is answered with ours
  return { domain: domain.domain, modern: version !== undefined && Number(version[1]) >= 1 };
}

/** An id that nobody can guess: digests are made with it. @see RFC 6120 §4.7.3 */
export function freshStreamId(): string {
  return randomBytes(ID_BYTES).toString('hex');
}

/** Our own start tag. @see RFC 6120 §4.7 */
export function writeHeader(
  id: string,
  from: string | undefined,
  to: string | undefined,
  modern: boolean,
): string {
  let tag = `<?xml version='1.0'?><stream:stream xmlns='${NS.client}' xmlns:stream='${NS.stream}' id='${id}'`;
  if (from !== undefined) tag += ` from='${escapeXml(from)}'`;
  if (to !== undefined) tag += ` to='${escapeXml(to)}'`;
  if (modern) tag += " version='1.0'";
  return `${tag} xml:lang='en'>`;
}

/** A question that any client answers, if only with an error. @see XEP-0199 */
export function writePing(id: string, from: string, to: string): string {
  const head = `type='get' id='${id}' from='${escapeXml(from)}' to='${escapeXml(to)}'`;
  return `<iq ${head}><ping xmlns='${NS.ping}'/></iq>`;
}
