/** XEP-0049 Private XML Storage 1.2: XML that a client keeps for itself, such as its bookmarks. */
import { decodePrivate, encodePrivate } from '@waybill/codecs';
import { Element, NS, parseXml, StanzaError, type Stanza } from '@waybill/core';
import type { PrivateStore } from '@waybill/domain';
import type { Feature, IqReply } from '@waybill/routing';

export interface PrivateStorageOptions {
  readonly store: PrivateStore;
  /** UTF-8 bytes of all that one account keeps. */
  readonly maxBytes?: number;
}

export const errors = {
  // XEP-0049 §2.2: nobody reads or changes somebody else's data
  foreign: new StanzaError('auth', 'forbidden'),
  full: new StanzaError('wait', 'resource-constraint', 'there is no room for more private data'),
};

/** Keeps one element for each name and namespace. */
export function privateStorage({ store, maxBytes = 1024 * 1024 }: PrivateStorageOptions): Feature {
  const read = (iq: Stanza) =>
    iq.payload === undefined ? errors.foreign : decodePrivate(iq.payload);

  const get = async (iq: Stanza): Promise<IqReply> => {
    if (iq.to === undefined || iq.from?.bare !== iq.to.bare) return errors.foreign;
    const asked = read(iq);
    if (asked instanceof StanzaError) return asked;
    const stored = await store.load(iq.to.bare, asked.ns, asked.name);
    // XEP-0049 §2.3: what was never stored comes back as it was asked for, empty
    return encodePrivate(stored === undefined ? asked.element : readStored(stored));
  };

  const set = async (iq: Stanza): Promise<IqReply> => {
    if (iq.to === undefined || iq.from?.bare !== iq.to.bare) return errors.foreign;
    const given = read(iq);
    if (given instanceof StanzaError) return given;
    const { ns, name, element } = given;
    const kept = await store.save(iq.to.bare, { ns, name, xml: element.toString() }, maxBytes);
    return kept === 'full' ? errors.full : undefined;
  };

  return {
    name: 'private-storage',
    xeps: [{ number: '0049', title: 'Private XML Storage', version: '1.2' }],
    disco: {
      server: { features: [NS.privateStorage] },
      account: { features: [NS.privateStorage] },
    },
    account: { iq: [{ ns: NS.privateStorage, name: 'query', get, set }] },
  };
}

function readStored(xml: string): Element {
  const element = parseXml(xml);
  if (element instanceof Element) return element;
  throw new Error('stored private data does not parse', { cause: element });
}
