import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { deedEntry } from '../audit/actor-entries.js';
import type { Actor, AuditEntry } from '../audit/audit-entry.js';
import type { ApiKey, ApiKeyStore, KeyScope } from './api-key.js';
import type { OperatorStore } from './operator.js';

const DAY_MS = 86_400_000;
/** A use is written down this often at most. */
const TOUCH_EVERY_MS = 60_000;
const MAX_NAME = 100;
const MAX_DAYS = 3650;
const MAX_OPEN = 200;
// The prefix lets scanners of source code and logs find a key that got lost
const SECRET = /^wbk_[\w-]{43}$/;

export type KeyFaultCode = 'bad-value' | 'not-found' | 'too-many';

/** Why a key was not made or revoked. */
export class KeyFault {
  constructor(
    readonly code: KeyFaultCode,
    readonly text: string,
  ) {}
}

export interface KeyWish {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  /** 1 to 3650; never where it is left out. */
  readonly expiresInDays?: number | undefined;
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** Whether a key works at an instant. */
export function keyWorks({ expiresAt, revokedAt }: ApiKey, now: number): boolean {
  return revokedAt === undefined && (expiresAt === undefined || expiresAt > now);
}

/** The keys of programs. */
export class KeyRing {
  constructor(
    private readonly keys: ApiKeyStore,
    private readonly operators: Pick<OperatorStore, 'find' | 'findByName'>,
    private readonly now: () => number,
  ) {}

  /** @returns the key with its secret, for showing once */
  async make(
    { name, scopes, expiresInDays }: KeyWish,
    actor: Actor,
  ): Promise<{ readonly key: ApiKey; readonly secret: string } | KeyFault> {
    const trimmed = name.trim();
    if (trimmed === '' || trimmed.length > MAX_NAME || /\p{C}/u.test(trimmed)) {
      return new KeyFault('bad-value', `a name has 1 to ${MAX_NAME} printable characters`);
    }
    if (scopes.length === 0) return new KeyFault('bad-value', 'a key without scopes opens nothing');
    if (expiresInDays !== undefined && !(expiresInDays >= 1 && expiresInDays <= MAX_DAYS)) {
      return new KeyFault('bad-value', `the expiry is 1 to ${MAX_DAYS} days`);
    }
    const createdAt = this.now();
    const open = (await this.keys.list()).filter((key) => keyWorks(key, createdAt));
    if (open.length >= MAX_OPEN) return new KeyFault('too-many', `there are ${MAX_OPEN} keys`);
    const secret = `wbk_${randomBytes(32).toString('base64url')}`;
    const key: ApiKey = {
      id: randomUUID(),
      name: trimmed,
      scopes: [...new Set(scopes)].sort(),
      createdAt,
      createdBy: actor.name ?? 'command line',
      createdById: await this.idOf(actor),
      expiresAt: expiresInDays === undefined ? undefined : createdAt + expiresInDays * DAY_MS,
    };
    await this.keys.add(key, hashOf(secret), this.entry('key-made', key, actor));
    return { key, secret };
  }

  list(): Promise<readonly ApiKey[]> {
    return this.keys.list();
  }

  async revoke(id: string, actor: Actor): Promise<ApiKey | KeyFault> {
    const key = await this.keys.find(id);
    if (key === undefined) return new KeyFault('not-found', 'there is no such key');
    const revokedAt = this.now();
    const entry = this.entry('key-revoked', key, actor);
    if (await this.keys.revoke(id, revokedAt, entry)) return { ...key, revokedAt };
    return new KeyFault('not-found', 'the key is revoked already');
  }

  /** The key of a secret, while it and whoever made it may come in. Counts as use. */
  async admit(secret: string, address: string): Promise<ApiKey | undefined> {
    if (!SECRET.test(secret)) return undefined;
    // looked up by hash: nothing of the comparison can be timed that a guesser could steer
    const key = await this.keys.findByHash(hashOf(secret));
    const at = this.now();
    if (key === undefined || !keyWorks(key, at) || (await this.isMakerLocked(key)))
      return undefined;
    const isNews = address !== key.lastUsedAddress || at - (key.lastUsedAt ?? 0) >= TOUCH_EVERY_MS;
    if (isNews) await this.keys.used(key.id, at, address);
    return key;
  }

  private async idOf({ kind, name }: Actor): Promise<string | undefined> {
    if (kind !== 'operator' || name === undefined) return undefined;
    return (await this.operators.findByName(name))?.operator.id;
  }

  private async isMakerLocked({ createdById }: ApiKey): Promise<boolean> {
    if (createdById === undefined) return false;
    return (await this.operators.find(createdById))?.lockedAt !== undefined;
  }

  private entry(action: string, key: ApiKey, actor: Actor): AuditEntry {
    const data = {
      key: key.id,
      scopes: key.scopes.join(' '),
      ...(key.expiresAt === undefined ? {} : { expiresAt: key.expiresAt }),
    };
    const personal = { keyName: key.name };
    const at = this.now();
    return deedEntry({ at, kind: 'operator-action', action, data, personal }, actor);
  }
}
