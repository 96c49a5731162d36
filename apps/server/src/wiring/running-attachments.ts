import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AttachmentDesk,
  AttachmentFault,
  type AttachmentChange,
  type AttachmentSnippet,
  type AttachmentView,
  type AttachmentWish,
  type Finding,
} from '@waybill/admin-api';
import { Jid } from '@waybill/core';
import { deedEntry, type Actor, type AuditLog } from '@waybill/domain';
import { attachSchema, writeAttachments, type AttachConfig, type Config } from '@waybill/platform';
import { LinkProblem } from '@waybill/stream';
import { attachKit } from '../attach-kit/attach-kit.js';
import { kitAuth } from '../attach-kit/kit-auth.js';
import { tokenFile } from '../auth-api/host-client.js';
import type { Checkup } from '../check/checkup.js';
import { linkFix } from '../check/component-check.js';
import { readSecret, type Attachment, type Attachments } from '../modes/attached.js';
import type { AuthApiSide } from './auth-api.js';
import { privateFolder, StartFault, writePrivate } from './private-file.js';

export interface RunningAttachmentsParts {
  readonly attachments: Attachments;
  readonly checkup: Checkup;
  readonly authApi: Pick<AuthApiSide, 'serve'>;
  readonly config: Config;
  /** Where each attachment of the start came from. */
  readonly origins: ReadonlyMap<string, AttachmentView['origin']>;
  /** Domains that are ours otherwise. */
  readonly ownDomains: readonly string[];
  readonly audit: Pick<AuditLog, 'append'>;
  readonly now: () => number;
}

const SECRET_BYTES = 24;

/** Attachments that operators add, change and remove while the server runs. Changes happen one after the other. */
export class RunningAttachments extends AttachmentDesk {
  private readonly kept = new Map<string, AttachConfig>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: RunningAttachmentsParts) {
    super();
    for (const { config } of parts.attachments) {
      if (parts.origins.get(config.domain) === 'dashboard') this.kept.set(config.domain, config);
    }
  }

  override list(): readonly AttachmentView[] {
    return [...this.parts.attachments].map((one) => this.view(one));
  }

  override add(wish: AttachmentWish, actor: Actor) {
    return this.inTurn(async () => {
      if (this.parts.attachments.find(wish.domain) !== undefined) {
        return new AttachmentFault('exists', `${wish.domain} is attached already`);
      }
      const config = this.checked(wish);
      if (config instanceof AttachmentFault) return config;
      const deaf = await this.answerFor([...this.configs(), config]);
      if (deaf !== undefined) return deaf;
      await this.record('attachment-added', config, actor);
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      await privateFolder(join(this.parts.config.dataDir, 'secrets'));
      await writePrivate(config.secretFile ?? '', `${secret}\n`);
      await this.keep(new Map([...this.kept, [config.domain, config]]));
      return this.view(this.parts.attachments.add(config));
    });
  }

  override change(domain: string, change: AttachmentChange, actor: Actor) {
    return this.inTurn(async () => {
      const before = this.changeable(domain);
      if (before instanceof AttachmentFault) return before;
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      const wish = { ...before, ...Object.fromEntries(given) } as AttachmentWish;
      const config = this.checked({ ...wish, name: wish.name ?? undefined });
      if (config instanceof AttachmentFault) return config;
      const deaf = await this.answerFor([...this.configs(domain), config]);
      if (deaf !== undefined) return deaf;
      await this.record('attachment-changed', config, actor);
      await this.keep(new Map([...this.kept, [domain, config]]));
      this.parts.attachments.remove(domain);
      return this.view(this.parts.attachments.add(config));
    });
  }

  override remove(domain: string, actor: Actor) {
    return this.inTurn(async () => {
      const config = this.changeable(domain);
      if (config instanceof AttachmentFault) return config;
      await this.record('attachment-removed', config, actor);
      await this.keep(new Map([...this.kept].filter(([one]) => one !== domain)));
      this.parts.attachments.remove(domain);
      await this.answerFor(this.configs());
      await rm(config.secretFile ?? '', { force: true });
      await rm(tokenFile(this.parts.config.dataDir, domain), { force: true });
      return undefined;
    });
  }

  override async snippet(
    domain: string,
    actor: Actor,
  ): Promise<AttachmentSnippet | AttachmentFault> {
    const config = this.parts.attachments.find(domain)?.config;
    if (config === undefined) return missing(domain);
    const secret = readSecret(config);
    if (secret instanceof LinkProblem) return new AttachmentFault('no-secret', secret.text);
    await this.record('attachment-secret-shown', config, actor);
    const auth = await kitAuth(this.parts.config, config);
    const { parts, reload } = attachKit({ config, secret, mirroring: 'companion', auth });
    return {
      parts: parts.map(({ title, file, language, text }) => ({ title, file, language, text })),
      reload,
    };
  }

  override async check(domain: string): Promise<readonly Finding[] | AttachmentFault> {
    if (this.parts.attachments.find(domain) === undefined) return missing(domain);
    return this.parts.checkup.lookAtComponent(domain);
  }

  override watch(listener: () => void): () => void {
    return this.parts.attachments.observe(listener);
  }

  private view({ config, link, mirrored }: Attachment): AttachmentView {
    const { phase, since, problem, handshakeMs, reconnects } = link.state;
    const { figures, lastCopyAt } = mirrored.reader;
    const { domain, server, address, hosts, accounts, name, links } = config;
    const isKept = this.kept.has(domain);
    return {
      ...{ domain, server, address, hosts, accounts, name, links },
      origin: isKept ? 'dashboard' : (this.parts.origins.get(domain) ?? 'file'),
      phase,
      since,
      problem: problem && {
        code: problem.code,
        text: problem.text,
        fix: linkFix(problem.code, config),
      },
      handshakeMs,
      reconnects,
      mirroring: { copies: figures.copies, shed: figures.shed, lastCopyAt },
    };
  }

  /** Of all attachments, or of all but one. */
  private configs(but?: string): readonly AttachConfig[] {
    return [...this.parts.attachments]
      .map(({ config }) => config)
      .filter(({ domain }) => domain !== but);
  }

  /** Host servers that keep accounts here are answered before they can ask. */
  private async answerFor(attach: readonly AttachConfig[]): Promise<AttachmentFault | undefined> {
    try {
      await this.parts.authApi.serve(attach);
      return undefined;
    } catch (error) {
      if (!(error instanceof StartFault)) throw error;
      await this.parts.authApi.serve(this.configs());
      return new AttachmentFault('invalid', error.message);
    }
  }

  private changeable(domain: string): AttachConfig | AttachmentFault {
    if (this.parts.attachments.find(domain) === undefined) return missing(domain);
    const config = this.kept.get(domain);
    const text = `${domain} stands in the configuration: change it there`;
    return config ?? new AttachmentFault('read-only', text);
  }

  /** What the configuration would say of it. */
  private checked(wish: AttachmentWish): AttachConfig | AttachmentFault {
    for (const domain of [wish.domain, ...wish.hosts]) {
      const jid = Jid.parse(domain);
      // a domain is also the name of a file: prepared, it holds no slash and does not begin with a dot
      if (jid instanceof Jid && jid.full === domain && jid.local === undefined) continue;
      return new AttachmentFault('invalid', `${domain} is no domain name (write it in lower case)`);
    }
    if (this.parts.ownDomains.includes(wish.domain)) {
      return new AttachmentFault('invalid', `${wish.domain} is served here already`);
    }
    const { domain, server, address, hosts, accounts, name, links } = wish;
    const secretFile = join(this.parts.config.dataDir, 'secrets', domain);
    const entry = { domain, server, address, hosts, accounts, name, links, secretFile };
    const parsed = attachSchema.safeParse(entry);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const place = issue?.path.join('.') ?? '';
    return new AttachmentFault(
      'invalid',
      `${place === '' ? '' : `${place}: `}${issue?.message ?? ''}`,
    );
  }

  /** First the record: what cannot be recorded is not done. */
  private record(action: string, { domain, server, address }: AttachConfig, actor: Actor) {
    const at = this.parts.now();
    const data = { host: domain, server, address };
    return this.parts.audit.append(deedEntry({ at, kind: 'operator-action', action, data }, actor));
  }

  private async keep(all: ReadonlyMap<string, AttachConfig>): Promise<void> {
    await writeAttachments(this.parts.config.dataDir, [...all.values()]);
    this.kept.clear();
    for (const [domain, config] of all) this.kept.set(domain, config);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    // one that fails is told to whoever asked for it, and is in nobody else's way
    this.last = done.catch(() => undefined);
    return done;
  }
}

function missing(domain: string): AttachmentFault {
  return new AttachmentFault('not-found', `nothing is attached as ${domain}`);
}
