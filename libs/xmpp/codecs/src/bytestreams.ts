/** XEP-0065: SOCKS5 Bytestreams, version 1.8.2. */
import { Jid, NS, StanzaError, xml, type Element } from '@waybill/core';
import { childNode, readCount, type XmlNode } from './markup.js';

export const bytestreamErrors = {
  // XEP-0065 §9.1, RELIABILITY S8: an attribute of 1 to 128 bytes
  badSid: new StanzaError('modify', 'bad-request', 'a sid of 1 to 128 bytes is needed'),
  // XEP-0065 §8: UDP associations are optional, and nobody makes them
  noUdp: new StanzaError('modify', 'not-acceptable', 'only TCP is relayed'),
};

/** Someone who can be connected to. `jid` is as written; it may be malformed. */
export interface Streamhost {
  readonly jid: string;
  readonly host: string;
  readonly port: number;
}

/** The one element of this namespace, by what it is used for. */
export type Bytestreams =
  | { readonly kind: 'query'; readonly sid?: string | undefined }
  | {
      readonly kind: 'streamhosts';
      readonly sid?: string | undefined;
      readonly mode: 'tcp' | 'udp';
      readonly streamhosts: readonly Streamhost[];
    }
  | { readonly kind: 'used'; readonly sid?: string | undefined; readonly jid: string }
  | {
      readonly kind: 'activate';
      readonly sid: string;
      readonly target: Jid;
      /** As written. */
      readonly targetText: string;
    };

const MAX_SID_BYTES = 128;
const MAX_STREAMHOSTS = 32;
const DEFAULT_PORT = 1080;

/**
 * Reads `<query xmlns='…/bytestreams'/>`. Streamhosts without JID or host are left out, and all behind the 32nd.
 * @returns what it says; `bad-request` or `jid-malformed` for an activation that names no bytestream
 * @see XEP-0065 §4 to §6
 */
export function decodeBytestreams(query: XmlNode): Bytestreams | StanzaError {
  const sid = query.attrs['sid'];
  const named = sid === undefined ? {} : { sid };
  const activate = childNode(query, 'activate');
  if (activate !== undefined) return decodeActivate(sid, activate.text);
  const used = childNode(query, 'streamhost-used')?.attrs['jid'];
  if (used !== undefined) return { kind: 'used', ...named, jid: used };
  const streamhosts: Streamhost[] = [];
  for (const child of query.children) {
    const { jid, host } = child.attrs;
    if (child.name !== 'streamhost' || jid === undefined || host === undefined) continue;
    if (streamhosts.length < MAX_STREAMHOSTS) {
      streamhosts.push({ jid, host, port: readCount(child.attrs['port']) ?? DEFAULT_PORT });
    }
  }
  const hasSome = query.children.some((child) => child.name === 'streamhost');
  if (!hasSome && query.attrs['mode'] === undefined) return { kind: 'query', ...named };
  const mode = query.attrs['mode'] === 'udp' ? 'udp' : 'tcp';
  return { kind: 'streamhosts', ...named, mode, streamhosts };
}

function decodeActivate(sid: string | undefined, text: string): Bytestreams | StanzaError {
  if (sid === undefined || sid === '' || Buffer.byteLength(sid) > MAX_SID_BYTES) {
    return bytestreamErrors.badSid;
  }
  const targetText = text.trim();
  const target = Jid.parse(targetText);
  return target instanceof StanzaError ? target : { kind: 'activate', sid, target, targetText };
}

/** @see XEP-0065 §4 to §6 */
export function encodeBytestreams(content: Bytestreams): Element {
  const query = (sid: string | undefined, mode: string | undefined, ...children: Element[]) =>
    xml('query', { xmlns: NS.bytestreams, sid, mode }, ...children);
  switch (content.kind) {
    case 'query':
      return query(content.sid, undefined);
    case 'streamhosts':
      return query(
        content.sid,
        content.mode === 'udp' ? 'udp' : undefined,
        ...content.streamhosts.map(({ jid, host, port }) => xml('streamhost', { jid, host, port })),
      );
    case 'used':
      return query(content.sid, undefined, xml('streamhost-used', { jid: content.jid }));
    case 'activate':
      return query(content.sid, undefined, xml('activate', {}, content.targetText));
  }
}
