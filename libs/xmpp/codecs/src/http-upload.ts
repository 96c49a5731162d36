/** XEP-0363: HTTP File Upload, version 1.2.0, and the namespace that it had before 0.3. */
import { NS, StanzaError, xml, type Element } from '@waybill/core';
import { encodeDateTime, decodeDateTime } from './date-time.js';
import type { DataForm } from './data-forms.js';
import { childNode, type XmlNode } from './markup.js';

/** The namespace a client speaks; it is answered in the same. */
export type UploadNamespace = typeof NS.httpUpload | typeof NS.httpUploadLegacy;

/** Both, the current one first. */
export const UPLOAD_NAMESPACES: readonly UploadNamespace[] = [NS.httpUpload, NS.httpUploadLegacy];

/** What a file is uploaded for. @see XEP-0363 §5 */
export const UPLOAD_PURPOSES = ['message', 'profile', 'ephemeral', 'permanent'] as const;
export type SlotPurpose = (typeof UPLOAD_PURPOSES)[number];

/** The disco features of the four purposes. @see XEP-0363 §5 */
export const PURPOSE_FEATURES: readonly string[] = UPLOAD_PURPOSES.map(
  (purpose) => `${NS.httpUploadPurpose}#${purpose}`,
);

/** What a client wants to upload. */
export interface SlotRequest {
  readonly fileName: string;
  /** Bytes, at least 1. A count that no computer could store is given as the greatest safe integer. */
  readonly sizeBytes: number;
  readonly contentType?: string | undefined;
  /** `message` where the client names none. */
  readonly purpose: SlotPurpose;
  /** The instant after which the file must not be had, epoch milliseconds; of `ephemeral` alone. */
  readonly expireBeforeAt?: number | undefined;
}

/** Where to put a file, and where it is to be had afterwards. */
export interface Slot {
  readonly putUrl: string;
  readonly getUrl: string;
  /** `Authorization`, `Cookie` or `Expires` and their values; clients ignore all others. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

const MAX_TYPE_LENGTH = 255;
// RFC 9110 §8.3.1: a type, a subtype and parameters; nothing that could end a header
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+[\t\x20-\x7e]*$/;

export const uploadErrors = {
  // XEP-0363 §4: both attributes are required
  noName: new StanzaError('modify', 'bad-request', 'a filename is needed'),
  badSize: new StanzaError('modify', 'bad-request', 'a size of at least one byte is needed'),
  badType: new StanzaError('modify', 'bad-request', 'the content type is none'),
  // XEP-0363 §5
  manyPurposes: new StanzaError('modify', 'bad-request', 'an upload has one purpose'),
  noDeadline: new StanzaError('modify', 'bad-request', 'expire-before is no date and time'),
  unknownPurpose: new StanzaError(
    'cancel',
    'feature-not-implemented',
    'the purposes are message, profile, ephemeral and permanent',
  ),
};

/** @see XEP-0363 §6 */
export function tooLargeError(ns: UploadNamespace, maxBytes: number): StanzaError {
  return new StanzaError(
    'modify',
    'not-acceptable',
    `File too large. The maximum file size is ${String(maxBytes)} bytes`,
    xml('file-too-large', { xmlns: ns }, xml('max-file-size', {}, maxBytes)),
  );
}

/** An error that passes. @param retryAt epoch milliseconds; undefined where nobody can tell @see XEP-0363 §6 */
export function retryLaterError(
  ns: UploadNamespace,
  text: string,
  retryAt: number | undefined,
): StanzaError {
  const retry =
    retryAt === undefined ? undefined : xml('retry', { xmlns: ns, stamp: encodeDateTime(retryAt) });
  return new StanzaError('wait', 'resource-constraint', text, retry);
}

/**
 * Reads `<request/>` of either namespace. Whether the name is one that files may have is not for the codec to say.
 * @returns the wish; `bad-request` or `feature-not-implemented` for what is none
 * @see XEP-0363 §4, §5
 */
export function decodeSlotRequest(node: XmlNode): SlotRequest | StanzaError {
  const { name, size, type } = node.ns === NS.httpUploadLegacy ? legacyParts(node) : parts(node);
  if (name === undefined || name === '') return uploadErrors.noName;
  const sizeBytes = readSize(size);
  if (sizeBytes === undefined) return uploadErrors.badSize;
  if (type !== undefined && !isMediaType(type)) return uploadErrors.badType;
  const purpose = readPurpose(node);
  if (purpose instanceof StanzaError) return purpose;
  return {
    fileName: name,
    sizeBytes,
    ...(type !== undefined && { contentType: type }),
    ...purpose,
  };
}

/** @see XEP-0363 §4 */
export function encodeSlotRequest(request: SlotRequest): Element {
  const { fileName, sizeBytes, contentType, purpose, expireBeforeAt } = request;
  const attrs = { filename: fileName, size: sizeBytes, 'content-type': contentType };
  const stamp = expireBeforeAt === undefined ? undefined : encodeDateTime(expireBeforeAt);
  return xml(
    'request',
    { xmlns: NS.httpUpload, ...attrs },
    purpose === 'message'
      ? undefined
      : xml(purpose, { xmlns: NS.httpUploadPurpose, 'expire-before': stamp }),
  );
}

/**
 * The answer, in the namespace that was asked in. The older one has no room for headers.
 * @see XEP-0363 §4
 */
export function encodeSlot(ns: UploadNamespace, { putUrl, getUrl, headers }: Slot): Element {
  if (ns === NS.httpUploadLegacy) {
    return xml('slot', { xmlns: ns }, xml('put', {}, putUrl), xml('get', {}, getUrl));
  }
  const lines = headers.map(([name, value]) => xml('header', { name }, value));
  return xml(
    'slot',
    { xmlns: ns },
    xml('put', { url: putUrl }, ...lines),
    xml('get', { url: getUrl }),
  );
}

/** @returns undefined where one of the two URLs is missing @see XEP-0363 §4 */
export function decodeSlot(node: XmlNode): Slot | undefined {
  const put = childNode(node, 'put');
  const get = childNode(node, 'get');
  const putUrl = put?.attrs['url'] ?? put?.text ?? '';
  const getUrl = get?.attrs['url'] ?? get?.text ?? '';
  if (putUrl === '' || getUrl === '') return undefined;
  const headers = (put?.children ?? [])
    .filter(({ name }) => name === 'header')
    .map(({ attrs, text }) => [attrs['name'] ?? '', text] as const);
  return { putUrl, getUrl, headers };
}

/** What service discovery says of the limit. @see XEP-0363 §3 */
export function uploadLimitForm(ns: UploadNamespace, maxBytes: number): DataForm {
  return {
    type: 'result',
    fields: [
      { var: 'FORM_TYPE', type: 'hidden', values: [ns], options: [] },
      { var: 'max-file-size', values: [String(maxBytes)], options: [] },
    ],
  };
}

interface RequestParts {
  readonly name: string | undefined;
  readonly size: string | undefined;
  readonly type: string | undefined;
}

const given = (text: string | undefined) => (text === '' ? undefined : text);

function parts({ attrs }: XmlNode): RequestParts {
  return { name: attrs['filename'], size: attrs['size'], type: given(attrs['content-type']) };
}

function legacyParts(node: XmlNode): RequestParts {
  const text = (name: string) => childNode(node, name)?.text;
  return { name: text('filename'), size: text('size'), type: given(text('content-type')) };
}

/** @returns undefined for what is no positive integer */
function readSize(text: string | undefined): number | undefined {
  if (text === undefined || !/^\s*\+?\d+\s*$/.test(text)) return undefined;
  const size = Number(text);
  if (size === 0) return undefined;
  return Math.min(size, Number.MAX_SAFE_INTEGER);
}

function isMediaType(text: string): boolean {
  return text.length <= MAX_TYPE_LENGTH && MEDIA_TYPE.test(text);
}

function readPurpose(node: XmlNode): Pick<SlotRequest, 'purpose' | 'expireBeforeAt'> | StanzaError {
  const [wanted, more] = node.children.filter(({ ns }) => ns === NS.httpUploadPurpose);
  if (wanted === undefined) return { purpose: 'message' };
  if (more !== undefined) return uploadErrors.manyPurposes;
  const purpose = UPLOAD_PURPOSES.find((known) => known === wanted.name);
  if (purpose === undefined) return uploadErrors.unknownPurpose;
  if (purpose !== 'ephemeral') return { purpose };
  const expireBeforeAt = decodeDateTime(wanted.attrs['expire-before'] ?? '');
  return expireBeforeAt === undefined ? uploadErrors.noDeadline : { purpose, expireBeforeAt };
}
