/** XEP-0260: Jingle SOCKS5 Bytestreams Transport Method, version 1.0.3. */
import { NS, xml, type Element } from '@waybill/core';
import { childNode, readCount, type XmlNode } from './markup.js';

/** Someone who can be connected to. */
export interface Candidate {
  readonly cid: string;
  readonly host: string;
  readonly port: number;
  /** As written; it may be malformed. */
  readonly jid: string;
  readonly priority: number;
  readonly type: 'direct' | 'assisted' | 'tunnel' | 'proxy';
}

/** What a `<transport/>` says: candidates, or one notice about them. */
export interface JingleSocks5 {
  readonly sid: string;
  readonly mode: 'tcp' | 'udp';
  /** Destination address as its sender computed it; 40 lower-case hex digits. */
  readonly dstaddr?: string | undefined;
  readonly candidates: readonly Candidate[];
  readonly notice?:
    | { readonly kind: 'candidate-used' | 'activated'; readonly cid: string }
    | { readonly kind: 'candidate-error' | 'proxy-error' }
    | undefined;
}

const MAX_CANDIDATES = 64;
const MAX_SID_LENGTH = 1_024;
const TYPES = new Set(['direct', 'assisted', 'tunnel', 'proxy']);

/** Reads the transport. @returns undefined for another one, or one without a usable sid @see XEP-0260 §2 */
export function decodeJingleSocks5(transport: XmlNode): JingleSocks5 | undefined {
  const { sid, dstaddr, mode } = transport.attrs;
  if (transport.ns !== NS.jingleSocks5 || sid === undefined || sid.length > MAX_SID_LENGTH) {
    return undefined;
  }
  const candidates: Candidate[] = [];
  for (const node of transport.children) {
    const candidate = node.name === 'candidate' ? decodeCandidate(node) : undefined;
    if (candidate !== undefined && candidates.length < MAX_CANDIDATES) candidates.push(candidate);
  }
  const notice = decodeNotice(transport);
  const address = dstaddr?.toLowerCase();
  return {
    sid,
    mode: mode === 'udp' ? 'udp' : 'tcp',
    ...(address !== undefined && /^[0-9a-f]{40}$/.test(address) && { dstaddr: address }),
    candidates,
    ...(notice !== undefined && { notice }),
  };
}

function decodeCandidate({ attrs }: XmlNode): Candidate | undefined {
  const { cid, host, jid, type } = attrs;
  if (cid === undefined || host === undefined || jid === undefined) return undefined;
  return {
    cid,
    host,
    jid,
    port: readCount(attrs['port']) ?? 1080,
    priority: readCount(attrs['priority']) ?? 0,
    type: TYPES.has(type ?? '') ? (type as Candidate['type']) : 'direct',
  };
}

function decodeNotice(transport: XmlNode): JingleSocks5['notice'] {
  for (const kind of ['candidate-used', 'activated'] as const) {
    const cid = childNode(transport, kind)?.attrs['cid'];
    if (cid !== undefined) return { kind, cid };
  }
  for (const kind of ['candidate-error', 'proxy-error'] as const) {
    if (childNode(transport, kind) !== undefined) return { kind };
  }
  return undefined;
}

/** @see XEP-0260 §2 */
export function encodeJingleSocks5(transport: JingleSocks5): Element {
  const { sid, mode, dstaddr, candidates, notice } = transport;
  const cid = notice !== undefined && 'cid' in notice ? notice.cid : undefined;
  return xml(
    'transport',
    { xmlns: NS.jingleSocks5, sid, mode: mode === 'udp' ? 'udp' : undefined, dstaddr },
    ...candidates.map((candidate) => xml('candidate', { ...candidate })),
    notice === undefined ? undefined : xml(notice.kind, { cid }),
  );
}
