/** XEP-0095: Stream Initiation, version 1.2. */
import { NS, StanzaError, xml, type Element } from '@waybill/core';
import {
  decodeStreamMethods,
  encodeMethodChoice,
  encodeMethodOffer,
} from './feature-negotiation.js';
import { childNode, type XmlNode } from './markup.js';
import {
  decodeRange,
  decodeSiFile,
  encodeRange,
  encodeSiFile,
  type Range,
  type SiFile,
} from './si-file-transfer.js';

export const siErrors = {
  // XEP-0095 §3.1: the id is what everything later is found by
  noId: new StanzaError('modify', 'bad-request', 'an offer needs an id of 1 to 1024 characters'),
  // XEP-0095 §3.1: exactly one element in the profile's namespace
  noFile: new StanzaError('modify', 'bad-request', 'the profile announces a file and has none'),
  // XEP-0095 §3.3
  noValidStreams: new StanzaError(
    'cancel',
    'bad-request',
    undefined,
    xml('no-valid-streams', { xmlns: NS.si }),
  ),
  badProfile: new StanzaError(
    'modify',
    'bad-request',
    undefined,
    xml('bad-profile', { xmlns: NS.si }),
  ),
};

/** An offer of one file. */
export interface SiOffer {
  /** The bytestream's id later; unique for its sender only. */
  readonly sid: string;
  readonly mimeType?: string | undefined;
  readonly file: SiFile;
  /** Namespaces of the bytestreams that the sender can do, in its order. */
  readonly methods: readonly string[];
}

/** The answer that accepts an offer. */
export interface SiAnswer {
  /** Should be absent; COMPAT(agsXMPP): echoed. */
  readonly sid?: string | undefined;
  readonly method?: string | undefined;
  readonly range?: Range | undefined;
}

const MAX_SID_LENGTH = 1_024;

/**
 * Reads `<si/>` of an offer with the file-transfer profile.
 * @returns the offer; undefined for another profile, which is none of ours; `bad-request` without id or file
 * @see XEP-0095 §3.2, XEP-0096 §3
 */
export function decodeSiOffer(si: XmlNode): SiOffer | StanzaError | undefined {
  const fileNode = childNode(si, 'file', NS.siFileTransfer);
  if (fileNode === undefined) {
    return si.attrs['profile'] === NS.siFileTransfer ? siErrors.noFile : undefined;
  }
  const sid = si.attrs['id'];
  if (sid === undefined || sid === '' || sid.length > MAX_SID_LENGTH) return siErrors.noId;
  const file = decodeSiFile(fileNode);
  if (file instanceof StanzaError) return file;
  const mimeType = si.attrs['mime-type'];
  const feature = childNode(si, 'feature', NS.featureNegotiation);
  const methods = decodeStreamMethods(feature).offered;
  return { sid, mimeType, file, methods };
}

/** @see XEP-0095 §3.2 */
export function encodeSiOffer({ sid, mimeType, file, methods }: SiOffer): Element {
  return xml(
    'si',
    { xmlns: NS.si, id: sid, 'mime-type': mimeType, profile: NS.siFileTransfer },
    encodeSiFile(file),
    encodeMethodOffer(methods),
  );
}

/** Reads `<si/>` of an answer. Lacking parts are undefined. @see XEP-0095 §3.2, XEP-0096 §4.2 */
export function decodeSiAnswer(si: XmlNode): SiAnswer {
  const sid = si.attrs['id'];
  const method = decodeStreamMethods(childNode(si, 'feature', NS.featureNegotiation)).chosen;
  const range = decodeRange(childNode(si, 'file', NS.siFileTransfer));
  return { sid, method, range };
}

/** @see XEP-0095 §3.2 */
export function encodeSiAnswer({ sid, method, range }: SiAnswer): Element {
  return xml(
    'si',
    { xmlns: NS.si, id: sid },
    range === undefined ? undefined : xml('file', { xmlns: NS.siFileTransfer }, encodeRange(range)),
    method === undefined ? undefined : encodeMethodChoice(method),
  );
}
