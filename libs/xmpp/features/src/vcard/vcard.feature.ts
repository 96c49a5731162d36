/** XEP-0054 vcard-temp 1.3: a card per account, shown to the people its owner deals with. */
import { Element, NS, parseXml, payload, StanzaError, type Stanza } from '@waybill/core';
import { seesAccount, type RosterBook, type VcardStore } from '@waybill/domain';
import type { Feature, IqReply } from '@waybill/routing';

export interface VcardOptions {
  readonly store: VcardStore;
  readonly rosters: Pick<RosterBook, 'read'>;
  /** UTF-8 bytes of a card, photo included. */
  readonly maxBytes?: number;
}

export const errors = {
  // XEP-0054 §3.2: nobody changes somebody else's card
  foreign: new StanzaError('auth', 'forbidden'),
  // XEP-0054 §3.3, RFC 6120 §13.11: no card, not shown and no such account look the same
  none: new StanzaError('cancel', 'service-unavailable'),
  tooLarge: new StanzaError('modify', 'not-acceptable', 'the card is too large'),
};

/** Keeps and shows vCards. */
export function vcard({ store, rosters, maxBytes = 128 * 1024 }: VcardOptions): Feature {
  const get = async (iq: Stanza): Promise<IqReply> => {
    const owner = iq.to?.bare ?? '';
    const reader = iq.from?.bare ?? '';
    if (owner !== reader && !(await mayRead(rosters, owner, reader))) return errors.none;
    const stored = await store.load(owner);
    if (stored === undefined) {
      // XEP-0054 §3.1: an empty card tells the owner that there is none yet
      return owner === reader ? payload('vCard', NS.vcard) : errors.none;
    }
    return readStored(stored);
  };

  const set = async (iq: Stanza): Promise<IqReply> => {
    if (iq.to === undefined || iq.from?.bare !== iq.to.bare) return errors.foreign;
    const xml = iq.payload?.toString() ?? '';
    if (Buffer.byteLength(xml) > maxBytes) return errors.tooLarge;
    await store.save(iq.to.bare, xml);
    return undefined;
  };

  return {
    name: 'vcard',
    xeps: [{ number: '0054', title: 'vcard-temp', version: '1.3' }],
    disco: { server: { features: [NS.vcard] }, account: { features: [NS.vcard] } },
    account: { iq: [{ ns: NS.vcard, name: 'vCard', get, set }] },
  };
}

/** Who sees the owner's presence may read the card, and so may whom the owner has asked for theirs. */
async function mayRead(
  rosters: Pick<RosterBook, 'read'>,
  owner: string,
  reader: string,
): Promise<boolean> {
  const entry = (await rosters.read(owner)).entries.get(reader);
  return seesAccount(entry) || entry?.ask === true;
}

function readStored(xml: string): Element {
  const element = parseXml(xml);
  if (element instanceof Element) return element;
  throw new Error('a stored vCard does not parse', { cause: element });
}
