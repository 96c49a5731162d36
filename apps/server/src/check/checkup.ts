import {
  FINDING_AREAS,
  HealthDesk,
  ProofFault,
  type Finding,
  type FindingArea,
  type HealthFindings,
  type ProvenTransfer,
} from '@waybill/admin-api';
import type { SocksStreamhost } from '@waybill/bytes';
import type { TransferLedger } from '@waybill/domain';
import { checkAccountRights, RIGHTS_OVER_SESSIONS } from '@waybill/features';
import type { Attachment, Attachments } from '../modes/attached.js';
import { checkClock } from './clock-check.js';
import { transferThroughComponent } from './component-bots.js';
import { checkComponent, checkProxy, linkFix } from './component-check.js';
import { SERVER_CHECKS, type ServerFacts } from './server-checks.js';
import { TransferWatch } from './transfer-watch.js';
import { checkUploads, type UploadProof } from './upload-check.js';
import { LATE, within } from './within.js';

export interface CheckupParts extends ServerFacts {
  readonly attachments: Attachments;
  readonly streamhost: Pick<SocksStreamhost, 'endpoints'>;
  readonly ledger: Pick<TransferLedger, 'subscribe'>;
  /** Where files are uploaded; undefined where that is switched off, or has no users. */
  readonly uploadProof: () => UploadProof | undefined;
  /** When the host server of an attachment last asked about accounts that are kept here. */
  readonly accountsAskedAt: (domain: string) => number | undefined;
  /** Sends bytes between two bots that log in here. */
  readonly testHere: (bytes: number) => Promise<ProvenTransfer | ProofFault>;
}

const MEBIBYTE = 1024 * 1024;
/** No area holds a report up longer. */
const AREA_TIMEOUT_MS = 60_000;

/** Looks at everything: for the command line, the Health page and the API. Nothing of it touches users. */
export class Checkup extends HealthDesk {
  private last: HealthFindings | undefined;
  private running: Promise<HealthFindings> | undefined;

  constructor(private readonly parts: CheckupParts) {
    super();
  }

  override latest(): Promise<HealthFindings> {
    return this.last === undefined ? this.run() : Promise.resolve(this.last);
  }

  override run(): Promise<HealthFindings> {
    this.running ??= this.look()
      .then((findings) => (this.last = { findings, checkedAt: this.parts.now() }))
      .finally(() => (this.running = undefined));
    return this.running;
  }

  /** Some areas, or all; of one attachment, or all. */
  async look(
    areas: readonly FindingArea[] = FINDING_AREAS,
    domain?: string,
  ): Promise<readonly Finding[]> {
    const findings: Finding[] = [];
    // in order, as each needs what comes before it
    for (const area of FINDING_AREAS) {
      if (!areas.includes(area)) continue;
      const found = await within(AREA_TIMEOUT_MS, this.lookAt(area, domain));
      if (found !== LATE) findings.push(...found);
      else findings.push({ area, check: 'in-time', level: 'fail', text: 'no answer in time' });
    }
    return findings;
  }

  /** Everything about one attachment. */
  lookAtComponent(domain: string): Promise<readonly Finding[]> {
    return this.look(['component', 'proxy'], domain);
  }

  override async testTransfer(
    domain: string | undefined,
    bytes: number,
  ): Promise<ProvenTransfer | ProofFault> {
    if (domain === undefined) return this.parts.testHere(bytes);
    const attachment = this.parts.attachments.find(domain);
    if (attachment === undefined) {
      return new ProofFault('unknown-domain', `nothing is attached as ${domain}`);
    }
    const { phase, problem } = attachment.link.state;
    if (phase !== 'linked') {
      const fix = problem === undefined ? undefined : linkFix(problem.code, attachment.config);
      return new ProofFault('failed', problem?.text ?? `the link is ${phase}`, fix);
    }
    return this.send(attachment, bytes);
  }

  private async send(attachment: Attachment, bytes: number): Promise<ProvenTransfer | ProofFault> {
    const watch = new TransferWatch(this.parts.ledger);
    try {
      const done = await transferThroughComponent(attachment, bytes);
      const { milliseconds, sent, received, streamhost, routed, senderJid } = done;
      if (sent !== received) return new ProofFault('failed', 'other bytes arrived than were sent');
      const transferId = await watch.find(({ sender }) => sender.fullJid === senderJid);
      return { transferId, bytes, milliseconds, sha256: sent, streamhost, routed };
    } catch (error) {
      return new ProofFault('failed', error instanceof Error ? error.message : String(error));
    } finally {
      watch.end();
    }
  }

  private async lookAt(area: FindingArea, domain: string | undefined): Promise<readonly Finding[]> {
    const { attachments, streamhost, now } = this.parts;
    const own = domain === undefined ? await SERVER_CHECKS[area]?.(this.parts) : undefined;
    const wanted = [...attachments].filter(
      ({ config }) => domain === undefined || config.domain === domain,
    );
    const each = async (look: (one: Attachment) => Promise<readonly Finding[]>) =>
      (await Promise.all(wanted.map(look))).flat();
    switch (area) {
      case 'clock':
        return each((one) => checkClock(one, now));
      case 'component':
        return each((one) => this.component(one));
      case 'proxy': {
        if (this.parts.config.streamhost.listen === 'off') return own ?? [];
        const reachable = await checkProxy(streamhost.endpoints());
        return [...reachable, ...(own ?? []), ...(await each((one) => this.proof(one)))];
      }
      case 'upload': {
        const proof = domain === undefined ? this.parts.uploadProof() : undefined;
        return proof === undefined ? [] : checkUploads(proof);
      }
      case 'config':
      case 'perms':
      case 'db':
      case 'dns':
      case 'certs':
      case 'exposure':
        return own ?? [];
    }
  }

  private component({ config, link, assembly, mirrored, administrations }: Attachment) {
    const { figures, lastCopyAt } = mirrored.reader;
    return checkComponent({
      config,
      state: link.state,
      router: assembly.router,
      endpoints: this.parts.streamhost.endpoints(),
      accountsAskedAt: this.parts.accountsAskedAt(config.domain),
      mirror: { copies: figures.copies, forged: figures.forged, lastCopyAt },
      rights: () =>
        Promise.all(
          administrations.map((one) =>
            checkAccountRights(
              one,
              config.server,
              config.domain,
              config.accounts === 'kept-here' ? RIGHTS_OVER_SESSIONS : undefined,
            ),
          ),
        ),
      now: this.parts.now(),
    });
  }

  /** A real megabyte through the component's proxy. */
  private async proof(attachment: Attachment): Promise<readonly Finding[]> {
    if (attachment.link.state.phase !== 'linked') return [];
    const { domain } = attachment.config;
    const head = { area: 'proxy', check: 'transfer', subject: domain } as const;
    const proven = await this.send(attachment, MEBIBYTE);
    if (proven instanceof ProofFault) {
      const text = `1 MiB through the relay: ${proven.text}`;
      const fix = 'see the lines above; the advertised addresses must lead to this machine';
      return [{ ...head, level: 'fail', text, fix }];
    }
    const { milliseconds, routed, streamhost } = proven;
    const way = routed ? 'agreed through the host server' : 'agreed past the host server';
    const place = `${streamhost.host} port ${String(streamhost.port)}`;
    const text = `1 MiB through ${place} in ${String(Math.round(milliseconds))} ms, SHA-256 equal, ${way}`;
    return [{ ...head, level: 'ok', text }];
  }
}
