import { StreamError, type Element, type Stanza } from '@waybill/core';
import type {
  DiscoContribution,
  DiscoForm,
  DiscoIdentity,
  DiscoNode,
  Feature,
  StanzaHandlers,
  XepRef,
} from './feature.js';
import type { Logger } from './logger.js';
import type { Outward } from './outward.js';
import { ServiceEntity } from './service-entity.js';
import { SessionRegistry } from './session-registry.js';
import type { Session, SessionHost } from './session.js';
import { StanzaRouter } from './stanza-router.js';

/** One domain that an assembly answers for, and the features that are met there. */
export interface DomainPlan {
  readonly domain: string;
  /** People log in here: the features' `account` facets and origin handlers are mounted as well. */
  readonly accounts: boolean;
  /** What the domain is, before its features add to it. */
  readonly identities?: readonly DiscoIdentity[];
  readonly features: readonly Feature[];
}

/** What service discovery tells of an address. @see XEP-0030 */
export interface DiscoInfo {
  readonly identities: readonly DiscoIdentity[];
  /** Sorted, each once. */
  readonly features: readonly string[];
  /** @see XEP-0128 */
  readonly forms: readonly DiscoForm[];
}

/** What an assembly can say about its addresses. */
export interface DiscoCatalogue {
  /** Of a hosted domain, or undefined. */
  domainInfo(domain: string): DiscoInfo | undefined;
  /** Of a node at a hosted domain, or undefined. */
  domainNode(domain: string, node: string): DiscoNode | undefined;
  /** Of the accounts of a hosted domain, or undefined where it has none. */
  accountInfo(domain: string): DiscoInfo | undefined;
  /** The services below a hosted domain. */
  servicesOf(domain: string): readonly { readonly domain: string; readonly name: string }[];
}

export interface AssemblyOptions {
  readonly log: Logger;
  readonly now?: () => number;
  readonly outward?: Outward | undefined;
  /** How long replies to our own requests are waited for: 60 seconds by default. */
  readonly replyTimeoutMs?: number;
  /** How long answers between two clients are: 30 minutes by default, since people decide about offered files. */
  readonly answerTimeoutMs?: number;
}

/**
 * A router, the sessions it knows and the features mounted on it: one for the standalone server, one for each
 * attachment. Features are given `router` and `registry` when they are made, and are mounted afterwards.
 */
export class Assembly implements SessionHost, DiscoCatalogue {
  readonly registry = new SessionRegistry();
  readonly router: StanzaRouter;
  private readonly plans = new Map<string, DomainPlan>();
  private readonly mounted = new Set<Feature>();

  constructor(options: AssemblyOptions) {
    this.router = new StanzaRouter({
      registry: this.registry,
      log: options.log,
      now: options.now ?? Date.now,
      outward: options.outward,
      replyTimeoutMs: options.replyTimeoutMs ?? 60_000,
      answerTimeoutMs: options.answerTimeoutMs ?? 30 * 60_000,
    });
  }

  /** Puts a domain up. A feature may be met at several; its observers and origin handlers are mounted once. */
  mount(plan: DomainPlan): void {
    const facets = (pick: (feature: Feature) => StanzaHandlers | undefined) =>
      new ServiceEntity(
        plan.features.flatMap((feature) => pick(feature) ?? []),
        this.router,
      );
    this.router.addDomain(plan.domain, {
      service: facets((feature) => feature.service),
      accounts: plan.accounts ? facets((feature) => feature.account) : undefined,
    });
    this.plans.set(plan.domain, plan);
    for (const feature of plan.features) this.mountOnce(feature);
  }

  /** Every feature that is mounted, in order. */
  get features(): readonly Feature[] {
    return [...this.mounted];
  }

  /** What the mounted features implement, by number. */
  get xeps(): readonly XepRef[] {
    const all = new Map(this.features.flatMap((feature) => feature.xeps.map((x) => [x.number, x])));
    return [...all.values()].sort((a, b) => a.number.localeCompare(b.number));
  }

  /** What streams offer once somebody has signed in, beside binding. */
  get streamFeatures(): readonly Element[] {
    return this.features.flatMap((feature) => feature.negotiation?.advertise ?? []);
  }

  /** Domains that a stream may be opened to: those with accounts. */
  get domains(): readonly string[] {
    return [...this.plans.values()].filter((plan) => plan.accounts).map((plan) => plan.domain);
  }

  bind(session: Session): void {
    const older = this.registry.find(session.jid.full);
    if (older !== undefined && older !== session) {
      // RFC 6120 §7.7.2.2: the newer session wins
      older.close(new StreamError('conflict', 'replaced by a new session'));
      this.unbind(older);
    }
    this.registry.add(session);
  }

  unbind(session: Session): void {
    if (this.registry.remove(session)) this.router.unbound(session);
  }

  receive(session: Session, stanza: Stanza): void | Promise<void> {
    return this.router.receive(session, stanza);
  }

  domainInfo(domain: string): DiscoInfo | undefined {
    const plan = this.plans.get(domain);
    if (plan === undefined) return undefined;
    return merge(plan.identities ?? [], plan.features, (feature) => feature.disco?.server);
  }

  domainNode(domain: string, node: string): DiscoNode | undefined {
    for (const { disco } of this.plans.get(domain)?.features ?? []) {
      const nodes = disco?.server?.nodes;
      if (nodes !== undefined && Object.hasOwn(nodes, node)) return nodes[node];
    }
    return undefined;
  }

  accountInfo(domain: string): DiscoInfo | undefined {
    const plan = this.plans.get(domain);
    if (plan?.accounts !== true) return undefined;
    return merge([], plan.features, (feature) => feature.disco?.account);
  }

  servicesOf(domain: string): readonly { readonly domain: string; readonly name: string }[] {
    return [...this.plans.keys()]
      .filter((one) => one.endsWith(`.${domain}`))
      .map((one) => ({ domain: one, name: this.domainInfo(one)?.identities[0]?.name ?? one }));
  }

  /** Stops the timers. Sessions are closed by who opened them. */
  close(): void {
    this.router.close();
  }

  private mountOnce(feature: Feature): void {
    if (this.mounted.has(feature)) return;
    this.mounted.add(feature);
    for (const observer of feature.passing ?? []) this.router.addObserver(observer);
    if (feature.origin !== undefined) this.router.addOrigin(feature.origin);
  }
}

function merge(
  identities: readonly DiscoIdentity[],
  features: readonly Feature[],
  pick: (feature: Feature) => DiscoContribution | undefined,
): DiscoInfo {
  const parts = features.flatMap((feature) => pick(feature) ?? []);
  return {
    identities: [...identities, ...parts.flatMap((part) => part.identities ?? [])],
    features: [...new Set(parts.flatMap((part) => part.features ?? []))].sort(),
    forms: parts.flatMap((part) => part.forms?.() ?? []),
  };
}
