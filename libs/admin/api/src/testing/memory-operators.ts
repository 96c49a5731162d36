import { createHash } from 'node:crypto';
import {
  OperatorSessionStore,
  OperatorStore,
  PasswordHasher,
  SetupTokenStore,
  type AuditEntry,
  type Operator,
  type OperatorRole,
  type OperatorSession,
  type SetupToken,
} from '@waybill/domain';

interface Row {
  operator: Operator;
  passwordHash: string;
}

/** Operators and their sessions in memory, with the rules that the ports promise. */
export class MemoryOperators extends OperatorStore {
  readonly rows = new Map<string, Row>();

  constructor(
    private readonly entries: AuditEntry[],
    private readonly sessions: MemoryOperatorSessions,
  ) {
    super();
  }

  override async add(operator: Operator, passwordHash: string, entry: AuditEntry) {
    if ((await this.findByName(operator.name)) !== undefined) return false;
    this.rows.set(operator.id, { operator, passwordHash });
    this.entries.push(entry);
    return true;
  }

  override async addFirst(operator: Operator, passwordHash: string, entry: AuditEntry) {
    return this.rows.size === 0 && (await this.add(operator, passwordHash, entry));
  }

  override find(id: string) {
    return Promise.resolve(this.rows.get(id)?.operator);
  }

  override findByName(name: string) {
    const rows = [...this.rows.values()];
    return Promise.resolve(
      rows.find(({ operator }) => operator.name.toLowerCase() === name.toLowerCase()),
    );
  }

  override list() {
    return Promise.resolve([...this.rows.values()].map(({ operator }) => operator));
  }

  override count() {
    return Promise.resolve(this.rows.size);
  }

  override async setPassword(id: string, passwordHash: string, entry: AuditEntry) {
    const row = this.rows.get(id);
    if (row === undefined) return false;
    row.passwordHash = passwordHash;
    this.entries.push(entry);
    await this.sessions.removeAllOf(id);
    return true;
  }

  override async setRole(id: string, role: OperatorRole, entry: AuditEntry) {
    const row = this.rows.get(id);
    if (row === undefined) return false;
    row.operator = { ...row.operator, role };
    this.entries.push(entry);
    await this.sessions.removeAllOf(id);
    return true;
  }

  override async setLocked(id: string, at: number | undefined, entry: AuditEntry) {
    const row = this.rows.get(id);
    if (row === undefined) return false;
    const isOwner = ({ role, lockedAt }: Operator) => role === 'owner' && lockedAt === undefined;
    const owners = [...this.rows.values()].filter(({ operator }) => isOwner(operator));
    if (at !== undefined && isOwner(row.operator) && owners.length < 2) return false;
    row.operator = { ...row.operator, lockedAt: at };
    this.entries.push(entry);
    await this.sessions.removeAllOf(id);
    return true;
  }

  override setLocale(id: string, locale: string | undefined) {
    const row = this.rows.get(id);
    if (row !== undefined) row.operator = { ...row.operator, locale };
    return Promise.resolve();
  }

  override seen(id: string, at: number) {
    const row = this.rows.get(id);
    if (row !== undefined) row.operator = { ...row.operator, lastSeenAt: at };
    return Promise.resolve();
  }

  override async remove(id: string, entry: AuditEntry) {
    this.entries.push(entry);
    await this.sessions.removeAllOf(id);
    return this.rows.delete(id);
  }
}

export class MemoryOperatorSessions extends OperatorSessionStore {
  readonly rows = new Map<string, OperatorSession>();

  override add(session: OperatorSession) {
    this.rows.set(session.idHash, session);
    return Promise.resolve();
  }

  override find(idHash: string) {
    return Promise.resolve(this.rows.get(idHash));
  }

  override touch(idHash: string, usedAt: number) {
    const row = this.rows.get(idHash);
    if (row !== undefined) this.rows.set(idHash, { ...row, lastUsedAt: usedAt });
    return Promise.resolve();
  }

  override setProven(idHash: string, at: number) {
    const row = this.rows.get(idHash);
    if (row !== undefined) this.rows.set(idHash, { ...row, provenAt: at });
    return Promise.resolve();
  }

  override remove(idHash: string) {
    this.rows.delete(idHash);
    return Promise.resolve();
  }

  override removeAllOf(operatorId: string, exceptIdHash?: string) {
    for (const row of this.rows.values()) {
      if (row.operatorId === operatorId && row.idHash !== exceptIdHash) {
        this.rows.delete(row.idHash);
      }
    }
    return Promise.resolve();
  }

  override listOf(operatorId: string) {
    return Promise.resolve([...this.rows.values()].filter((row) => row.operatorId === operatorId));
  }

  override prune(now: number, unusedSinceAt: number) {
    const before = this.rows.size;
    for (const row of this.rows.values()) {
      if (row.expiresAt <= now || row.lastUsedAt <= unusedSinceAt) this.rows.delete(row.idHash);
    }
    return Promise.resolve(before - this.rows.size);
  }
}

export class MemorySetupTokens extends SetupTokenStore {
  private token: SetupToken | undefined;

  override put(token: SetupToken) {
    this.token = token;
    return Promise.resolve();
  }

  override current() {
    return Promise.resolve(this.token);
  }

  override clear() {
    this.token = undefined;
    return Promise.resolve();
  }
}

/** Fast, and counts its work: what a refusal cost can be compared. */
export class CountingHasher extends PasswordHasher {
  verified = 0;

  override hash(password: string) {
    return Promise.resolve(createHash('sha256').update(password).digest('hex'));
  }

  override async verify(hash: string, password: string) {
    this.verified++;
    return (await this.hash(password)) === hash;
  }
}
