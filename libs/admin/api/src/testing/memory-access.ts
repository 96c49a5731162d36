import {
  ApiKeyStore,
  LinkStore,
  SavedViewStore,
  SecondFactorStore,
  linkStatus,
  type ApiKey,
  type AuditEntry,
  type LinkKind,
  type OneTimeLink,
  type SavedView,
  type SealedSecret,
} from '@waybill/domain';

/** Links in memory. */
export class MemoryLinks extends LinkStore {
  readonly rows = new Map<string, { link: OneTimeLink; hash: string }>();

  constructor(private readonly entries: AuditEntry[]) {
    super();
  }

  override add(link: OneTimeLink, hash: string, entry: AuditEntry) {
    for (const row of this.rows.values()) {
      const same = link.subject !== undefined && row.link.subject === link.subject;
      if (same) row.link = { ...row.link, revokedAt: link.createdAt };
    }
    this.rows.set(link.id, { link, hash });
    this.entries.push(entry);
    return Promise.resolve();
  }

  override find(id: string) {
    return Promise.resolve(this.rows.get(id)?.link);
  }

  override findByToken(hash: string) {
    return Promise.resolve([...this.rows.values()].find((row) => row.hash === hash)?.link);
  }

  override list(kind: LinkKind, limit: number) {
    const links = [...this.rows.values()].map(({ link }) => link).reverse();
    const page = links.filter((link) => link.kind === kind).slice(0, limit);
    return Promise.resolve({ links: page, next: undefined });
  }

  override use(id: string, at: number, entry: AuditEntry) {
    const row = this.rows.get(id);
    if (row === undefined || linkStatus(row.link, at) !== 'open') return Promise.resolve(false);
    return this.change(id, { uses: row.link.uses + 1, lastUsedAt: at }, entry);
  }

  override async giveBack(id: string, entry: AuditEntry) {
    await this.change(id, { uses: (this.rows.get(id)?.link.uses ?? 1) - 1 }, entry);
  }

  override revoke(id: string, at: number, entry: AuditEntry) {
    if (this.rows.get(id)?.link.revokedAt !== undefined) return Promise.resolve(false);
    return this.change(id, { revokedAt: at }, entry);
  }

  override prune() {
    return Promise.resolve(0);
  }

  private change(id: string, change: Partial<OneTimeLink>, entry: AuditEntry) {
    const row = this.rows.get(id);
    if (row === undefined) return Promise.resolve(false);
    row.link = { ...row.link, ...change };
    this.entries.push(entry);
    return Promise.resolve(true);
  }
}

/** Keys in memory. */
export class MemoryKeys extends ApiKeyStore {
  readonly rows = new Map<string, { key: ApiKey; hash: string }>();

  constructor(private readonly entries: AuditEntry[]) {
    super();
  }

  override add(key: ApiKey, hash: string, entry: AuditEntry) {
    this.rows.set(key.id, { key, hash });
    this.entries.push(entry);
    return Promise.resolve();
  }

  override find(id: string) {
    return Promise.resolve(this.rows.get(id)?.key);
  }

  override findByHash(hash: string) {
    return Promise.resolve([...this.rows.values()].find((row) => row.hash === hash)?.key);
  }

  override list() {
    return Promise.resolve([...this.rows.values()].map(({ key }) => key).reverse());
  }

  override revoke(id: string, at: number, entry: AuditEntry) {
    const row = this.rows.get(id);
    if (row === undefined || row.key.revokedAt !== undefined) return Promise.resolve(false);
    row.key = { ...row.key, revokedAt: at };
    this.entries.push(entry);
    return Promise.resolve(true);
  }

  override used(id: string, at: number, address: string) {
    const row = this.rows.get(id);
    if (row !== undefined) row.key = { ...row.key, lastUsedAt: at, lastUsedAddress: address };
    return Promise.resolve();
  }
}

interface Factor {
  secret: SealedSecret;
  confirmedAt?: number;
  lastStep: number;
  readonly codes: Set<string>;
}

/** Second factors in memory. */
export class MemorySecondFactors extends SecondFactorStore {
  readonly rows = new Map<string, Factor>();

  constructor(private readonly entries: AuditEntry[]) {
    super();
  }

  override find(operatorId: string) {
    return Promise.resolve(this.rows.get(operatorId));
  }

  override offer(operatorId: string, secret: SealedSecret) {
    const free = this.rows.get(operatorId)?.confirmedAt === undefined;
    if (free) this.rows.set(operatorId, { secret, lastStep: 0, codes: new Set() });
    return Promise.resolve(free);
  }

  override confirm(
    operatorId: string,
    use: { readonly at: number; readonly step: number; readonly codeHashes: readonly string[] },
    entry: AuditEntry,
  ) {
    const row = this.rows.get(operatorId);
    if (row === undefined) return Promise.resolve(false);
    row.confirmedAt = use.at;
    row.lastStep = use.step;
    for (const hash of use.codeHashes) row.codes.add(hash);
    this.entries.push(entry);
    return Promise.resolve(true);
  }

  override useStep(operatorId: string, step: number) {
    const row = this.rows.get(operatorId);
    if (row === undefined || row.lastStep >= step) return Promise.resolve(false);
    row.lastStep = step;
    return Promise.resolve(true);
  }

  override useRecoveryCode(operatorId: string, hash: string, _at: number, entry: AuditEntry) {
    const used = this.rows.get(operatorId)?.codes.delete(hash) ?? false;
    if (used) this.entries.push(entry);
    return Promise.resolve(used);
  }

  override recoveryCodesLeft(operatorId: string) {
    return Promise.resolve(this.rows.get(operatorId)?.codes.size ?? 0);
  }

  override remove(operatorId: string, entry: AuditEntry) {
    const removed = this.rows.delete(operatorId);
    if (removed) this.entries.push(entry);
    return Promise.resolve(removed);
  }
}

/** Views in memory. */
export class MemoryViews extends SavedViewStore {
  readonly rows: { readonly operatorId: string; readonly view: SavedView }[] = [];

  override list(operatorId: string) {
    const own = this.rows.filter((row) => row.operatorId === operatorId);
    return Promise.resolve(own.map(({ view }) => view));
  }

  override add(operatorId: string, view: SavedView) {
    this.rows.push({ operatorId, view });
    return Promise.resolve();
  }

  override remove(operatorId: string, id: string) {
    const at = this.rows.findIndex((row) => row.operatorId === operatorId && row.view.id === id);
    if (at >= 0) this.rows.splice(at, 1);
    return Promise.resolve(at >= 0);
  }
}
