import { NS } from './namespaces.js';
import { xml, type Element } from './xml/element.js';

/** What the receiver of an error may do about it. @see RFC 6120 §8.3.2 */
export type StanzaErrorType = 'auth' | 'cancel' | 'continue' | 'modify' | 'wait';

// RFC 6120 §8.3.3, with the numbers that clients of 2006 look at (XEP-0086)
const LEGACY_CODES = {
  'bad-request': 400,
  conflict: 409,
  'feature-not-implemented': 501,
  forbidden: 403,
  gone: 302,
  'internal-server-error': 500,
  'item-not-found': 404,
  'jid-malformed': 400,
  'not-acceptable': 406,
  'not-allowed': 405,
  'not-authorized': 401,
  'policy-violation': 403,
  'recipient-unavailable': 404,
  redirect: 302,
  'registration-required': 407,
  'remote-server-not-found': 404,
  'remote-server-timeout': 504,
  'resource-constraint': 500,
  'service-unavailable': 503,
  'subscription-required': 407,
  'undefined-condition': 500,
  'unexpected-request': 400,
} as const;

/** A defined stanza error condition. @see RFC 6120 §8.3.3 */
export type StanzaErrorCondition = keyof typeof LEGACY_CODES;

/** Whether `name` is one of the defined conditions. */
export function isStanzaErrorCondition(name: string): name is StanzaErrorCondition {
  return Object.hasOwn(LEGACY_CODES, name);
}

/**
 * An error that answers a stanza: a value to return, never thrown.
 * @see RFC 6120 §8.3
 */
export class StanzaError {
  /**
   * @param text for people; English
   * @param specific an application-specific condition in a namespace of its own
   */
  constructor(
    readonly type: StanzaErrorType,
    readonly condition: StanzaErrorCondition,
    readonly text?: string,
    readonly specific?: Element,
  ) {}

  /** The `<error/>` element, with the numeric code of XEP-0086 beside the condition. */
  toElement(): Element {
    const code = LEGACY_CODES[this.condition];
    const error = xml(
      'error',
      { type: this.type, code: String(code) },
      xml(this.condition, { xmlns: NS.stanzaErrors }),
    );
    if (this.text !== undefined) error.append(xml('text', { xmlns: NS.stanzaErrors }, this.text));
    if (this.specific !== undefined) error.append(this.specific);
    return error;
  }
}
