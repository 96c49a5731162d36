/** XEP-0077 In-Band Registration 2.4: change the password, remove the account; make one only where allowed. */
import { decodeRegistration, encodeRegistered, encodeRegistrationForm } from '@waybill/codecs';
import { Jid, NS, StanzaError, type Stanza } from '@waybill/core';
import { AccountFault, type AccountDirectory, type Actor } from '@waybill/domain';
import type { Feature, IqReply, SessionRegistry } from '@waybill/routing';

export interface InBandRegistrationOptions {
  readonly accounts: Pick<AccountDirectory, 'add' | 'setPassword' | 'remove'>;
  readonly registry: SessionRegistry;
  /** Whether somebody without an account may make one. */
  readonly allowCreation: boolean;
  /** Called before an account goes, while its roster can still be read. */
  readonly sayGoodbye: (account: Jid) => Promise<void>;
}

export const errors = {
  // XEP-0077 §3.1: registration is not offered here
  notOffered: new StanzaError('cancel', 'service-unavailable'),
  closed: new StanzaError('cancel', 'not-allowed', 'accounts are made by the operator'),
  // XEP-0077 §3.3.1: each changes their own password only
  foreign: new StanzaError('auth', 'forbidden'),
  taken: new StanzaError('cancel', 'conflict'),
  weakPassword: new StanzaError('modify', 'not-acceptable', 'choose another password'),
  gone: new StanzaError('auth', 'registration-required'),
};

/** In-band registration, with what streams need for clients that have not signed in. */
export interface InBandRegistration extends Feature {
  /**
   * Answers a registration query on a stream that nobody has signed in to.
   * @param domain the stream's
   * @param address IP address of the client
   */
  answerStranger(iq: Stanza, domain: string, address: string): Promise<IqReply>;
}

/** Password change and account removal; account creation behind a switch. */
export function inBandRegistration(options: InBandRegistrationOptions): InBandRegistration {
  const handler = {
    ns: NS.register,
    name: 'query',
    get: (iq: Stanza): IqReply =>
      iq.from?.local === undefined ? errors.notOffered : encodeRegistered(iq.from.local),
    set: (iq: Stanza) => change(options, iq),
  };
  const own = (handle: (iq: Stanza) => IqReply | Promise<IqReply>) => (iq: Stanza) =>
    iq.from?.bare === iq.to?.bare ? handle(iq) : errors.notOffered;
  return {
    name: 'in-band-registration',
    xeps: [{ number: '0077', title: 'In-Band Registration', version: '2.4' }],
    disco: { server: { features: [NS.register] } },
    service: { iq: [handler] },
    // XEP-0077 §3.2: clients leave the address out, which makes it their own account's
    account: { iq: [{ ...handler, get: own(handler.get), set: own(handler.set) }] },
    answerStranger: (iq, domain, address) => answerStranger(options, iq, domain, address),
  };
}

async function change(options: InBandRegistrationOptions, iq: Stanza): Promise<IqReply> {
  const { from, payload } = iq;
  const session = from && options.registry.find(from.full);
  if (from?.local === undefined || session === undefined) return errors.notOffered;
  const request = decodeRegistration(payload ?? encodeRegistrationForm(''));
  if (request instanceof StanzaError) return request;
  const account = from.toBare();
  const actor: Actor = { kind: 'account', name: account.bare, address: session.facts.address };
  if (request.kind === 'remove') {
    await options.sayGoodbye(account);
    return asReply(await options.accounts.remove(account, actor));
  }
  const named = Jid.of(request.username, from.domain);
  if (named instanceof StanzaError || !named.equals(account)) return errors.foreign;
  return asReply(await options.accounts.setPassword(account, request.password, actor));
}

async function answerStranger(
  options: InBandRegistrationOptions,
  iq: Stanza,
  domain: string,
  address: string,
): Promise<IqReply> {
  if (!options.allowCreation) return iq.type === 'get' ? errors.notOffered : errors.closed;
  if (iq.type === 'get') return encodeRegistrationForm('Choose a user name and a password.');
  const request = decodeRegistration(iq.payload ?? encodeRegistrationForm(''));
  if (request instanceof StanzaError) return request;
  if (request.kind === 'remove') return errors.gone;
  const jid = Jid.of(request.username, domain);
  if (jid instanceof StanzaError) return jid;
  const actor: Actor = { kind: 'account', name: jid.bare, address };
  return asReply(await options.accounts.add({ jid, password: request.password }, actor));
}

function asReply(outcome: unknown): IqReply {
  if (!(outcome instanceof AccountFault)) return undefined;
  switch (outcome.code) {
    case 'exists':
      return errors.taken;
    case 'weak-password':
    case 'bad-value':
      return errors.weakPassword;
    case 'not-found':
    case 'not-an-account':
    case 'foreign-domain':
    case 'no-legacy-sign-in':
      return errors.gone;
  }
}
