/** XEP-0065 SOCKS5 Bytestreams 1.8.2: observed between clients, and the proxy's XMPP side. */
import { bytestreamErrors, decodeBytestreams, encodeBytestreams, toNode } from '@waybill/codecs';
import { NS, StanzaError, type Jid, type Stanza } from '@waybill/core';
import type {
  ActivationVerdict,
  BytestreamBook,
  Streamhost,
  StreamhostEndpoint,
} from '@waybill/domain';
import type { Feature, IqReply } from '@waybill/routing';
import { Socks5Observer, type Socks5ObserverOptions } from './socks5-observer.js';

const XEP = { number: '0065', title: 'SOCKS5 Bytestreams', version: '1.8.2' } as const;

export const errors = {
  // XEP-0065 §6.3.5: no bytestream of that requester, target and sid
  unknown: new StanzaError('cancel', 'item-not-found', 'no such bytestream'),
  // XEP-0065 §6.3.5
  oneParty: new StanzaError('cancel', 'not-allowed', 'both parties must connect first'),
  // not in the XEP; ejabberd says the same
  alreadyActive: new StanzaError('cancel', 'conflict', 'the bytestream is active already'),
  // XEP-0065 §11.3
  tooMany: new StanzaError('wait', 'resource-constraint', 'too many bytestreams are active'),
  // XEP-0065 §4: the requester may not use the proxy
  forbidden: new StanzaError('auth', 'forbidden', 'this proxy serves its own users'),
  // XEP-0065 §4: the streamhost cannot serve
  notListening: new StanzaError('cancel', 'not-allowed', 'the proxy does not listen'),
  notForProxies: new StanzaError('cancel', 'feature-not-implemented', 'only activation is known'),
};

/** Follows bytestreams that two clients negotiate. */
export function socks5Bytestreams(options: Socks5ObserverOptions): Feature {
  return {
    name: 'socks5-bytestreams',
    xeps: [XEP],
    passing: [new Socks5Observer(options)],
  };
}

export interface BytestreamProxyOptions {
  readonly book: BytestreamBook;
  readonly streamhost: Streamhost;
  /** Who may use the proxy: our own accounts, normally. Asked at the query and at the activation. */
  readonly mayUse: (requester: Jid) => boolean;
  /**
   * The address of ours that the requester's own connection came in on. On a LAN it is the one that surely works, so
   * it is offered first.
   */
  readonly reachedAt?: (requester: Jid) => string | undefined;
  readonly host: string;
  /** What clients show for the proxy. */
  readonly name?: string | undefined;
  /**
   * Resource of the streamhost's JID, where several processes answer at one domain: each activation names the one
   * that the bytes run through.
   */
  readonly instance?: string | undefined;
  /** Told when an activation reached us that names another instance. */
  readonly onMisrouted?: (instance: string) => void;
  readonly now?: () => number;
}

/** The proxy as a service, mounted at `proxy.<domain>`. */
export function bytestreamProxy(options: BytestreamProxyOptions): Feature {
  const proxy = new BytestreamProxy(options);
  return {
    name: 'socks5-bytestreams',
    xeps: [XEP],
    disco: {
      server: {
        identities: [
          { category: 'proxy', type: 'bytestreams', name: options.name ?? 'SOCKS5 Bytestreams' },
        ],
        features: [NS.bytestreams],
      },
    },
    service: {
      iq: [
        {
          ns: NS.bytestreams,
          name: 'query',
          get: (iq) => proxy.streamhosts(iq),
          set: (iq) => proxy.activate(iq),
        },
      ],
    },
  };
}

class BytestreamProxy {
  constructor(private readonly options: BytestreamProxyOptions) {}

  /** @see XEP-0065 §4 */
  streamhosts(iq: Stanza): IqReply {
    const { from, to } = iq;
    if (from === undefined || to === undefined || iq.payload === undefined) return errors.forbidden;
    if (!this.options.mayUse(from)) return errors.forbidden;
    const query = toNode(iq.payload);
    if (query.attrs['mode'] === 'udp') return bytestreamErrors.noUdp;
    const endpoints = this.endpointsFor(from);
    if (endpoints.length === 0) return errors.notListening;
    // COMPAT: clients of before 1.8 send a sid, which is returned and means nothing
    const sid = query.attrs['sid'];
    const jid = this.addressOf(to);
    const streamhosts = endpoints.map(({ host, port }) => ({ jid, host, port }));
    return encodeBytestreams({ kind: 'streamhosts', sid, mode: 'tcp', streamhosts });
  }

  /** @see XEP-0065 §6.3.5 */
  activate(iq: Stanza): IqReply | Promise<IqReply> {
    const { from, to } = iq;
    if (from === undefined || to === undefined || iq.payload === undefined) return errors.forbidden;
    if (!this.options.mayUse(from)) return errors.forbidden;
    const query = toNode(iq.payload);
    const content = decodeBytestreams(query);
    if (content instanceof StanzaError) return content;
    if (query.attrs['mode'] === 'udp') return bytestreamErrors.noUdp;
    if (content.kind !== 'activate') return errors.notForProxies;
    const { sid, target, targetText } = content;
    const verdict = this.options.book.activate({
      sid,
      requester: from,
      target,
      targetText,
      proxyJid: to.full,
      at: (this.options.now ?? Date.now)(),
      stanza: iq.toString(),
      host: this.options.host,
    });
    if (verdict === 'unknown') this.noteMisrouted(to);
    return verdict instanceof Promise ? verdict.then(answer) : answer(verdict);
  }

  private addressOf(asked: Jid): string {
    const { instance } = this.options;
    return instance === undefined ? asked.full : `${asked.domain}/${instance}`;
  }

  private noteMisrouted({ resource }: Jid): void {
    const { instance, onMisrouted } = this.options;
    if (resource !== undefined && instance !== undefined && resource !== instance) {
      onMisrouted?.(resource);
    }
  }

  private endpointsFor(requester: Jid): readonly StreamhostEndpoint[] {
    const endpoints = this.options.streamhost.endpoints();
    const own = this.options.reachedAt?.(requester);
    const port = endpoints[0]?.port;
    if (own === undefined || port === undefined) return endpoints;
    return [{ host: own, port }, ...endpoints.filter((endpoint) => endpoint.host !== own)];
  }
}

function answer(verdict: ActivationVerdict): IqReply {
  if (verdict instanceof StanzaError) return verdict;
  switch (verdict) {
    case 'activated':
      return undefined;
    case 'unknown':
      return errors.unknown;
    case 'one-party':
      return errors.oneParty;
    case 'already-active':
      return errors.alreadyActive;
    case 'too-many':
      return errors.tooMany;
  }
}
