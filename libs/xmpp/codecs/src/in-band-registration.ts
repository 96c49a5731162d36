/**
 * XEP-0077: In-Band Registration, version 2.4.
 */
import { childElements, NS, payload, StanzaError, xml, type Element } from '@waybill/core';

/** What a registration query asks for. */
export type RegistrationRequest =
  | { readonly kind: 'remove' }
  | { readonly kind: 'register'; readonly username: string; readonly password: string };

export const registrationErrors = {
  // XEP-0077 §3.1.1: not all that the form asked for was filled in
  incomplete: new StanzaError('modify', 'not-acceptable', 'user name and password are needed'),
  // XEP-0077 §3.2.1, example 12
  removeAlone: new StanzaError('modify', 'bad-request', 'a removal stands alone'),
};

/** @returns the request of an IQ set; `bad-request` or `not-acceptable` */
export function decodeRegistration(query: Element): RegistrationRequest | StanzaError {
  const children = childElements(query);
  if (children.some((child) => child.getName() === 'remove')) {
    return children.length === 1 ? { kind: 'remove' } : registrationErrors.removeAlone;
  }
  const username = query.getChildText('username') ?? '';
  const password = query.getChildText('password') ?? '';
  if (username === '' || password === '') return registrationErrors.incomplete;
  return { kind: 'register', username, password };
}

/** The fields for somebody who has the account `username`. @see XEP-0077 §3.1, example 5 */
export function encodeRegistered(username: string): Element {
  return payload(
    'query',
    NS.register,
    {},
    xml('registered'),
    xml('username', {}, username),
    xml('password'),
  );
}

/** The fields for somebody who wants an account. @see XEP-0077 §3.1, example 2 */
export function encodeRegistrationForm(instructions: string): Element {
  return payload(
    'query',
    NS.register,
    {},
    xml('instructions', {}, instructions),
    xml('username'),
    xml('password'),
  );
}
