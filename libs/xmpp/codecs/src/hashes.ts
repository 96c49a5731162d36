/** XEP-0300: Use of Cryptographic Hash Functions in XMPP, version 1.0.0. */
import { NS, xml, type Element } from '@waybill/core';
import type { XmlNode } from './markup.js';

/** A hash, or the promise of one. */
export interface Hash {
  /** Such as `sha-256`. */
  readonly algorithm: string;
  /** base64; undefined where only the algorithm is named. */
  readonly value?: string | undefined;
}

const MAX_LENGTH = 256;
// the one we can compare first
const PREFERENCE = ['sha-256', 'sha3-256', 'blake2b-256', 'sha-512', 'sha-1'];

/** Reads `<hash/>` or `<hash-used/>`. @returns undefined for anything else @see XEP-0300 §2 */
export function decodeHash(node: XmlNode): Hash | undefined {
  const algorithm = node.attrs['algo'];
  const isHash = node.name === 'hash' || node.name === 'hash-used';
  if (!isHash || !node.ns.startsWith('urn:xmpp:hashes:') || algorithm === undefined) {
    return undefined;
  }
  const value = node.text.trim();
  const usable = node.name === 'hash' && value !== '' && value.length <= MAX_LENGTH;
  return { algorithm: algorithm.slice(0, MAX_LENGTH), ...(usable && { value }) };
}

/** @see XEP-0300 §2 */
export function encodeHash({ algorithm, value }: Hash): Element {
  return value === undefined
    ? xml('hash-used', { xmlns: NS.hashes, algo: algorithm })
    : xml('hash', { xmlns: NS.hashes, algo: algorithm }, value);
}

/** The hash among an element's children that says most: one with a value, of the algorithm we prefer. */
export function bestHash(parent: XmlNode): Hash | undefined {
  const hashes = parent.children.flatMap((child) => decodeHash(child) ?? []);
  const rank = (hash: Hash) => {
    const place = PREFERENCE.indexOf(hash.algorithm);
    return (hash.value === undefined ? 100 : 0) + (place < 0 ? 99 : place);
  };
  return hashes.sort((a, b) => rank(a) - rank(b))[0];
}
