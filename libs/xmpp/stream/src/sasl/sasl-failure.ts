import { NS } from '@waybill/core';

/** A defined SASL error condition. @see RFC 6120 §6.5 */
export type SaslCondition =
  | 'aborted'
  | 'account-disabled'
  | 'encryption-required'
  | 'incorrect-encoding'
  | 'invalid-authzid'
  | 'invalid-mechanism'
  | 'malformed-request'
  | 'mechanism-too-weak'
  | 'not-authorized'
  | 'temporary-auth-failure';

/** Why an exchange ended: a value, told to the peer as `<failure/>`. */
export class SaslFailure {
  constructor(readonly condition: SaslCondition) {}

  toString(): string {
    return `<failure xmlns='${NS.sasl}'><${this.condition}/></failure>`;
  }
}

export const saslErrors = {
  aborted: new SaslFailure('aborted'),
  // RFC 6120 §6.5.10: one answer for unknown, locked and wrong
  notAuthorized: new SaslFailure('not-authorized'),
  malformed: new SaslFailure('malformed-request'),
  badEncoding: new SaslFailure('incorrect-encoding'),
  badAuthzid: new SaslFailure('invalid-authzid'),
  badMechanism: new SaslFailure('invalid-mechanism'),
  encryptionRequired: new SaslFailure('encryption-required'),
  temporary: new SaslFailure('temporary-auth-failure'),
};

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Reads the content of a SASL element.
 * @returns its bytes; undefined where there is no response at all; `incorrect-encoding`
 * @see RFC 6120 §6.4.2: `=` stands for an empty response
 */
export function decodeSasl(text: string): Buffer | undefined | SaslFailure {
  if (text === '') return undefined;
  if (text === '=') return Buffer.alloc(0);
  return BASE64.test(text) ? Buffer.from(text, 'base64') : saslErrors.badEncoding;
}
