import {
  AttachmentDesk,
  AttachmentFault,
  type AttachmentChange,
  type AttachmentView,
  type AttachmentWish,
} from '../attachments/attachment-desk.js';
import type { Finding } from '../health/finding.js';
import { HealthDesk, ProofFault, type ProvenTransfer } from '../health/health-desk.js';

const missing = (domain: string) => new AttachmentFault('not-found', `nothing is ${domain}`);

/** Attachments without links. */
export class MemoryAttachments extends AttachmentDesk {
  readonly rows = new Map<string, AttachmentView>();
  private readonly listeners = new Set<() => void>();

  override list() {
    return [...this.rows.values()];
  }

  override add(wish: AttachmentWish) {
    if (this.rows.has(wish.domain)) {
      return Promise.resolve(new AttachmentFault('exists', `${wish.domain} is attached`));
    }
    return Promise.resolve(this.put(wish, 'dashboard'));
  }

  override change(domain: string, change: AttachmentChange) {
    const row = this.rows.get(domain);
    if (row === undefined) return Promise.resolve(missing(domain));
    if (row.origin !== 'dashboard') {
      return Promise.resolve(new AttachmentFault('read-only', 'it stands in waybill.yml'));
    }
    const { hosts = row.hosts, address = row.address, name = row.name } = change;
    const changed = { ...row, hosts, address, name: name ?? undefined };
    return Promise.resolve(this.put(changed, 'dashboard'));
  }

  override remove(domain: string) {
    const gone = this.rows.delete(domain);
    this.tell();
    return Promise.resolve(gone ? undefined : missing(domain));
  }

  override snippet(domain: string) {
    if (!this.rows.has(domain)) return Promise.resolve(missing(domain));
    const part = { title: 'global', file: 'prosody.cfg.lua', language: 'lua', text: 'x' } as const;
    return Promise.resolve({ parts: [part], reload: 'prosodyctl reload' });
  }

  override check(domain: string): Promise<readonly Finding[] | AttachmentFault> {
    if (!this.rows.has(domain)) return Promise.resolve(missing(domain));
    return Promise.resolve([
      { area: 'component', check: 'handshake', subject: domain, level: 'ok', text: 'accepted' },
    ]);
  }

  override watch(listener: () => void) {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Puts one there. */
  put(wish: AttachmentWish, origin: AttachmentView['origin']): AttachmentView {
    const view: AttachmentView = {
      ...wish,
      links: wish.links ?? 1,
      origin,
      phase: 'waiting',
      since: 0,
      problem: { code: 'wrong-secret', text: 'another secret', fix: 'paste it' },
      handshakeMs: undefined,
      reconnects: 0,
      mirroring: { copies: 0, shed: 0, lastCopyAt: undefined },
    };
    this.rows.set(wish.domain, view);
    this.tell();
    return view;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** A report that is always the same, and transfers that always work. */
export class MemoryHealth extends HealthDesk {
  runs = 0;

  override latest() {
    return this.run();
  }

  override run() {
    this.runs++;
    const finding: Finding = { area: 'db', check: 'integrity', level: 'ok', text: 'whole' };
    return Promise.resolve({ findings: [finding], checkedAt: 0 });
  }

  override testTransfer(
    domain: string | undefined,
    bytes: number,
  ): Promise<ProvenTransfer | ProofFault> {
    if (domain === 'nowhere.example.org') {
      return Promise.resolve(new ProofFault('unknown-domain', 'nothing is attached as that'));
    }
    if (domain === 'down.example.org') {
      return Promise.resolve(new ProofFault('failed', 'not linked', 'waybill check component'));
    }
    const streamhost = { jid: 'proxy.example.org', host: '192.0.2.1', port: 7777 };
    const sha256 = '0'.repeat(64);
    const transferId = '0190-0';
    return Promise.resolve({
      transferId,
      bytes,
      milliseconds: 500,
      sha256,
      streamhost,
      routed: true,
    });
  }
}
