/** XEP-0030 Service Discovery 2.5: what our addresses are, can do, and contain. */
import { decodeDiscoNode, encodeDiscoInfo, encodeDiscoItems } from '@waybill/codecs';
import { NS, StanzaError, type Stanza } from '@waybill/core';
import type { RosterBook } from '@waybill/domain';
import type {
  DiscoCatalogue,
  DiscoIdentity,
  DiscoInfo,
  Feature,
  IqHandler,
  IqReply,
  SessionRegistry,
} from '@waybill/routing';

export interface ServiceDiscoveryOptions {
  readonly catalogue: DiscoCatalogue;
  readonly rosters: Pick<RosterBook, 'sharesPresence'>;
  readonly registry: SessionRegistry;
}

export const errors = {
  // XEP-0030 §7: no nodes here
  noSuchNode: new StanzaError('cancel', 'item-not-found'),
  // XEP-0030 §8, RFC 6120 §13.11: a stranger learns as much as of an account that does not exist
  notShared: new StanzaError('cancel', 'service-unavailable'),
};

const disco = { features: [NS.discoInfo, NS.discoItems] };

/** Answers disco queries from what the mounted features say of themselves. */
export function serviceDiscovery(options: ServiceDiscoveryOptions): Feature {
  return {
    name: 'service-discovery',
    xeps: [
      { number: '0030', title: 'Service Discovery', version: '2.5' },
      { number: '0128', title: 'Service Discovery Extensions', version: '1.0.1' },
    ],
    disco: {
      server: disco,
      account: { ...disco, identities: [{ category: 'account', type: 'registered' }] },
    },
    service: { iq: domainHandlers(options.catalogue) },
    account: { iq: accountHandlers(options) },
  };
}

function domainHandlers(catalogue: DiscoCatalogue): readonly IqHandler[] {
  return [
    {
      ns: NS.discoInfo,
      name: 'query',
      get: (iq) => domainInfo(iq, catalogue),
    },
    {
      ns: NS.discoItems,
      name: 'query',
      get: (iq) => {
        const node = nodeOf(iq);
        if (node !== undefined) return nodeItems(iq, node, catalogue);
        const services = catalogue.servicesOf(iq.to?.domain ?? '');
        return itemsReply(
          iq,
          services.map(({ domain, name }) => ({ jid: domain, node: undefined, name })),
        );
      },
    },
  ];
}

function accountHandlers(options: ServiceDiscoveryOptions): readonly IqHandler[] {
  const { catalogue, registry } = options;
  const forFriends = async (iq: Stanza, answer: () => IqReply): Promise<IqReply> => {
    const { from, to } = iq;
    if (from === undefined || to === undefined) return errors.notShared;
    const isShared = await options.rosters.sharesPresence(to.bare, from.bare);
    return isShared ? answer() : errors.notShared;
  };
  const resources = (account: string) =>
    registry
      .of(account)
      .filter((session) => session.presence !== undefined)
      .map((session) => ({ jid: session.jid.full, node: undefined, name: undefined }));
  return [
    {
      ns: NS.discoInfo,
      name: 'query',
      get: (iq) => forFriends(iq, () => infoReply(iq, catalogue.accountInfo(iq.to?.domain ?? ''))),
    },
    {
      ns: NS.discoItems,
      name: 'query',
      get: (iq) => forFriends(iq, () => itemsReply(iq, resources(iq.to?.bare ?? ''))),
    },
  ];
}

function nodeOf(iq: Stanza): string | undefined {
  return iq.payload === undefined ? undefined : decodeDiscoNode(iq.payload);
}

function domainInfo(iq: Stanza, catalogue: DiscoCatalogue): IqReply {
  const node = nodeOf(iq);
  const domain = iq.to?.domain ?? '';
  if (node === undefined) return infoReply(iq, catalogue.domainInfo(domain));
  const found = catalogue.domainNode(domain, node);
  if (found === undefined) return errors.noSuchNode;
  const identities = found.identities.map(withName);
  return encodeDiscoInfo({ node, identities, features: found.features });
}

function nodeItems(iq: Stanza, node: string, catalogue: DiscoCatalogue): IqReply {
  const { from, to } = iq;
  const found = catalogue.domainNode(to?.domain ?? '', node);
  if (found === undefined || from === undefined || to === undefined) return errors.noSuchNode;
  const items = (found.items?.(from) ?? []).map((item) => ({ jid: to.full, ...item }));
  return encodeDiscoItems({ node, items });
}

function infoReply(iq: Stanza, info: DiscoInfo | undefined): IqReply {
  if (iq.payload === undefined || decodeDiscoNode(iq.payload) !== undefined || info === undefined) {
    return errors.noSuchNode;
  }
  const identities = info.identities.map(withName);
  const { features, forms } = info;
  return encodeDiscoInfo({ node: undefined, identities, features, forms });
}

function withName(identity: DiscoIdentity) {
  return { category: identity.category, type: identity.type, name: identity.name };
}

function itemsReply(iq: Stanza, items: Parameters<typeof encodeDiscoItems>[0]['items']): IqReply {
  if (iq.payload === undefined || decodeDiscoNode(iq.payload) !== undefined) {
    return errors.noSuchNode;
  }
  return encodeDiscoItems({ node: undefined, items });
}
