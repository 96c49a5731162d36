import {
  Jid,
  NS,
  Stanza,
  StanzaError,
  StreamError,
  type StanzaHead,
  type StanzaKind,
} from '@waybill/core';
import type { SessionHost } from '@waybill/routing';
import type { C2sSession } from './c2s-session.js';
import type { WireElement } from './wire-element.js';

export const inboundErrors = {
  // RFC 6120 §4.9.3.24
  notAStanza: new StreamError('unsupported-stanza-type'),
  // RFC 6120 §8.1.2.1
  foreignFrom: new StreamError('invalid-from'),
  // RFC 6120 §7.1: one resource a stream
  boundAlready: new StanzaError('cancel', 'not-allowed', 'a resource is bound already'),
};

/** The stream a stanza came on. */
export interface InboundStream {
  send(text: string): void;
  fail(error: StreamError): void;
}

const isStanzaKind = (name: string): name is StanzaKind =>
  name === 'message' || name === 'presence' || name === 'iq';

/**
 * Checks what a session sent, stamps it and hands it on.
 * @returns the host's promise when the session has to wait
 * @see RFC 6120 §8.1
 */
export function acceptStanza(
  stream: InboundStream,
  session: C2sSession,
  host: SessionHost,
  element: WireElement,
): void | Promise<void> {
  const { name, attrs, payloads, inner } = element;
  if (element.ns !== NS.client || !isStanzaKind(name)) return stream.fail(inboundErrors.notAStanza);
  if (element.from !== undefined && !isOwn(element.from, session.jid)) {
    return stream.fail(inboundErrors.foreignFrom);
  }
  const to = element.to === undefined ? undefined : readTo(element.to);
  const receiver = to instanceof Jid ? to : undefined;
  const head = { kind: name, attrs, from: session.jid, to: receiver, payloads };
  const stanza = name === 'presence' ? keepsake(head, inner) : Stanza.fromWire(head, inner);
  if (to instanceof StanzaError) return answer(stream, stanza, to);
  if (name === 'iq' && answersHere(stream, stanza)) return;
  return host.receive(session, stanza);
}

/**
 * A stanza that may be kept for as long as the session lasts: its text is its own, no window on the chunk of up to
 * 64 KiB that it came in.
 */
function keepsake(head: StanzaHead, inner: string): Stanza {
  const own = (text: string) => Buffer.from(text).toString();
  const attrs: Record<string, string> = {};
  for (const name in head.attrs) attrs[name] = own(head.attrs[name] ?? '');
  const payloads = head.payloads.map(({ name, ns }) => ({ name: own(name), ns: own(ns) }));
  return Stanza.fromWire({ ...head, attrs, payloads }, own(inner));
}

/** RFC 6120 §8.1.2.1: the full JID or the bare one of the same account. */
function isOwn(from: string, own: Jid): boolean {
  const claimed = Jid.parse(from);
  return claimed instanceof Jid && (claimed.full === own.full || claimed.full === own.bare);
}

function readTo(text: string): Jid | StanzaError {
  // COMPAT(MiniClient): agsXMPP writes an empty resource, `bob@example.org/`, where there is none
  const bare = text.indexOf('/') === text.length - 1 ? text.slice(0, -1) : text;
  return Jid.parse(bare);
}

/** What is left of the negotiation once a resource is bound. @returns true when that is the answer */
function answersHere(stream: InboundStream, iq: Stanza): boolean {
  const ns = iq.payloads[0]?.ns;
  if ((ns !== NS.session && ns !== NS.bind) || iq.type !== 'set' || iq.id === undefined)
    return false;
  if (ns === NS.bind) answer(stream, iq, inboundErrors.boundAlready);
  // RFC 3921 §3: a session is there as soon as the resource is
  else stream.send(iq.result().toString());
  return true;
}

/** Answers a stanza with an error, unless it is one itself or a result. @see RFC 6120 §8.3.1 */
function answer(stream: InboundStream, stanza: Stanza, error: StanzaError): void {
  if (stanza.type === 'error' || stanza.type === 'result') return;
  stream.send(stanza.error(error).toString());
}
