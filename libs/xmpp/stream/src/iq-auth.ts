import { Jid, NS, StanzaError, childElements, payload, xml, type Element } from '@waybill/core';
import type { Authenticator } from '@waybill/domain';
import type { SignInMechanism } from '@waybill/routing';
import { freshResource, type SignInDesk } from './sign-in-desk.js';
import { toElement, type WireElement } from './wire-element.js';

export const iqAuthErrors = {
  // XEP-0078 §3.1: 401, 406 and 409 with the conditions of today beside the numbers
  notAuthorized: new StanzaError('auth', 'not-authorized'),
  notAcceptable: new StanzaError(
    'modify',
    'not-acceptable',
    'a username and a resource are needed',
  ),
  badResource: new StanzaError('modify', 'bad-request', 'the resource is not valid'),
  unavailable: new StanzaError('cancel', 'service-unavailable'),
};

/** Which of the two ways of logging in may be used on this stream. */
export interface IqAuthForms {
  readonly digest: boolean;
  readonly plaintext: boolean;
}

/** The fields to fill in: the same for every name, known or not. @see XEP-0078 §3.1 */
export function iqAuthFields({ digest, plaintext }: IqAuthForms): Element {
  return payload(
    'query',
    NS.iqAuth,
    {},
    xml('username'),
    plaintext ? xml('password') : undefined,
    digest ? xml('digest') : undefined,
    xml('resource'),
  );
}

/** A filled-in form. */
export interface IqAuthClaim {
  readonly jid: Jid;
  readonly mechanism: Extract<SignInMechanism, `iq-auth-${string}`>;
  readonly secret: string;
}

/**
 * Reads what the client filled in.
 * @returns the claim, its address complete with the resource; `not-acceptable`; `not-authorized` for a field that is
 *   not offered here or a name that cannot be anybody's
 */
export function readIqAuth(
  iq: WireElement,
  domain: string,
  forms: IqAuthForms,
): IqAuthClaim | StanzaError {
  const query = childElements(toElement(iq)).find((child) => child.is('query', NS.iqAuth));
  const username = query?.getChildText('username') ?? '';
  const resource = query?.getChildText('resource');
  // XEP-0078 §3.1: both are required; COMPAT(agsXMPP): an empty resource is sent where none was set
  if (username === '' || typeof resource !== 'string') return iqAuthErrors.notAcceptable;
  const jid = Jid.of(username, domain, resource === '' ? freshResource() : resource);
  if (!(jid instanceof Jid)) return iqAuthErrors.notAuthorized;
  const digest = query?.getChildText('digest');
  if (forms.digest && digest) return { jid, mechanism: 'iq-auth-digest', secret: digest };
  const password = query?.getChildText('password');
  if (forms.plaintext && password) return { jid, mechanism: 'iq-auth-plaintext', secret: password };
  return digest || password ? iqAuthErrors.notAuthorized : iqAuthErrors.notAcceptable;
}

/**
 * Writes the history of a form that is refused without a check: whoever guesses names or finds out what is offered is
 * seen and slowed down like anybody else. A name that cannot be anybody's stands there as the domain alone.
 * @returns 'refused' when the stream has to end
 */
export async function recordRefusal(
  iq: WireElement,
  domain: string,
  desk: SignInDesk,
): Promise<'refused' | undefined> {
  const query = childElements(toElement(iq)).find((child) => child.is('query', NS.iqAuth));
  const named = Jid.of(query?.getChildText('username') ?? '', domain);
  const jid = named instanceof Jid ? named : Jid.from(domain);
  const mechanism = query?.getChildText('digest') ? 'iq-auth-digest' : 'iq-auth-plaintext';
  if (!(await desk.admit(jid))) return 'refused';
  await desk.conclude({ jid, mechanism }, false, 'protocol');
  return undefined;
}

/**
 * Checks a claim.
 * @param streamId the id of our stream header, which the digest was made with
 * @returns undefined for a login that went well; `not-authorized`; 'refused' when the stream has to end
 */
export async function checkIqAuth(
  { jid, mechanism, secret }: IqAuthClaim,
  streamId: string,
  authenticator: Authenticator,
  desk: SignInDesk,
): Promise<StanzaError | 'refused' | undefined> {
  const account = jid.toBare();
  if (!(await desk.admit(account))) return 'refused';
  const passed =
    mechanism === 'iq-auth-digest'
      ? await authenticator.checkDigest(account, streamId, secret)
      : await authenticator.checkPlain(account, secret);
  const entered = await desk.conclude({ jid: account, mechanism }, passed);
  return entered === undefined ? iqAuthErrors.notAuthorized : undefined;
}
