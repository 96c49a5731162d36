/**
 * XEP-0049: Private XML Storage, version 1.2.
 */
import { childElements, NS, payload, StanzaError, type Element } from '@waybill/core';

/** The element that is stored or asked for. */
export interface PrivateElement {
  readonly ns: string;
  readonly name: string;
  readonly element: Element;
}

export const privateStorageErrors = {
  // XEP-0049 §2.1, §2.3: one element a query, in a namespace of its own
  oneElement: new StanzaError(
    'modify',
    'bad-request',
    'exactly one element is stored or asked for',
  ),
  reserved: new StanzaError('modify', 'not-acceptable', 'that namespace is reserved'),
};

/** @returns the one element in the query; `bad-request` or `not-acceptable` */
export function decodePrivate(query: Element): PrivateElement | StanzaError {
  const [element, ...more] = childElements(query);
  if (element === undefined || more.length > 0) return privateStorageErrors.oneElement;
  const ns = element.getNS() ?? '';
  if (ns === '' || ns === NS.privateStorage) return privateStorageErrors.oneElement;
  if (ns.startsWith('jabber:client') || ns.startsWith('jabber:server')) {
    return privateStorageErrors.reserved;
  }
  return { ns, name: element.getName(), element };
}

export function encodePrivate(element: Element): Element {
  return payload('query', NS.privateStorage, {}, element);
}
