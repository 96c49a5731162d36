import { Jid } from '@waybill/core';
import { AccountFault, type AccountFaultCode } from '@waybill/domain';
import type { ProblemSlug } from '../problems/problems.js';
import { Refusal } from '../problems/refusal.js';

/** What each refusal of the directory is called here. */
export const ACCOUNT_PROBLEMS: Readonly<Record<AccountFaultCode, ProblemSlug>> = {
  exists: 'account-exists',
  'not-found': 'not-found',
  'not-an-account': 'invalid-jid',
  'foreign-domain': 'unknown-domain',
  'weak-password': 'weak-password',
  'no-legacy-sign-in': 'no-legacy-sign-in',
  'bad-value': 'invalid-request',
};

/**
 * What the directory answered.
 * @throws {Refusal} where that is a fault
 */
export function done<T>(outcome: T | AccountFault): T {
  if (!(outcome instanceof AccountFault)) return outcome;
  throw new Refusal(ACCOUNT_PROBLEMS[outcome.code], outcome.password ?? outcome.text);
}

/**
 * The address of an account.
 * @throws {Refusal} `invalid-jid` where it is no bare JID with a localpart
 */
export function accountJid(text: string): Jid {
  return checked(Jid.parse(text));
}

/** The same from its parts. */
export function accountJidOf(localpart: string, domain: string): Jid {
  return checked(Jid.of(localpart, domain));
}

function checked(jid: ReturnType<typeof Jid.parse>): Jid {
  if (!(jid instanceof Jid)) throw new Refusal('invalid-jid', jid.text ?? 'not a JID');
  if (jid.local === undefined || !jid.isBare) {
    throw new Refusal('invalid-jid', 'an account address is name@domain');
  }
  return jid;
}
