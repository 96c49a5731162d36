import type { Jid } from '@waybill/core';
import { deedEntry } from '../audit/actor-entries.js';
import type { Actor, AuditEntry } from '../audit/audit-entry.js';
import type { AuditLog } from '../audit/audit-log.js';
import { AccountFault } from './account-directory.js';
import type { AccountStatus } from './account.js';
import type { HostAccountNote, HostAccountStore, HostLock } from './host-account-store.js';
import {
  HostFault,
  type HostAbilities,
  type HostAdministration,
  type HostCommand,
  type HostLimit,
  type HostStatistics,
} from './host-administration.js';
import { generatePassword, passwordFault, preparePassword } from './password-rules.js';

const MAX_TEXT = 1000;

/** An account that a host server keeps. What the host server does not tell is undefined. */
export interface HostAccount {
  readonly jid: string;
  readonly localpart: string;
  readonly domain: string;
  readonly status: AccountStatus;
  readonly lock: HostLock | undefined;
  readonly note: string | undefined;
  readonly online: boolean | undefined;
}

export interface HostAccountDetail extends HostAccount {
  /** Epoch milliseconds. */
  readonly lastSeenAt: number | undefined;
  readonly statistics: HostStatistics | undefined;
}

export interface HostAccountFilter {
  /** Part of the bare JID or note, case ignored. */
  readonly text?: string | undefined;
  readonly status?: AccountStatus | undefined;
}

export interface HostAccountPage {
  readonly accounts: readonly HostAccount[];
  /** All that match. */
  readonly total: number;
  /** Bare JID to ask on from; undefined on the last page. */
  readonly next: string | undefined;
}

export interface HostDirectoryParts {
  readonly administration: HostAdministration;
  readonly notes: HostAccountStore;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly now: () => number;
}

type Refusal = HostFault | AccountFault;

const cannot = (limit: HostLimit, text: string) => new HostFault('host-cannot', text, limit);
/** By code unit, as pages are cut. */
const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The accounts of one virtual host that a host server keeps, and the rules for changing them. Each change is
 * in the record twice: before the host server is asked, and with what it answered.
 */
export class HostAccountDirectory {
  constructor(private readonly parts: HostDirectoryParts) {}

  get host(): string {
    return this.parts.administration.host;
  }

  /** What can be done here, and for the rest why it cannot. */
  async abilities(): Promise<HostAbilities> {
    const commands = await this.parts.administration.commands();
    const lacking = commands instanceof HostFault ? limitOf(commands) : ('not-offered' as const);
    const has = commands instanceof HostFault ? new Set<HostCommand>() : commands;
    const needs = (command: HostCommand) => (has.has(command) ? undefined : lacking);
    return {
      list: needs('get-registered-users-list'),
      add: needs('add-user'),
      remove: needs('delete-user'),
      password: needs('change-user-password'),
      lock: has.has('disable-user') ? undefined : needs('change-user-password'),
      unlock:
        has.has('disable-user') || !has.has('change-user-password')
          ? needs('reenable-user')
          : 'unlock-needs-password',
      endSessions: needs('end-user-session'),
      lastSeen: needs('get-user-lastlogin'),
      statistics: needs('user-stats'),
    };
  }

  /** A page of the accounts, by bare JID. @param after the `next` of the page before */
  async list(
    filter: HostAccountFilter,
    limit: number,
    after?: string,
  ): Promise<HostAccountPage | HostFault> {
    const view = await this.viewer();
    if (view instanceof HostFault) return view;
    const registered = await this.parts.administration.list('registered');
    if (registered instanceof HostFault) return registered;
    const text = filter.text?.toLowerCase();
    const all = [...new Set(registered)].sort(inOrder).map(view);
    const found = all.filter(
      (one) =>
        (filter.status ?? one.status) === one.status &&
        (text === undefined || `${one.jid}\n${one.note ?? ''}`.toLowerCase().includes(text)),
    );
    const rest = after === undefined ? found : found.filter(({ jid }) => jid > after);
    const accounts = rest.slice(0, limit);
    const next = rest.length > limit ? accounts.at(-1)?.jid : undefined;
    return { accounts, total: found.length, next };
  }

  /** One account, with all that the host server tells of it. */
  async detail(jid: Jid): Promise<HostAccountDetail | HostFault> {
    const { administration } = this.parts;
    const commands = await administration.commands();
    if (commands instanceof HostFault) return commands;
    const missing = await this.missing(jid, commands);
    if (missing !== undefined) return missing;
    const [view, statistics, lastSeenAt] = await Promise.all([
      this.viewer(commands),
      commands.has('user-stats') ? administration.statistics(jid.bare) : undefined,
      commands.has('get-user-lastlogin') ? administration.lastSeen(jid.bare) : undefined,
    ]);
    for (const part of [view, statistics, lastSeenAt]) {
      if (part instanceof HostFault && part.code !== 'host-cannot') return part;
    }
    if (view instanceof HostFault) return view;
    return {
      ...view(jid.bare),
      statistics: statistics instanceof HostFault ? undefined : statistics,
      lastSeenAt: lastSeenAt instanceof HostFault ? undefined : lastSeenAt,
    };
  }

  /** @returns the password if it was made here; or what is in the way */
  async add(
    account: {
      readonly jid: Jid;
      readonly password?: string | undefined;
      readonly note?: string | undefined;
    },
    actor: Actor,
  ): Promise<{ readonly password?: string } | Refusal> {
    const { jid, note } = account;
    if (jid.local === undefined || !jid.isBare || jid.domain !== this.host) {
      return new AccountFault('not-an-account', `an account address is name@${this.host}`);
    }
    if ((note?.length ?? 0) > MAX_TEXT) return tooLong('note');
    const keys = checkedPassword(jid, account.password);
    if (keys instanceof AccountFault) return keys;
    const { administration } = this.parts;
    const fault = await this.carryOut(
      { action: 'host-account-added', jid, actor },
      () => administration.add(jid.bare, keys.prepared),
      note === undefined || note === '' ? undefined : (old) => ({ ...old, note }),
    );
    return fault ?? keys.generated;
  }

  /** Sets a password; an account that was locked by replacing its password is unlocked by that. */
  async setPassword(
    jid: Jid,
    password: string | undefined,
    actor: Actor,
  ): Promise<{ readonly password?: string } | Refusal> {
    const keys = checkedPassword(jid, password);
    if (keys instanceof AccountFault) return keys;
    const { administration } = this.parts;
    const commands = await administration.commands();
    if (commands instanceof HostFault) return commands;
    const missing = await this.missing(jid, commands);
    if (missing !== undefined) return missing;
    const fault = await this.carryOut(
      { action: 'host-password-changed', jid, actor },
      () => administration.setPassword(jid.bare, keys.prepared),
      (old) => (old.lock?.by === 'password' ? { ...old, lock: undefined } : old),
    );
    return fault ?? keys.generated;
  }

  /** Keeps the account out and ends its sessions: by the host server's own lock, else by another password. */
  async lock(
    jid: Jid,
    reason: string | undefined,
    actor: Actor,
  ): Promise<HostAccountDetail | Refusal> {
    if ((reason?.length ?? 0) > MAX_TEXT) return tooLong('reason');
    const { administration, now } = this.parts;
    const commands = await administration.commands();
    if (commands instanceof HostFault) return commands;
    const by = commands.has('disable-user') ? 'disabled' : 'password';
    if (by === 'password' && !commands.has('change-user-password')) {
      return cannot('not-offered', `${this.host} offers neither a lock nor a change of passwords`);
    }
    const missing = await this.missing(jid, commands);
    if (missing !== undefined) return missing;
    const bar = () =>
      by === 'disabled'
        ? administration.disable(jid.bare)
        : administration.setPassword(jid.bare, generatePassword());
    const lock: HostLock = { by, at: now(), reason: reason === '' ? undefined : reason };
    const fault = await this.carryOut(
      { action: 'host-account-locked', jid, actor, by },
      async () => {
        const refused = await bar();
        if (refused !== undefined || !commands.has('end-user-session')) return refused;
        return administration.endSessions(jid.bare);
      },
      (old) => ({ ...old, lock }),
    );
    return fault ?? this.detail(jid);
  }

  async unlock(jid: Jid, actor: Actor): Promise<HostAccountDetail | Refusal> {
    const known = await this.parts.notes.find(jid.bare);
    if (known?.lock?.by === 'password') {
      const text = 'the lock replaced the password, which nobody can bring back: set a new one';
      return cannot('unlock-needs-password', text);
    }
    const { administration } = this.parts;
    const fault = await this.carryOut(
      { action: 'host-account-unlocked', jid, actor },
      () => administration.enable(jid.bare),
      (old) => ({ ...old, lock: undefined }),
    );
    return fault ?? this.detail(jid);
  }

  /** Has the host server remove the account with all that it keeps for it. */
  async remove(jid: Jid, actor: Actor): Promise<Refusal | undefined> {
    const { administration } = this.parts;
    const commands = await administration.commands();
    if (commands instanceof HostFault) return commands;
    const missing = await this.missing(jid, commands);
    if (missing !== undefined) return missing;
    return this.carryOut(
      { action: 'host-account-removed', jid, actor },
      () => administration.remove(jid.bare),
      (old) => ({ ...old, note: undefined, lock: undefined }),
    );
  }

  async endSessions(jid: Jid, actor: Actor): Promise<Refusal | undefined> {
    const { administration } = this.parts;
    return this.carryOut({ action: 'host-sessions-ended', jid, actor }, () =>
      administration.endSessions(jid.bare),
    );
  }

  /** The remark is kept here; the host server never learns of it. */
  async setNote(
    jid: Jid,
    note: string | undefined,
    actor: Actor,
  ): Promise<HostAccountDetail | Refusal> {
    if ((note?.length ?? 0) > MAX_TEXT) return tooLong('note');
    const found = await this.detail(jid);
    if (found instanceof HostFault) return found;
    const { notes } = this.parts;
    const kept = note === '' ? undefined : note;
    const entry = this.entry({ action: 'note-changed', jid, actor }, 'done');
    await notes.put({ jid: jid.bare, host: this.host, note: kept, lock: found.lock }, entry);
    return { ...found, note: kept };
  }

  /** Makes an account of an address, from what is known of all of them. */
  private async viewer(
    known?: ReadonlySet<HostCommand>,
  ): Promise<((jid: string) => HostAccount) | HostFault> {
    const { administration, notes } = this.parts;
    const commands = known ?? (await administration.commands());
    if (commands instanceof HostFault) return commands;
    const named = (command: HostCommand, which: 'online' | 'disabled') =>
      commands.has(command) ? administration.list(which) : undefined;
    const [online, disabled, remembered] = await Promise.all([
      named('get-online-users-list', 'online'),
      named('get-disabled-users-list', 'disabled'),
      notes.ofHost(this.host),
    ]);
    if (online instanceof HostFault) return online;
    if (disabled instanceof HostFault) return disabled;
    const [isOnline, isDisabled] = [new Set(online), new Set(disabled)];
    const byJid = new Map(remembered.map((one) => [one.jid, one]));
    return (jid) => {
      const { lock, note } = byJid.get(jid) ?? {};
      // the host server's word counts where it has one
      const unlockedThere = lock?.by === 'disabled' && disabled !== undefined;
      const locked = isDisabled.has(jid) || (lock !== undefined && !unlockedThere);
      return {
        jid,
        localpart: jid.slice(0, jid.indexOf('@')),
        domain: this.host,
        status: locked ? 'locked' : 'active',
        lock: locked ? lock : undefined,
        note,
        online: online === undefined ? undefined : isOnline.has(jid),
      };
    };
  }

  /** Tells an account that is not there, where the host server can tell; some crash on one. */
  private async missing(
    jid: Jid,
    commands: ReadonlySet<HostCommand>,
  ): Promise<HostFault | undefined> {
    const { administration } = this.parts;
    if (!commands.has('get-registered-users-list')) {
      // Prosody without our module: it says so itself
      const known = commands.has('user-stats') ? await administration.statistics(jid.bare) : {};
      return known instanceof HostFault ? known : undefined;
    }
    const registered = await administration.list('registered');
    if (registered instanceof HostFault) return registered;
    if (registered.includes(jid.bare)) return undefined;
    return new HostFault('not-found', 'there is no such account');
  }

  private async carryOut(
    deed: HostDeed,
    ask: () => Promise<HostFault | undefined>,
    remember?: (old: HostAccountNote) => HostAccountNote,
  ): Promise<HostFault | undefined> {
    const { audit, notes } = this.parts;
    // first the record: what can't be recorded is not done
    await audit.append(this.entry(deed, 'asked'));
    const fault = await ask();
    const entry = this.entry(deed, fault?.limit ?? fault?.code ?? 'done');
    if (fault === undefined && remember !== undefined) {
      const { bare } = deed.jid;
      const fresh = { jid: bare, host: this.host, note: undefined, lock: undefined };
      await notes.put(remember((await notes.find(bare)) ?? fresh), entry);
    } else {
      await audit.append(entry);
    }
    return fault;
  }

  private entry({ action, jid, actor, by }: HostDeed, outcome: string): AuditEntry {
    const data = { host: this.host, outcome, ...(by !== undefined && { by }) };
    const at = this.parts.now();
    const personal = { jid: jid.bare };
    return deedEntry({ at, kind: 'account-change', action, data, personal }, actor);
  }
}

interface HostDeed {
  readonly action: string;
  readonly jid: Jid;
  readonly actor: Actor;
  readonly by?: HostLock['by'];
}

const tooLong = (what: string) =>
  new AccountFault('bad-value', `the ${what} has more than ${MAX_TEXT} characters`);

const limitOf = (fault: HostFault): HostLimit =>
  fault.limit ?? (fault.code === 'host-unreachable' ? 'unreachable' : 'no-rights');

/** The password in the form that clients hash it in as well. @see RFC 5802 §2.2 */
function checkedPassword(jid: Jid, given: string | undefined) {
  const password = given ?? generatePassword();
  const fault = passwordFault(password, [jid.local ?? '', jid.bare]);
  const prepared = preparePassword(password);
  if (fault !== undefined || prepared === undefined) {
    return new AccountFault('weak-password', 'choose another password', fault);
  }
  return { prepared, generated: given === undefined ? { password } : {} };
}
