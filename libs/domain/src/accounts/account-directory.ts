import { randomUUID } from 'node:crypto';
import { Jid } from '@waybill/core';
import { deedEntry } from '../audit/actor-entries.js';
import type { Actor, AuditEntry, AuditValue } from '../audit/audit-entry.js';
import type { Account, LegacySignIn } from './account.js';
import type {
  AccountChange,
  AccountCursor,
  AccountFilter,
  AccountPage,
  AccountSort,
  AccountStore,
} from './account-store.js';
import type { KeyDerivation } from './key-derivation.js';
import { newLegacySecret, type LegacyVault } from './legacy-vault.js';
import {
  generatePassword,
  passwordFault,
  preparePassword,
  type PasswordFault,
} from './password-rules.js';
import { MIN_SCRAM_ITERATIONS, newScramKeys } from './scram.js';

const DAY_MS = 86_400_000;
const LEGACY_DEFAULT_DAYS = 90;
const MAX_TEXT = 1000;
const PAGE = 200;
const UNLOCKED = { status: 'active', lockedReason: undefined, lockedUntil: undefined } as const;

export type AccountFaultCode =
  | 'exists'
  | 'not-found'
  /** The address has no localpart, or a resource. */
  | 'not-an-account'
  /** The domain is not one of ours. */
  | 'foreign-domain'
  | 'weak-password'
  | 'no-legacy-sign-in'
  | 'bad-value';

/** Why a change of accounts was not made. */
export class AccountFault {
  constructor(
    readonly code: AccountFaultCode,
    readonly text: string,
    /** With `weak-password`: what is wrong with it. */
    readonly password?: PasswordFault,
  ) {}
}

/** What happened to an account. Sessions of a locked or removed one end at once. */
export type AccountEventKind =
  'added' | 'locked' | 'unlocked' | 'removed' | 'password-changed' | 'legacy-sign-in-ended';

export interface AccountEvent {
  readonly kind: AccountEventKind;
  /** Bare JID. */
  readonly jid: string;
  /** Who did it; a host server already knows of what it asked for. */
  readonly by: Actor['kind'];
}

export interface DirectoryParts {
  readonly accounts: AccountStore;
  readonly derivation: KeyDerivation;
  readonly vault: LegacyVault;
  readonly now: () => number;
  /** Domains that accounts may be made on, as they are now: attachments come and go. */
  readonly domains: readonly string[];
  /** SCRAM rounds of new passwords; at least 4096. */
  readonly iterations: number;
}

export interface NewAccount {
  readonly jid: Jid;
  /** Left out: one is generated and given back. */
  readonly password?: string | undefined;
  readonly note?: string | undefined;
}

const notFound = () => new AccountFault('not-found', 'there is no such account');

/** The accounts kept here, and the rules for changing them. Every change is audited. */
export class AccountDirectory {
  private readonly listeners = new Set<(event: AccountEvent) => void>();

  constructor(private readonly parts: DirectoryParts) {
    if (parts.iterations < MIN_SCRAM_ITERATIONS) {
      throw new TypeError(`SCRAM needs at least ${MIN_SCRAM_ITERATIONS} iterations`);
    }
  }

  /** Calls `listener` after each change is on disk. @returns what ends that */
  observe(listener: (event: AccountEvent) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  find(jid: Jid): Promise<Account | undefined> {
    return this.parts.accounts.find(jid.bare);
  }

  list(
    filter: AccountFilter,
    sort: AccountSort,
    limit: number,
    after?: AccountCursor,
  ): Promise<AccountPage> {
    return this.parts.accounts.list(filter, sort, limit, after);
  }

  count(filter: AccountFilter = {}): Promise<number> {
    return this.parts.accounts.count(filter);
  }

  /** @returns the account, with its password if that was generated; or `exists`, `weak-password`, … */
  async add(
    { jid, password, note }: NewAccount,
    actor: Actor,
  ): Promise<{ readonly account: Account; readonly password?: string } | AccountFault> {
    if (jid.local === undefined || !jid.isBare) {
      return new AccountFault('not-an-account', 'an account address is name@domain');
    }
    if (!this.parts.domains.includes(jid.domain)) {
      return new AccountFault('foreign-domain', `${jid.domain} is not a domain of this server`);
    }
    if ((note?.length ?? 0) > MAX_TEXT) return tooLong('note');
    const keys = await this.keysOf(jid, password);
    if (keys instanceof AccountFault) return keys;
    const account: Account = {
      id: randomUUID(),
      localpart: jid.local,
      domain: jid.domain,
      jid: jid.bare,
      status: 'active',
      createdAt: this.parts.now(),
      note: note === '' ? undefined : note,
    };
    const entry = this.entry('account-added', account, actor);
    if (!(await this.parts.accounts.add(account, keys.scram, entry))) {
      return new AccountFault('exists', `${jid.bare} exists already`);
    }
    this.tell('added', jid, actor);
    return { account, ...keys.generated };
  }

  /** @returns the new password if it was generated; or `not-found`, `weak-password` */
  async setPassword(
    jid: Jid,
    password: string | undefined,
    actor: Actor,
  ): Promise<{ readonly password?: string } | AccountFault> {
    const account = await this.find(jid);
    if (account === undefined) return notFound();
    const keys = await this.keysOf(jid, password);
    if (keys instanceof AccountFault) return keys;
    const entry = this.entry('password-changed', account, actor);
    if (!(await this.parts.accounts.setKeys(jid.bare, keys.scram, entry))) return notFound();
    this.tell('password-changed', jid, actor);
    return keys.generated;
  }

  /**
   * Bars the account from signing in and ends its sessions. Locking twice changes reason and end.
   * @param until epoch milliseconds; for good where it is left out
   */
  async lock(
    jid: Jid,
    reason: string | undefined,
    actor: Actor,
    until?: number,
  ): Promise<Account | AccountFault> {
    if ((reason?.length ?? 0) > MAX_TEXT) return tooLong('reason');
    if (until !== undefined && until <= this.parts.now()) {
      return new AccountFault('bad-value', 'a lock ends in the future');
    }
    const lockedReason = reason === '' ? undefined : reason;
    const change = { status: 'locked', lockedReason, lockedUntil: until } as const;
    return this.change(jid, 'locked', change, actor);
  }

  async unlock(jid: Jid, actor: Actor): Promise<Account | AccountFault> {
    return this.change(jid, 'unlocked', UNLOCKED, actor);
  }

  /** Unlocks what was locked until a date that has passed; to be called now and then. @returns how many */
  async endExpiredLocks(): Promise<number> {
    const now = this.parts.now();
    let ended = 0;
    for await (const { jid, lockedUntil } of this.each({ status: 'locked' })) {
      if (lockedUntil === undefined || lockedUntil > now) continue;
      const address = Jid.parse(jid);
      if (address instanceof Jid) await this.unlock(address, { kind: 'server' });
      ended++;
    }
    return ended;
  }

  async setNote(jid: Jid, note: string | undefined, actor: Actor): Promise<Account | AccountFault> {
    if ((note?.length ?? 0) > MAX_TEXT) return tooLong('note');
    return this.change(jid, undefined, { note: note === '' ? undefined : note }, actor);
  }

  /** Removes the account and what it owns: roster, waiting messages, vCard, private data. Its transfers stay. */
  async remove(jid: Jid, actor: Actor): Promise<Account | AccountFault> {
    const account = await this.find(jid);
    if (account === undefined) return notFound();
    const entry = this.entry('account-removed', account, actor);
    if (!(await this.parts.accounts.remove(jid.bare, entry))) return notFound();
    this.tell('removed', jid, actor);
    return account;
  }

  /**
   * Allows digest logins with a second, random secret; a new call makes a new secret.
   * @param options `expiresInDays` is 90 if left out; 'never' is possible
   * @returns the secret, for showing once
   */
  async enableLegacySignIn(
    jid: Jid,
    options: { readonly reason: string; readonly expiresInDays?: number | 'never' | undefined },
    actor: Actor,
  ): Promise<{ readonly secret: string; readonly mark: LegacySignIn } | AccountFault> {
    const days = options.expiresInDays ?? LEGACY_DEFAULT_DAYS;
    if (options.reason.length > MAX_TEXT) return tooLong('reason');
    if (days !== 'never' && !(days >= 1 && days <= 3650)) {
      return new AccountFault('bad-value', 'the expiry is 1 to 3650 days, or never');
    }
    const account = await this.find(jid);
    if (account === undefined) return notFound();
    const enabledAt = this.parts.now();
    const expiresAt = days === 'never' ? undefined : enabledAt + days * DAY_MS;
    const mark: LegacySignIn = { enabledAt, expiresAt, reason: options.reason };
    const secret = newLegacySecret();
    const owner = { accountId: account.id, jid: account.jid };
    const legacy = { mark, secret: this.parts.vault.seal(secret, owner) };
    const data = expiresAt === undefined ? {} : { expiresAt };
    const entry = this.entry('legacy-sign-in-enabled', account, actor, data);
    if (!(await this.parts.accounts.setLegacySignIn(jid.bare, legacy, entry))) return notFound();
    return { secret, mark };
  }

  /** Ends digest logins, and the sessions made by one. */
  async disableLegacySignIn(jid: Jid, actor: Actor): Promise<Account | AccountFault> {
    const account = await this.find(jid);
    if (account === undefined) return notFound();
    if (account.legacySignIn === undefined) {
      return new AccountFault('no-legacy-sign-in', 'the account has no legacy sign-in');
    }
    const entry = this.entry('legacy-sign-in-disabled', account, actor);
    await this.parts.accounts.setLegacySignIn(jid.bare, undefined, entry);
    this.tell('legacy-sign-in-ended', jid, actor);
    return { ...account, legacySignIn: undefined };
  }

  /** Ends legacy sign-ins that are past their date; to be called now and then. @returns how many */
  async endExpiredLegacySignIns(): Promise<number> {
    let ended = 0;
    for await (const account of this.each({ legacySignIn: true })) {
      const { expiresAt } = account.legacySignIn ?? {};
      if (expiresAt === undefined || expiresAt > this.parts.now()) continue;
      const actor: Actor = { kind: 'server' };
      const entry = this.entry('legacy-sign-in-expired', account, actor);
      await this.parts.accounts.setLegacySignIn(account.jid, undefined, entry);
      this.tell('legacy-sign-in-ended', { bare: account.jid }, actor);
      ended++;
    }
    return ended;
  }

  /** All accounts that match, by JID, a page in memory at a time. Accounts may change meanwhile. */
  async *each(filter: AccountFilter): AsyncGenerator<Account> {
    let after: AccountCursor | undefined;
    do {
      const page = await this.list(filter, 'jid', PAGE, after);
      yield* page.accounts;
      after = page.next;
    } while (after !== undefined);
  }

  private async change(
    jid: Jid,
    kind: 'locked' | 'unlocked' | undefined,
    change: Parameters<AccountStore['change']>[1],
    actor: Actor,
  ): Promise<Account | AccountFault> {
    const account = await this.find(jid);
    if (account === undefined) return notFound();
    const action = kind === undefined ? 'note-changed' : `account-${kind}`;
    const { data, personal } = difference(account, change);
    const entry = this.entry(action, account, actor, data, personal);
    if (!(await this.parts.accounts.change(jid.bare, change, entry))) return notFound();
    if (kind !== undefined) this.tell(kind, jid, actor);
    return { ...account, ...change };
  }

  private async keysOf(jid: Jid, given: string | undefined) {
    const password = given ?? generatePassword();
    const fault = passwordFault(password, [jid.local ?? '', jid.bare]);
    const prepared = preparePassword(password);
    if (fault !== undefined || prepared === undefined) {
      return new AccountFault('weak-password', 'choose another password', fault);
    }
    const { derivation, iterations } = this.parts;
    const scram = await newScramKeys(derivation, prepared, iterations);
    return { scram, generated: given === undefined ? { password } : {} };
  }

  private entry(
    action: string,
    account: Account,
    actor: Actor,
    data: Readonly<Record<string, AuditValue>> = {},
    more: Readonly<Record<string, string>> = {},
  ): AuditEntry {
    const at = this.parts.now();
    const personal = { ...more, jid: account.jid };
    const facts = { ...data, account: account.id };
    return deedEntry({ at, kind: 'account-change', action, data: facts, personal }, actor);
  }

  private tell(kind: AccountEventKind, { bare }: Pick<Jid, 'bare'>, { kind: by }: Actor): void {
    for (const listener of this.listeners) listener({ kind, jid: bare, by });
  }
}

/** What a change makes of an account, before and after; what people typed may be erased, so it is personal. */
function difference(account: Account, change: AccountChange) {
  const data: Record<string, AuditValue> = {};
  const personal: Record<string, string> = {};
  if (change.status !== undefined)
    Object.assign(data, { before: account.status, after: change.status });
  if (change.lockedUntil !== undefined) data['until'] = change.lockedUntil;
  const texts = { lockedReason: 'reason', note: 'note' } as const;
  for (const [key, name] of Object.entries(texts) as ['lockedReason' | 'note', string][]) {
    if (!(key in change) || account[key] === change[key]) continue;
    const [before, after] = [account[key], change[key]];
    if (before !== undefined) personal[`${name}Before`] = before;
    if (after !== undefined) personal[`${name}After`] = after;
  }
  return { data, personal };
}

const tooLong = (what: string) =>
  new AccountFault('bad-value', `the ${what} has more than ${MAX_TEXT} characters`);
