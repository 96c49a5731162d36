/** XEP-0065 SOCKS5 Bytestreams 1.8.2 and XEP-0260 1.0.3: every way but our relay is taken out of offers. */
import { childElements, Element, Jid, NS, StanzaError, xml } from '@waybill/core';
import type { Feature, Observer } from '@waybill/routing';

export const forcedRelayErrors = {
  // XEP-0065 §5.3.3: what a target says that reached no streamhost; clients then try their next method
  onlyRelay: new StanzaError(
    'cancel',
    'item-not-found',
    'files go through the relay of this server only: offer its streamhost',
  ),
};

/**
 * Lets bytestreams run through our own relay only, so that every byte is seen: streamhosts and candidates elsewhere,
 * those of the clients themselves first of all, are taken out before the other side sees them. In-band bytestreams
 * pass through the server anyway.
 *
 * Mounted before the observers, so that the record says what was passed on.
 * @param proxyDomains domains at which our own relay answers
 */
export function forcedRelay(proxyDomains: ReadonlySet<string>): Feature {
  const isOurs = (jid: string | undefined) => {
    const parsed = Jid.parse(jid ?? '');
    return parsed instanceof Jid && parsed.local === undefined && proxyDomains.has(parsed.domain);
  };
  return {
    name: 'forced-relay',
    xeps: [],
    passing: [streamhostFilter(isOurs), candidateFilter(isOurs)],
  };
}

type IsOurs = (jid: string | undefined) => boolean;

const jidOf = ({ attrs }: Element) => attrs['jid'] as string | undefined;

function streamhostFilter(isOurs: IsOurs): Observer {
  const isForeign = (child: Element) => child.getName() === 'streamhost' && !isOurs(jidOf(child));
  return {
    namespaces: [NS.bytestreams],
    observe(stanza, { mirrored }) {
      if (mirrored || stanza.kind !== 'iq' || stanza.type !== 'set') return;
      const query = stanza.child(NS.bytestreams, 'query');
      if (query === undefined || !childElements(query).some(isForeign)) return;
      const left = pruned(query, isForeign);
      if (left.getChild('streamhost') === undefined) return forcedRelayErrors.onlyRelay;
      return stanza.withPayload(left);
    },
  };
}

function candidateFilter(isOurs: IsOurs): Observer {
  const isForeign = (child: Element) =>
    child.getName() === 'candidate' &&
    child.getNS() === NS.jingleSocks5 &&
    (child.attrs['type'] !== 'proxy' || !isOurs(jidOf(child)));
  return {
    namespaces: [NS.jingle],
    observe(stanza, { mirrored }) {
      if (mirrored || stanza.kind !== 'iq' || stanza.type !== 'set') return;
      const jingle = stanza.child(NS.jingle, 'jingle');
      if (jingle === undefined || !holds(jingle, isForeign)) return;
      return stanza.withPayload(pruned(jingle, isForeign));
    },
  };
}

/** Whether such an element stands anywhere inside. */
function holds(element: Element, which: (child: Element) => boolean): boolean {
  return childElements(element).some((child) => which(child) || holds(child, which));
}

/** A copy without such elements, wherever inside they stand. */
function pruned(element: Element, which: (child: Element) => boolean): Element {
  const left = element.children.filter((child) => !(child instanceof Element && which(child)));
  return xml(
    element.getName(),
    element.attrs,
    ...left.map((child) => (child instanceof Element ? pruned(child, which) : String(child))),
  );
}
