/**
 * XEP-0447 Stateless file sharing 0.3.1, XEP-0385 and XEP-0066, where a message carries a URL of ours; XEP-0424 Message
 * Retraction 0.4.2, where it takes such a message back. Observed.
 */
import {
  decodeFileSharing,
  decodeMediaSharing,
  decodeOutOfBandData,
  decodeRetraction,
  decodeStanzaIds,
  payloadNodes,
  type XmlNode,
} from '@waybill/codecs';
import { NS, StanzaError, type Jid, type Stanza } from '@waybill/core';
import type { Upload, UploadDesk } from '@waybill/domain';
import { ExpiryTable, type Feature, type Observer, type Passage } from '@waybill/routing';

export interface SharedLinksOptions {
  readonly desk: Pick<UploadDesk, 'findByUrl' | 'noteShared' | 'remove'>;
  /** What could not be recorded or deleted. */
  readonly onFault: (error: unknown) => void;
  readonly limits?: { readonly maxRemembered: number; readonly rememberMs: number };
}

const LIMITS = { maxRemembered: 50_000, rememberMs: 7 * 86_400_000 };
const MAX_URLS = 16;

/** Joins receivers to uploads, and deletes what its sender takes back. */
export function sharedLinks(options: SharedLinksOptions): Feature {
  return {
    name: 'http-upload',
    xeps: [
      { number: '0447', title: 'Stateless file sharing', version: '0.3.1', note: 'observed' },
      { number: '0446', title: 'File metadata element', version: '0.2.0', note: 'observed' },
      {
        number: '0385',
        title: 'Stateless Inline Media Sharing',
        version: '0.2.1',
        note: 'observed',
      },
      {
        number: '0424',
        title: 'Message Retraction',
        version: '0.4.2',
        note: 'observed: deletes the upload that the message shared',
      },
    ],
    passing: [new SharedLinks(options)],
  };
}

class SharedLinks implements Observer {
  readonly namespaces = [
    NS.oobMessage,
    NS.statelessFileSharing,
    NS.references,
    NS.messageRetraction,
  ];

  /** Which uploads a message shared, by its sender, its conversation and its id. */
  private readonly messages: ExpiryTable<readonly Upload[]>;

  constructor(private readonly options: SharedLinksOptions) {
    const { maxRemembered, rememberMs } = options.limits ?? LIMITS;
    this.messages = new ExpiryTable(rememberMs, maxRemembered);
  }

  observe(stanza: Stanza, { at }: Passage): void {
    const { kind, type, from, to } = stanza;
    if (kind !== 'message' || type === 'error' || from === undefined || to === undefined) return;
    // nothing of this holds a message back
    this.look(stanza, from, to, at).catch((error: unknown) => this.options.onFault(error));
  }

  private async look(stanza: Stanza, from: Jid, to: Jid, at: number): Promise<void> {
    // who is in a room is not ours to list: the room is the receiver, as its sender named it
    if (isReflection(stanza)) return;
    const nodes = payloadNodes(stanza);
    for (const node of nodes) {
      const retraction = decodeRetraction(node);
      if (retraction !== undefined) return this.retracted(from, to, retraction.messageId);
    }
    const found: Upload[] = [];
    for (const url of urlsIn(nodes)) {
      const upload = await this.options.desk.findByUrl(url);
      if (upload !== undefined && !found.some(({ id }) => id === upload.id)) found.push(upload);
    }
    if (found.length === 0) return;
    this.messages.sweep(at);
    for (const id of new Set([stanza.id, decodeStanzaIds(nodes).originId])) {
      if (id !== undefined) this.messages.set(messageKey(from, to, id), found, at);
    }
    const sharing = { sender: from, receiver: to, at, messageId: stanza.id };
    for (const upload of found) await this.options.desk.noteShared(upload, sharing);
  }

  /** Only who uploaded a file takes it back by taking back the message. @see XEP-0424 §6 */
  private async retracted(from: Jid, to: Jid, id: string): Promise<void> {
    const shared = this.messages.take(messageKey(from, to, id)) ?? [];
    const actor = { kind: 'account', name: from.bare } as const;
    for (const upload of shared) {
      if (upload.account !== from.bare) continue;
      await this.options.desk.remove(upload.id, actor, 'retraction');
    }
  }
}

/** What a room sends on to one of its occupants. @see XEP-0045 §7.4 */
function isReflection({ type, to }: Stanza): boolean {
  return type === 'groupchat' && to?.resource !== undefined;
}

const messageKey = (from: Jid, to: Jid, id: string) => `${from.bare}\n${to.bare}\n${id}`;

/** Every URL that the message hands over, without what follows a `#`: there the key of a secret file may stand. */
function urlsIn(nodes: readonly XmlNode[]): readonly string[] {
  const urls = nodes.flatMap((node): readonly string[] => {
    if (node.ns === NS.oobMessage && node.name === 'x') {
      const data = decodeOutOfBandData(node);
      return data instanceof StanzaError ? [] : [data.url];
    }
    return (decodeFileSharing(node) ?? decodeMediaSharing(node))?.urls ?? [];
  });
  return [...new Set(urls.map(plainUrl))].slice(0, MAX_URLS);
}

/** COMPAT(OMEMO media sharing): `aesgcm:` is https with a key behind the `#`. */
export function plainUrl(url: string): string {
  return url.replace(/#.*$/s, '').replace(/^aesgcm:/i, 'https:');
}
