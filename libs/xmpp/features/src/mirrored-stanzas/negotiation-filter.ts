import { peekForwarded } from '@waybill/codecs';
import { childElements, Jid, NS, Stanza } from '@waybill/core';
import { ExpiryTable, replyKey } from '@waybill/routing';

/** Namespaces that file transfers are agreed in. Nothing else is looked at, kept or logged. */
const IN_REQUESTS: ReadonlySet<string> = new Set([
  NS.si,
  NS.bytestreams,
  NS.jingle,
  NS.ibb,
  NS.oob,
]);
const IN_MESSAGES: ReadonlySet<string> = new Set([
  NS.ibb,
  NS.oobMessage,
  NS.statelessFileSharing,
  NS.messageRetraction,
]);
const IN_REPLIES: ReadonlySet<string> = new Set([...IN_REQUESTS, NS.stanzaErrors, NS.client]);
/** A declaration of one of them, with or without a prefix: one walk over the text finds any. */
const DECLARATION = new RegExp(
  `\\sxmlns(?::[^\\s=]*)?\\s*=\\s*["'](?:${[...IN_REQUESTS, ...IN_MESSAGES].map(literally).join('|')})`,
);

/** Neither references nor characters of more than one byte. */
const PLAIN = /^[\x20-\x25\x27-\x7e]*$/;

const REPLY_PATIENCE_MS = 30 * 60_000;
const MAX_REQUESTS = 50_000;
/** Where a host has several links to us, an answer may come on one before its request on another. */
const EARLY_MS = 5_000;
const MAX_EARLY = 1_000;

/**
 * Keeps what belongs to file transfers of all that a host server shows, and of that no more than is needed: message
 * bodies, presence, rosters, contact cards and registrations end here.
 */
export class NegotiationFilter {
  private readonly requests = new ExpiryTable<true>(REPLY_PATIENCE_MS, MAX_REQUESTS);
  private readonly early = new ExpiryTable<Stanza>(EARLY_MS, MAX_EARLY);

  /** Whether a copy is worth reading: decided from its markup, before any of it is parsed. */
  mayMatter(copy: string): boolean {
    if (DECLARATION.test(copy)) return true;
    const top = peekForwarded(copy);
    // what cannot be told from its text is read, and judged then
    if (top === undefined) return true;
    return top.kind === 'iq' && (top.type === 'result' || top.type === 'error');
  }

  /**
   * Whether a copy is an empty answer to nothing that was kept, or one about something else; to be asked when every copy before
   * it has been looked at.
   */
  isIdleAnswer(copy: string): boolean {
    if (DECLARATION.test(copy)) return false;
    const { kind, type, from, to, id } = peekForwarded(copy) ?? {};
    // an error tells of itself what it is an answer to
    if (kind !== 'iq' || type !== 'result') return false;
    const [requester, responder] = [prepared(to), prepared(from)];
    if (requester === undefined || responder === undefined || id?.includes('&') === true)
      return false;
    return this.requests.get(replyKey(requester, responder, id)) === undefined;
  }

  /** Whether losing this copy costs no more than a count. */
  isBlock(copy: Stanza): boolean {
    return copy.markup.includes(NS.ibb) && /<data[\s>]/.test(copy.markup);
  }

  /** @returns the part of the stanza that is about a file; undefined for none */
  keep(stanza: Stanza, at: number): Stanza | undefined {
    if (stanza.kind === 'presence') return undefined;
    if (stanza.kind === 'message') return only(stanza, IN_MESSAGES);
    if (stanza.type === 'result' || stanza.type === 'error') {
      const key = replyKey(stanza.to?.full, stanza.from?.full, stanza.id);
      const reply = only(stanza, IN_REPLIES) ?? bare(stanza);
      if (this.requests.get(key) !== undefined) return reply;
      if (reply.payloads.length > 0) this.early.set(key, reply, at);
      return undefined;
    }
    const kept = only(stanza, IN_REQUESTS);
    if (kept !== undefined && !kept.has(NS.ibb, 'data')) {
      this.requests.set(replyKey(stanza.from?.full, stanza.to?.full, stanza.id), true, at);
    }
    return kept;
  }

  /** The answer to `request`, if it came before it. Given out once. */
  earlyAnswer({ from, to, id }: Stanza): Stanza | undefined {
    return this.early.take(replyKey(from?.full, to?.full, id));
  }

  /** Forgets requests that nobody answered, and answers to nothing. */
  sweep(at: number): void {
    this.requests.sweep(at);
    this.early.sweep(at);
  }

  /** How many requests are waited for. */
  get waiting(): number {
    return this.requests.size;
  }
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** An address as written; undefined for what only the reader can tell. */
function prepared(text: string | undefined): string | undefined {
  const jid = text === undefined || !PLAIN.test(text) ? undefined : Jid.parse(text);
  return jid instanceof Jid ? jid.full : undefined;
}

function only(stanza: Stanza, namespaces: ReadonlySet<string>): Stanza | undefined {
  const wanted = stanza.payloads.filter(({ name, ns }) => isWanted(name, ns, namespaces)).length;
  if (wanted === 0) return undefined;
  // most often all of it is wanted, and its tree is there already
  if (wanted === stanza.payloads.length && stanza.kind === 'iq') return stanza;
  const children = childElements(stanza.element).filter((child) =>
    isWanted(child.getName(), child.getNS() ?? NS.client, namespaces),
  );
  const { kind, from, to, type, id } = stanza;
  return Stanza.make(kind, { from, to, type, id }, ...children);
}

function isWanted(name: string, ns: string, namespaces: ReadonlySet<string>): boolean {
  return namespaces.has(ns) && (ns !== NS.client || name === 'error');
}

/** Who sent it to whom, and nothing that was in it. */
function bare({ kind, from, to, type, id }: Stanza): Stanza {
  return Stanza.make(kind, { from, to, type, id });
}
