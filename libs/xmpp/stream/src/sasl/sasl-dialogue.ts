import { Jid } from '@waybill/core';
import type { Authenticator, ScramHash } from '@waybill/domain';
import type { SignInDesk } from '../sign-in-desk.js';
import type { SaslMechanism } from '../stream-features.js';
import { readPlain } from './plain.js';
import { SaslFailure, saslErrors } from './sasl-failure.js';
import { ScramExchange, type ChannelBindings } from './scram-exchange.js';

/** What comes of one message of the client. */
export type SaslStep =
  | { readonly kind: 'challenge'; readonly data: string }
  | { readonly kind: 'success'; readonly jid: Jid; readonly data: string | undefined }
  /** Too many failures from that address: the stream has to end. */
  | { readonly kind: 'refused' }
  | SaslFailure;

export interface SaslParts {
  readonly authenticator: Authenticator;
  readonly desk: SignInDesk;
  /** The domain the stream was opened to. */
  readonly domain: string;
  readonly bindings: ChannelBindings;
}

/** One SASL exchange, from `<auth/>` to its outcome. */
export interface SaslDialogue {
  step(message: Buffer): Promise<SaslStep>;
}

/** Opens the exchange of a mechanism that was offered. */
export function openDialogue(mechanism: SaslMechanism, parts: SaslParts): SaslDialogue {
  if (mechanism === 'PLAIN') return new PlainDialogue(parts);
  const hash = mechanism.startsWith('SCRAM-SHA-256') ? 'SHA-256' : 'SHA-1';
  return new ScramDialogue(mechanism, hash, parts);
}

const REFUSED = { kind: 'refused' } as const;

/** RFC 6120 §6.3.8: who signs in acts as nobody else. */
function actsAsAnother(authzid: string | undefined, jid: Jid): boolean {
  if (authzid === undefined || authzid === '') return false;
  const claimed = Jid.parse(authzid);
  return !(claimed instanceof Jid) || claimed.full !== jid.bare;
}

class PlainDialogue implements SaslDialogue {
  constructor(private readonly parts: SaslParts) {}

  async step(message: Buffer): Promise<SaslStep> {
    const { authenticator, desk, domain } = this.parts;
    const claim = readPlain(message);
    if (claim instanceof SaslFailure) return claim;
    const jid = Jid.of(claim.username, domain);
    if (!(jid instanceof Jid)) return saslErrors.notAuthorized;
    if (actsAsAnother(claim.authzid, jid)) return saslErrors.badAuthzid;
    if (!(await desk.admit(jid))) return REFUSED;
    const passed = await authenticator.checkPlain(jid, claim.password);
    const account = await desk.conclude({ jid, mechanism: 'PLAIN' }, passed);
    return account === undefined
      ? saslErrors.notAuthorized
      : { kind: 'success', jid, data: undefined };
  }
}

class ScramDialogue implements SaslDialogue {
  private readonly exchange: ScramExchange;
  private jid: Jid | undefined;

  constructor(
    private readonly mechanism: Exclude<SaslMechanism, 'PLAIN'>,
    private readonly hash: ScramHash,
    private readonly parts: SaslParts,
  ) {
    this.exchange = new ScramExchange(hash, mechanism.endsWith('-PLUS'), parts.bindings);
  }

  step(message: Buffer): Promise<SaslStep> {
    return this.jid === undefined ? this.first(message) : this.final(message, this.jid);
  }

  private async first(message: Buffer): Promise<SaslStep> {
    const { authenticator, desk, domain } = this.parts;
    const claim = this.exchange.first(message);
    if (claim instanceof SaslFailure) return claim;
    const jid = Jid.of(claim.username, domain);
    if (!(jid instanceof Jid)) return saslErrors.notAuthorized;
    if (actsAsAnother(claim.authzid, jid)) return saslErrors.badAuthzid;
    if (!(await desk.admit(jid))) return REFUSED;
    this.jid = jid;
    const credentials = await authenticator.scramCredentials(jid, this.hash);
    return { kind: 'challenge', data: this.exchange.challenge(credentials) };
  }

  private async final(message: Buffer, jid: Jid): Promise<SaslStep> {
    const outcome = this.exchange.final(message);
    const passed = !(outcome instanceof SaslFailure);
    const reason = outcome === saslErrors.malformed ? 'protocol' : undefined;
    const claim = { jid, mechanism: this.mechanism };
    const account = await this.parts.desk.conclude(claim, passed, reason);
    if (!passed) return outcome;
    return account === undefined
      ? saslErrors.notAuthorized
      : { kind: 'success', jid, data: outcome };
  }
}
