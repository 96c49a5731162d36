import { domainToASCII, domainToUnicode } from 'node:url';
import { LRUCache } from 'lru-cache';
import { StanzaError } from './stanza-error.js';

const MAX_PART_BYTES = 1023;
const CACHED_LENGTH = 256;
// RFC 7622 §3.3.1: characters that UsernameCaseMapped allows and a localpart does not
const LOCAL_FORBIDDEN = /["&'/:<>@]/;
// RFC 8264 §9.1, §9.7: letters, digits, marks and printable ASCII; §9.6: exceptions that are valid all the same
const IDENTIFIER =
  /^[\x21-\x7e\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}\u06fd\u06fe\u0f0b\u3007]+$/u;
// RFC 8264 §9.6, §9.9 (old Hangul), §9.13 (ignorable): what is not, although it looks like it
const IDENTIFIER_FORBIDDEN =
  /[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\p{DI}]/u;
// RFC 8264 §9.11 (controls), §9.12 (unassigned), §9.13
const FREEFORM_FORBIDDEN = /[\p{Cc}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u;
const JOINERS = /[\u200c\u200d]/g;
const PLAIN_LOCAL = /^[a-z0-9._\-+!#$%*=?^`{|}~()[\];,\\]+$/;
const PLAIN_DOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const PLAIN_RESOURCE = /^[\x20-\x7e]+$/;

const malformed = (text: string) => new StanzaError('modify', 'jid-malformed', text);

/** Full-width and half-width forms to their plain counterparts (RFC 8265 §3.3.2, width mapping). */
function mapWidth(text: string): string {
  return text.replace(/[\uff00-\uffef\u3000]/g, (c) => c.normalize('NFKC'));
}

function tooLong(part: string): boolean {
  return part.length > MAX_PART_BYTES || Buffer.byteLength(part) > MAX_PART_BYTES;
}

/** RFC 7622 §3.3, UsernameCaseMapped profile of RFC 8265. */
function prepareLocal(raw: string): string | undefined {
  if (raw.length <= MAX_PART_BYTES && PLAIN_LOCAL.test(raw)) return raw;
  if (tooLong(raw)) return undefined;
  const local = mapWidth(raw).toLowerCase().normalize('NFC');
  if (local === '' || tooLong(local)) return undefined;
  if (!IDENTIFIER.test(local) || IDENTIFIER_FORBIDDEN.test(local)) return undefined;
  if (LOCAL_FORBIDDEN.test(local)) return undefined;
  // RFC 8264 §9.17: compatibility characters have no place in an identifier
  return local.normalize('NFKC') === local ? local : undefined;
}

/** RFC 7622 §3.2: an IDN, an IPv4 address, or an IPv6 address in brackets; U-labels, no final dot. */
function prepareDomain(raw: string): string | undefined {
  const text = raw.endsWith('.') ? raw.slice(0, -1) : raw;
  if (text === '' || tooLong(text)) return undefined;
  if (PLAIN_DOMAIN.test(text) && !text.includes('xn--')) return text;
  if (/^\[[0-9a-f:.]+\]$/i.test(text)) return text.toLowerCase();
  if (/[\s@/\\?#%:[\]<>^|]/.test(text)) return undefined;
  const ascii = domainToASCII(mapWidth(text).toLowerCase());
  if (ascii === '' || !PLAIN_DOMAIN.test(ascii.replace(/_/g, '-'))) return undefined;
  const unicode = domainToUnicode(ascii);
  return unicode === '' || tooLong(unicode) ? undefined : unicode;
}

/** RFC 7622 §3.4, OpaqueString profile of RFC 8265: case and compatibility forms are kept. */
function prepareResource(raw: string): string | undefined {
  if (raw === '' || tooLong(raw)) return undefined;
  if (PLAIN_RESOURCE.test(raw)) return raw;
  const resource = raw.replace(/\p{Zs}/gu, ' ').normalize('NFC');
  if (tooLong(resource) || FREEFORM_FORBIDDEN.test(resource.replace(JOINERS, ''))) return undefined;
  return resource;
}

/**
 * An XMPP address, prepared: two JIDs are the same entity exactly when their `full` strings are equal.
 * Instances are immutable and may be shared.
 * @see RFC 7622
 */
export class Jid {
  private static readonly cache = new LRUCache<string, Jid>({ max: 20_000 });

  /** `local@domain/resource`, with the parts that are there. */
  readonly full: string;
  /** `local@domain`, or `domain` where there is no localpart. */
  readonly bare: string;

  private constructor(
    readonly local: string | undefined,
    readonly domain: string,
    readonly resource: string | undefined,
  ) {
    this.bare = local === undefined ? domain : `${local}@${domain}`;
    this.full = resource === undefined ? this.bare : `${this.bare}/${resource}`;
  }

  /**
   * Reads an address as a peer wrote it.
   * @returns the prepared address; `jid-malformed` when a part is empty, too long or has a forbidden character
   * @see RFC 7622 §3
   */
  static parse(text: string): Jid | StanzaError {
    const known = Jid.cache.get(text);
    if (known !== undefined) return known;
    if (text.length > CACHED_LENGTH) return Jid.split(text);
    // an attribute's value is a window on the chunk it came in; the cache must not keep the chunk alive
    const own = Buffer.from(text).toString();
    const jid = Jid.split(own === text ? own : text);
    if (jid instanceof Jid) Jid.cache.set(own, jid);
    return jid;
  }

  private static split(text: string): Jid | StanzaError {
    const slash = text.indexOf('/');
    const bare = slash < 0 ? text : text.slice(0, slash);
    const at = bare.indexOf('@');
    return Jid.of(
      at < 0 ? undefined : bare.slice(0, at),
      at < 0 ? bare : bare.slice(at + 1),
      slash < 0 ? undefined : text.slice(slash + 1),
    );
  }

  /**
   * Builds an address from raw parts, each prepared by its own rule.
   * @returns the address, or `jid-malformed`
   * @see RFC 7622 §3.2, §3.3, §3.4
   */
  static of(
    rawLocal: string | undefined,
    rawDomain: string,
    rawResource?: string,
  ): Jid | StanzaError {
    const domain = prepareDomain(rawDomain);
    if (domain === undefined) return malformed('the domain is not valid');
    const local = rawLocal === undefined ? undefined : prepareLocal(rawLocal);
    if (rawLocal !== undefined && local === undefined)
      return malformed('the localpart is not valid');
    const resource = rawResource === undefined ? undefined : prepareResource(rawResource);
    if (rawResource !== undefined && resource === undefined) {
      return malformed('the resource is not valid');
    }
    return new Jid(local, domain, resource);
  }

  /**
   * An address that our own code or configuration names.
   * @throws TypeError when it is malformed, which is then our mistake
   */
  static from(text: string): Jid {
    const jid = Jid.parse(text);
    if (jid instanceof Jid) return jid;
    throw new TypeError(`malformed JID: ${text}`);
  }

  get isBare(): boolean {
    return this.resource === undefined;
  }

  /** This address without its resource. */
  toBare(): Jid {
    return this.resource === undefined ? this : new Jid(this.local, this.domain, undefined);
  }

  /** This account or domain with another resource. @returns the address, or `jid-malformed` */
  withResource(resource: string): Jid | StanzaError {
    return Jid.of(this.local, this.domain, resource);
  }

  equals(other: Jid | undefined): boolean {
    return other !== undefined && other.full === this.full;
  }

  toString(): string {
    return this.full;
  }
}
