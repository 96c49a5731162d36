import { NS } from '@waybill/core';
import type { SignInMechanism } from '@waybill/routing';
import type { C2sPolicy } from './c2s-context.js';
import { ADVERTISED_BINDINGS } from './channel-binding.js';
import type { ChannelBindings } from './sasl/scram-exchange.js';

/** What decides on the features of a stream. */
export interface StreamState {
  readonly secured: boolean;
  /** Of the peer. */
  readonly address: string;
  readonly canStartTls: boolean;
  readonly bindings: ChannelBindings;
}

/** A mechanism that SASL knows. */
export type SaslMechanism = Exclude<SignInMechanism, `iq-auth-${string}`>;

/** The mechanisms of a stream, strongest first. @see RFC 6120 §13.8 */
export function mechanismsOf(policy: C2sPolicy, state: StreamState): readonly SaslMechanism[] {
  if (!state.secured && policy.requireTls) return [];
  const mechanisms: SaslMechanism[] = [];
  if (state.bindings.size > 0) mechanisms.push('SCRAM-SHA-256-PLUS', 'SCRAM-SHA-1-PLUS');
  mechanisms.push('SCRAM-SHA-256', 'SCRAM-SHA-1');
  if (state.secured || policy.allowPlaintext) mechanisms.push('PLAIN');
  return mechanisms;
}

type PeerState = Pick<StreamState, 'secured' | 'address'>;

/** Whether `<password/>` may be sent on this stream. @see XEP-0078 §3.1 */
export function takesPlaintextLogin(policy: C2sPolicy, state: PeerState): boolean {
  const { plaintext } = policy.legacyAuth;
  return (
    plaintext && (state.secured || (policy.allowPlaintext && isCleartextAllowed(policy, state)))
  );
}

/** Whether `<digest/>` may be sent on this stream. */
export function takesDigestLogin(policy: C2sPolicy, state: PeerState): boolean {
  return policy.legacyAuth.digest && (state.secured || isCleartextAllowed(policy, state));
}

function isCleartextAllowed(
  { requireTls, legacyAuth }: C2sPolicy,
  { address }: PeerState,
): boolean {
  return !requireTls && legacyAuth.cleartextFrom.has(address);
}

const streamLimits = (maxBytes: number, idleSeconds: number) =>
  `<limits xmlns='${NS.streamLimits}'><max-bytes>${maxBytes}</max-bytes>` +
  `<idle-seconds>${idleSeconds}</idle-seconds></limits>`;

/** Features before authentication. @see RFC 6120 §5.3, §6.3; XEP-0440; XEP-0478 */
export function authFeatures(policy: C2sPolicy, state: StreamState): string {
  let features = '';
  if (state.canStartTls) {
    const required = policy.requireTls ? '<required/>' : '';
    features += `<starttls xmlns='${NS.tls}'>${required}</starttls>`;
  }
  const mechanisms = mechanismsOf(policy, state);
  if (mechanisms.length > 0) {
    const list = mechanisms.map((name) => `<mechanism>${name}</mechanism>`).join('');
    features += `<mechanisms xmlns='${NS.sasl}'>${list}</mechanisms>`;
  }
  const bindings = [...state.bindings.keys()].filter((type) => ADVERTISED_BINDINGS.has(type));
  if (bindings.length > 0) {
    const types = bindings.map((type) => `<channel-binding type='${type}'/>`);
    features += `<sasl-channel-binding xmlns='${NS.channelBinding}'>${types.join('')}</sasl-channel-binding>`;
  }
  if (takesPlaintextLogin(policy, state) || takesDigestLogin(policy, state)) {
    features += `<auth xmlns='${NS.iqAuthFeature}'/>`;
  }
  const { preAuth } = policy.limits;
  return `<stream:features>${features}${streamLimits(preAuth.maxStanzaBytes, preAuth.deadlineSeconds)}</stream:features>`;
}

/** Features after authentication. @see RFC 6120 §7.3; RFC 6121 §1.4 for the session that is not needed */
export function bindFeatures(policy: C2sPolicy): string {
  const { maxStanzaBytes, idlePingSeconds, pingTimeoutSeconds } = policy.limits;
  return (
    `<stream:features><bind xmlns='${NS.bind}'/>` +
    `<session xmlns='${NS.session}'><optional/></session>` +
    policy.streamFeatures.join('') +
    `${streamLimits(maxStanzaBytes, idlePingSeconds + pingTimeoutSeconds)}</stream:features>`
  );
}
