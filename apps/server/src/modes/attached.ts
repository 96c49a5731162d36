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
import { ComponentLink, LinkProblem, type LinkState } from '@waybill/stream';
import type { AttachmentStatus, CheckFinding } from '../control/contract.js';
import { checkComponent } from '../wiring/component-check.js';
import { instanceName } from '../wiring/instance.js';
import { proxyFeature, transferFeatures, type TransferParts } from '../wiring/messaging.js';
import { VERSION } from '../version.js';

/** What all attachments share with each other and with the standalone server. */
export interface AttachedParts extends TransferParts {
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
  readonly link: ComponentLink;
  readonly assembly: Assembly;
  /** What the host server shows of its users' transfers. */
  readonly mirrored: MirroredStanzas;
  /** The accounts of the virtual hosts, where we administer them. */
  readonly directories: readonly HostAccountDirectory[];
  /** Since when the host's transfers are not seen; undefined while they are. */
  private blindSince: number | undefined;
  private reason = 'closed-by-host';

  constructor(
    readonly config: AttachConfig,
    private readonly parts: AttachedParts,
    take: (stanza: Stanza) => void | Promise<void>,
  ) {
    const { log, now } = parts;
    const place = parseListenAddress(config.address);
    this.link = new ComponentLink({
      domain: config.domain,
      host: place?.host ?? '127.0.0.1',
      port: place?.port ?? 0,
      secret: () => readSecret(config),
      log,
      now,
      onStanza: take,
      onChange: (state) => this.noteGap(state),
    });
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
      log,
      now,
    });
    this.directories = config.accounts === 'managed-there' ? this.administer() : [];
    const isOff = parts.config.streamhost.listen === 'off';
    this.assembly.mount({
      domain: config.domain,
      accounts: false,
      features: [
        ...services,
        this.mirrored.feature,
        ...(this.directories.length > 0 ? [serviceAdministration()] : []),
        ...(isOff ? [] : [this.proxy()]),
        ...transferFeatures(parts, config.domain),
      ],
    });
  }

  status(): AttachmentStatus {
    const { domain, server, address, hosts } = this.config;
    const { phase, since, problem, handshakeMs, reconnects } = this.link.state;
    return {
      domain,
      server,
      address,
      hosts,
      phase,
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
    const { after } = systemClock;
    const from = Jid.parse(this.config.domain);
    return this.config.hosts.flatMap((host) => {
      const to = Jid.parse(host);
      if (!(from instanceof Jid) || !(to instanceof Jid)) return [];
      const administration = new AdHocAdministration({ router, from, to, after });
      return [new HostAccountDirectory({ administration, notes, audit, now })];
    });
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
    return proxyFeature(this.parts, { host: domain, domains: hosts, name, instance, onMisrouted });
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

/** Every host server that Waybill is a component of. */
export class Attachments {
  private readonly all: readonly Attachment[];
  private readonly byDomain: ReadonlyMap<string, Attachment>;

  constructor(private readonly parts: AttachedParts) {
    this.all = parts.config.attach.map(
      (one) => new Attachment(one, parts, (stanza) => this.take(one, stanza)),
    );
    this.byDomain = new Map(this.all.map((one) => [one.config.domain, one]));
  }

  start(): void {
    for (const { link } of this.all) link.start();
  }

  stop(): void {
    for (const one of this.all) one.stop();
  }

  [Symbol.iterator](): Iterator<Attachment> {
    return this.all.values();
  }

  get features(): readonly Feature[] {
    return this.all.flatMap(({ assembly }) => assembly.features);
  }

  /** The virtual hosts, and where their accounts are. */
  hosts(): readonly ServedHost[] {
    return this.all.flatMap(({ config, directories }) =>
      config.hosts.map((host) => ({
        host,
        attachment: config.domain,
        mode: config.accounts,
        directory: directories.find((one) => one.host === host),
      })),
    );
  }

  status(): readonly AttachmentStatus[] {
    return this.all.map((one) => one.status());
  }

  /** Whether somebody is a user of ours, here or at one of the hosts. */
  mayRelay({ local, domain }: Jid): boolean {
    if (local === undefined) return false;
    const isHere = this.parts.config.standalone.domains.includes(domain);
    return isHere || this.all.some(({ config }) => config.hosts.includes(domain));
  }

  /** Tries everything that a transfer needs, over the links that are there. */
  async check(): Promise<readonly CheckFinding[]> {
    const endpoints = this.parts.streamhost.endpoints();
    const findings = this.all.map(({ config, link, assembly }) =>
      checkComponent({ config, state: link.state, router: assembly.router, endpoints }),
    );
    return (await Promise.all(findings)).flat();
  }

  /** An attached server is ready when it is linked; a standalone one is ready without. */
  readiness(): readonly ReadinessPart[] {
    return this.all.map(({ config, link }) => {
      const { phase, problem } = link.state;
      const ok = phase === 'linked' || this.parts.config.standalone.enabled;
      return { part: `component ${config.domain}`, ok, detail: problem?.text ?? phase };
    });
  }

  watch(metrics: Metrics): void {
    if (this.all.length === 0) return;
    const each = (read: (state: LinkState) => number) => () =>
      new Map(this.all.map(({ config, link }) => [config.domain, read(link.state)]));
    metrics.watchBy(
      'up_component',
      'Whether the component is linked to its host server',
      'host',
      each(({ phase }) => (phase === 'linked' ? 1 : 0)),
    );
    metrics.watchTotalBy(
      'component_reconnects_total',
      'Times that a lost link came back',
      'host',
      each(({ reconnects }) => reconnects),
    );
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
