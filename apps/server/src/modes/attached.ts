import { readFileSync } from 'node:fs';
import type { ReadinessPart, ServedHost } from '@waybill/admin-api';
import { Jid, type Stanza } from '@waybill/core';
import {
  HostAccountDirectory,
  systemClock,
  type AuditLog,
  type HostAccountStore,
} from '@waybill/domain';
import {
  AdHocAdministration,
  componentServices,
  mirroredStanzas,
  serviceAdministration,
  type MirrorGap,
  type MirroredStanzas,
} from '@waybill/features';
import {
  parseListenAddress,
  type AttachConfig,
  type Config,
  type Log,
  type Metrics,
} from '@waybill/platform';
import { Assembly, type Feature } from '@waybill/routing';
import { LinkProblem, type LinkState } from '@waybill/stream';
import type { AttachmentStatus } from '../control/contract.js';
import { instanceName } from '../wiring/instance.js';
import { proxyFeature, transferFeatures, type TransferParts } from '../wiring/messaging.js';
import { uploadService } from '../wiring/upload-service.js';
import { VERSION } from '../version.js';
import { LinkSet } from './link-set.js';

/** What all attachments share with each other and with the standalone server. */
export interface AttachedParts extends TransferParts {
  readonly proxyDomains: Set<string>;
  readonly config: Config;
  readonly log: Log;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly hostAccounts: HostAccountStore;
  readonly now: () => number;
}

/**
 * The secret that the host server has as well, read anew at each attempt.
 * @returns a problem that names the file, where it cannot be read
 */
export function readSecret({ secret, secretFile = '' }: AttachConfig): string | LinkProblem {
  if (secret !== undefined) return secret;
  try {
    const text = readFileSync(secretFile, 'utf8').replace(/\r?\n$/, '');
    return text === '' ? new LinkProblem('no-secret', `${secretFile} is empty`) : text;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return new LinkProblem('no-secret', `cannot read the component's secret: ${why}`);
  }
}

/** Waybill as a component of one host server: a link, and an assembly for the component's domain. */
export class Attachment {
  readonly link: LinkSet;
  readonly assembly: Assembly;
  /** What the host server shows of its users' transfers. */
  readonly mirrored: MirroredStanzas;
  /** The accounts of the virtual hosts, where we administer them. */
  readonly directories: readonly HostAccountDirectory[];
  /** Where the accounts are kept here: the virtual hosts, for ending what their users have open. */
  readonly sessions: readonly HostAccountDirectory[];
  /** Our rights there, one for each of these hosts. */
  readonly administrations: AdHocAdministration[] = [];
  /** Bots that try the relay out, by bare JID. */
  readonly guests = new Set<string>();
  /** Since when the host's transfers are not seen; undefined while they are. */
  private blindSince: number | undefined;
  private reason = 'closed-by-host';

  constructor(
    readonly config: AttachConfig,
    private readonly parts: AttachedParts,
    take: (stanza: Stanza) => void | Promise<void>,
    changed: () => void,
  ) {
    const { log, now } = parts;
    const place = parseListenAddress(config.address);
    this.link = new LinkSet(
      {
        domain: config.domain,
        host: place?.host ?? '127.0.0.1',
        port: place?.port ?? 0,
        secret: () => readSecret(config),
        log,
        now,
        onStanza: take,
        skim: (element) => this.mirrored.reader.skim(element),
        onChange: (state) => {
          this.noteGap(state);
          changed();
        },
      },
      config.links,
    );
    this.assembly = new Assembly({ log, now, outward: this.link });
    const services = componentServices({
      assembly: this.assembly,
      now,
      software: { name: 'Waybill', version: VERSION },
    });
    const { router } = this.assembly;
    this.mirrored = mirroredStanzas({
      hosts: new Set(config.hosts),
      ownDomains: new Set([config.domain]),
      mirror: (stanza, note) => router.mirror(stanza, note),
      delivered: (stanza) => router.delivered(stanza),
      onGap: (gap) => this.noteShed(gap),
      // the attach wizard waits for this
      onFirstCopy: changed,
      log,
      now,
    });
    const administered = config.accounts === 'none' ? [] : this.administer();
    this.directories = config.accounts === 'managed-there' ? administered : [];
    this.sessions = config.accounts === 'kept-here' ? administered : [];
    const isOff = parts.config.streamhost.listen === 'off';
    this.assembly.mount({
      domain: config.domain,
      accounts: false,
      features: [
        ...services,
        this.mirrored.feature,
        ...(administered.length > 0 ? [serviceAdministration()] : []),
        // COMPAT(go-sendxmpp): it looks at a service's first identity only
        ...this.uploads(),
        ...(isOff ? [] : [this.proxy()]),
        ...transferFeatures(parts, config.domain),
      ],
    });
  }

  status(): AttachmentStatus {
    const { domain, server, address, hosts, links } = this.config;
    const { phase, since, problem, handshakeMs, reconnects } = this.link.state;
    return {
      domain,
      server,
      address,
      hosts,
      phase,
      links,
      linksUp: this.link.up,
      since: new Date(since).toISOString(),
      problem: problem === undefined ? null : { code: problem.code, text: problem.text },
      handshakeMs: handshakeMs ?? null,
      reconnects,
    };
  }

  stop(): void {
    this.link.stop();
    this.mirrored.reader.close();
    this.assembly.close();
  }

  private administer(): readonly HostAccountDirectory[] {
    const { audit, hostAccounts: notes, now } = this.parts;
    const { router } = this.assembly;
    const after: typeof systemClock.after = (ms, task) => systemClock.after(ms, task);
    const from = Jid.parse(this.config.domain);
    return this.config.hosts.flatMap((host) => {
      const to = Jid.parse(host);
      if (!(from instanceof Jid) || !(to instanceof Jid)) return [];
      const administration = new AdHocAdministration({ router, from, to, after });
      this.administrations.push(administration);
      return [new HostAccountDirectory({ administration, notes, audit, now })];
    });
  }

  private uploads(): readonly Feature[] {
    const { desk } = this.parts;
    const { domain, hosts } = this.config;
    return desk === undefined ? [] : [uploadService(desk, { host: domain, domains: hosts })];
  }

  private proxy(): Feature {
    const { domain, hosts, name } = this.config;
    const { config, log } = this.parts;
    const instance = instanceName(config);
    const onMisrouted = (wanted: string) =>
      log.warn(
        { event: 'activation_misrouted', domain, instance, wanted },
        'an activation for another instance came here: set domain_balancing to bare_source',
      );
    const { guests } = this;
    const place = { host: domain, domains: hosts, guests, name, instance, onMisrouted };
    return proxyFeature(this.parts, place);
  }

  /** Time without a link is time in which transfers were not seen: the record says so. */
  private noteGap({ phase, since, problem }: LinkState): void {
    if (phase === 'waiting' && this.blindSince === undefined) {
      this.blindSince = since;
      this.parts.ledger.unwatched(this.config.domain, since);
    }
    if (phase === 'linked' || phase === 'stopped') this.endGap(since, phase);
    else if (problem !== undefined) this.reason = problem.code;
  }

  private endGap(until: number, phase: LinkState['phase']): void {
    const since = this.blindSince;
    this.blindSince = undefined;
    if (since === undefined) return;
    this.recordGap({ cause: this.reason, since, until, endedBy: phase });
  }

  private noteShed({ since, until, shed }: MirrorGap): void {
    this.parts.ledger.unwatched(this.config.domain, until);
    this.recordGap({ cause: 'too-many-copies', since, until, shed });
  }

  private recordGap(gap: {
    readonly until: number;
    readonly [field: string]: string | number;
  }): void {
    const { audit, log } = this.parts;
    const data = { host: this.config.domain, ...gap };
    const { until } = gap;
    audit.append({ at: until, kind: 'gap', data, personal: {} }).catch((err: unknown) => {
      log.error({ event: 'gap_not_recorded', ...data, err }, 'a gap is not in the record');
    });
    log.warn({ event: 'ledger_gap', ...data }, 'transfers of this host were not seen meanwhile');
  }
}

/** Every host server that Waybill is a component of; they come and go while the server runs. */
export class Attachments {
  private readonly byDomain = new Map<string, Attachment>();
  private readonly listeners = new Set<() => void>();
  private isStarted = false;

  constructor(private readonly parts: AttachedParts) {
    for (const one of parts.config.attach) this.add(one);
  }

  start(): void {
    this.isStarted = true;
    for (const { link } of this) link.start();
  }

  stop(): void {
    for (const one of this) one.stop();
  }

  [Symbol.iterator](): Iterator<Attachment> {
    return this.byDomain.values();
  }

  get size(): number {
    return this.byDomain.size;
  }

  find(domain: string): Attachment | undefined {
    return this.byDomain.get(domain);
  }

  /** Attaches one more, at once where the others are. The domain must be new. */
  add(config: AttachConfig): Attachment {
    const { domain } = config;
    if (this.byDomain.has(domain)) throw new Error(`${domain} is attached twice`);
    const take = (stanza: Stanza) => this.take(config, stanza);
    const one = new Attachment(config, this.parts, take, () => this.tell());
    this.byDomain.set(domain, one);
    this.parts.proxyDomains.add(domain);
    if (this.isStarted) one.link.start();
    this.tell();
    return one;
  }

  /** Detaches one: its link ends in order, relays that run go on. */
  remove(domain: string): void {
    const one = this.byDomain.get(domain);
    if (one === undefined) return;
    this.byDomain.delete(domain);
    this.parts.proxyDomains.delete(domain);
    one.stop();
    this.tell();
  }

  /** Told of every change of a link, and of who is there. @returns what ends that */
  observe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  get features(): readonly Feature[] {
    return [...this].flatMap(({ assembly }) => assembly.features);
  }

  /** The virtual hosts, and where their accounts are. */
  hosts(): readonly ServedHost[] {
    return [...this].flatMap(({ config, directories }) =>
      config.hosts.map((host) => ({
        host,
        attachment: config.domain,
        mode: config.accounts,
        directory: directories.find((one) => one.host === host),
      })),
    );
  }

  status(): readonly AttachmentStatus[] {
    return [...this].map((one) => one.status());
  }

  /** Whether somebody is a user of ours, here or at one of the hosts, or a bot that tries the relay out. */
  mayRelay({ local, domain, bare }: Jid): boolean {
    if (local === undefined) return false;
    if (this.parts.config.standalone.domains.includes(domain)) return true;
    return [...this].some(
      ({ config, guests }) => config.hosts.includes(domain) || guests.has(bare),
    );
  }

  /** An attached server is ready when it is linked; a standalone one is ready without. */
  readiness(): readonly ReadinessPart[] {
    return [...this].map(({ config, link }) => {
      const { phase, problem } = link.state;
      const ok = phase === 'linked' || this.parts.config.standalone.enabled;
      return { part: `component ${config.domain}`, ok, detail: problem?.text ?? phase };
    });
  }

  watch(metrics: Metrics): void {
    const each = (read: (one: Attachment) => number) => () =>
      new Map([...this].map((one) => [one.config.domain, read(one)]));
    const figure = (read: (figures: MirroredStanzas['reader']['figures']) => number) =>
      each(({ mirrored }) => read(mirrored.reader.figures));
    const total = (name: string, help: string, read: () => ReadonlyMap<string, number>) =>
      metrics.watchTotalBy(name, help, 'host', read);
    metrics.watchBy(
      'up_component',
      'Whether the component is linked to its host server',
      'host',
      each(({ link }) => (link.state.phase === 'linked' ? 1 : 0)),
    );
    metrics.watchBy(
      'component_links_up',
      'Links to the host server that are up, of those that attach wants',
      'host',
      each(({ link }) => link.up),
    );
    total(
      'component_reconnects_total',
      'Times that a lost link came back',
      each(({ link }) => link.state.reconnects),
    );
    total(
      'mirrored_copies_total',
      'Copies that the host server sent of what passes between its users',
      figure(({ copies }) => copies),
    );
    total(
      'mirrored_duplicates_total',
      'Second copies, which prove delivery',
      figure(({ delivered }) => delivered),
    );
    total(
      'mirrored_forged_total',
      'Forwards from somebody who may not forward',
      figure(({ forged }) => forged),
    );
    total(
      'mirrored_shed_total',
      'Copies that were not looked at, because too many came at once',
      figure(({ shed }) => shed),
    );
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  /**
   * By the stanza's `to`, never by the link it came on: ejabberd spreads the stanzas of all its components over all
   * their links (`global_routes`). Only links to the same host server may stand in for each other.
   */
  private take(via: AttachConfig, stanza: Stanza): void | Promise<void> {
    const target = this.byDomain.get(stanza.to?.domain ?? '');
    if (target?.config.address === via.address)
      return target.assembly.router.receiveOutside(stanza);
    this.parts.log.debug(
      { event: 'component_stray_stanza', domain: via.domain, to: stanza.to?.domain },
      'dropped a stanza that is not for us',
    );
  }
}
