import { randomUUID } from 'node:crypto';
import { Jid } from '@waybill/core';
import { AccountFault, type AccountDirectory } from '../accounts/account-directory.js';
import type { Account } from '../accounts/account.js';
import { passwordFault, type PasswordFault } from '../accounts/password-rules.js';
import { deedEntry } from '../audit/actor-entries.js';
import type { Actor, AuditEntry, AuditValue } from '../audit/audit-entry.js';
import { OperatorFault, type OperatorDirectory } from '../operators/operator-directory.js';
import type { Operator, OperatorStore } from '../operators/operator.js';
import { newTypedToken, typedTokenHash } from '../operators/typed-token.js';
import {
  linkStatus,
  type LinkCursor,
  type LinkKind,
  type LinkPage,
  type LinkStore,
  type OneTimeLink,
} from './one-time-link.js';

const HOUR_MS = 3_600_000;
const RESET_HOURS = 24;
const MAX_NOTE = 1000;

export const INVITE_LIMITS = { maxUses: 1000, maxHours: 24 * 365, defaultHours: 24 * 7 } as const;

export type LinkFaultCode =
  /** Wrong, used up, revoked or expired: whoever holds it hears the same. */
  'link-invalid' | 'foreign-domain' | 'bad-value' | 'not-found' | 'weak-password';

/** Why a link was not made or did not work. */
export class LinkFault {
  constructor(
    readonly code: LinkFaultCode,
    readonly text: string,
    readonly password?: PasswordFault,
  ) {}
}

export interface LinkDeskParts {
  readonly links: LinkStore;
  readonly accounts: AccountDirectory;
  readonly operators: OperatorStore;
  readonly operatorDirectory: OperatorDirectory;
  /** Domains that people may be invited to. */
  readonly domains: readonly string[];
  readonly now: () => number;
}

/** A link with its token, which is given out once. */
export interface MadeLink {
  readonly link: OneTimeLink;
  readonly token: string;
}

export interface InviteWish {
  readonly domain: string;
  readonly maxUses?: number | undefined;
  readonly expiresInHours?: number | undefined;
  readonly note?: string | undefined;
}

/** Invitations and password reset links: who may choose a name and password without an operator's hands. */
export class LinkDesk {
  constructor(private readonly parts: LinkDeskParts) {}

  async invite(wish: InviteWish, actor: Actor): Promise<MadeLink | LinkFault> {
    const { domain, maxUses = 1, expiresInHours = INVITE_LIMITS.defaultHours, note } = wish;
    if (!this.parts.domains.includes(domain)) {
      return new LinkFault('foreign-domain', `${domain} is not a domain of this server`);
    }
    const fits = (value: number, most: number) =>
      Number.isInteger(value) && value >= 1 && value <= most;
    if (!fits(maxUses, INVITE_LIMITS.maxUses) || !fits(expiresInHours, INVITE_LIMITS.maxHours)) {
      const { maxUses: uses, maxHours } = INVITE_LIMITS;
      return new LinkFault('bad-value', `1 to ${uses} uses, 1 to ${maxHours} hours`);
    }
    if ((note?.length ?? 0) > MAX_NOTE) return new LinkFault('bad-value', 'the note is too long');
    return this.make({ kind: 'invite', domain, maxUses, note }, expiresInHours, actor);
  }

  /** A link on which an account's owner chooses another password; an earlier one ends. */
  async resetAccount(jid: Jid, actor: Actor): Promise<MadeLink | LinkFault> {
    const account = await this.parts.accounts.find(jid);
    if (account === undefined) return new LinkFault('not-found', 'there is no such account');
    return this.make({ kind: 'account-reset', subject: account.jid }, RESET_HOURS, actor);
  }

  /** The same for an operator. */
  async resetOperator(id: string, actor: Actor): Promise<MadeLink | LinkFault> {
    const operator = await this.parts.operators.find(id);
    if (operator === undefined) return new LinkFault('not-found', 'there is no such operator');
    const wish = { kind: 'operator-reset', subject: operator.id } as const;
    return this.make(wish, RESET_HOURS, actor, { operatorName: operator.name });
  }

  list(kind: LinkKind, limit: number, after?: LinkCursor): Promise<LinkPage> {
    return this.parts.links.list(kind, limit, after);
  }

  async revoke(id: string, actor: Actor): Promise<OneTimeLink | LinkFault> {
    const link = await this.parts.links.find(id);
    if (link === undefined) return new LinkFault('not-found', 'there is no such link');
    const entry = this.entry('link-revoked', link, actor);
    const revoked = await this.parts.links.revoke(id, this.parts.now(), entry);
    return revoked ? link : new LinkFault('not-found', 'the link is revoked already');
  }

  /** The link of a token, while it works. */
  async check(token: string): Promise<OneTimeLink | undefined> {
    const link = await this.parts.links.findByToken(typedTokenHash(token));
    return link !== undefined && linkStatus(link, this.parts.now()) === 'open' ? link : undefined;
  }

  /** Makes the account of an invited person. @returns it, or why not; the link then keeps its use */
  async join(
    token: string,
    { name, password }: { readonly name: string; readonly password: string },
    address: string,
  ): Promise<Account | AccountFault | LinkFault> {
    const link = await this.check(token);
    if (link?.kind !== 'invite' || link.domain === undefined) return invalid();
    const jid = Jid.of(name, link.domain);
    if (!(jid instanceof Jid)) return new AccountFault('not-an-account', 'the name is not valid');
    const actor: Actor = { kind: 'account', name: jid.bare, address };
    const used = this.entry('invite-used', link, actor);
    if (!(await this.parts.links.use(link.id, this.parts.now(), used))) return invalid();
    const added = await this.parts.accounts.add({ jid, password }, actor);
    if (!(added instanceof AccountFault)) return added.account;
    await this.parts.links.giveBack(link.id, this.entry('invite-not-used', link, actor));
    return added;
  }

  /** Sets the password that the holder of a reset link chose, and ends the link. */
  async reset(
    token: string,
    password: string,
    address: string,
  ): Promise<OneTimeLink | AccountFault | OperatorFault | LinkFault> {
    const link = await this.check(token);
    if (link?.subject === undefined) return invalid();
    const owner = await this.ownerOf(link);
    if (owner === undefined) return invalid();
    const { name, isOperator } = owner;
    const fault = passwordFault(password, [name], isOperator ? 10 : undefined);
    if (fault !== undefined) return new LinkFault('weak-password', 'choose another', fault);
    const actor: Actor = { kind: isOperator ? 'operator' : 'account', name, address };
    const used = this.entry('reset-link-used', link, actor);
    if (!(await this.parts.links.use(link.id, this.parts.now(), used))) return invalid();
    const done = await owner.setPassword(password, actor);
    if (!(done instanceof AccountFault || done instanceof OperatorFault)) return link;
    await this.parts.links.giveBack(link.id, this.entry('reset-link-not-used', link, actor));
    return done;
  }

  /** Whom a reset link is for, by the name they know. */
  async ownerOf(link: OneTimeLink) {
    const { subject = '' } = link;
    const { accounts, operators, operatorDirectory } = this.parts;
    if (link.kind === 'operator-reset') {
      const operator = await operators.find(subject);
      return operator === undefined ? undefined : ofOperator(operator, operatorDirectory);
    }
    const jid = Jid.parse(subject);
    if (!(jid instanceof Jid) || (await accounts.find(jid)) === undefined) return undefined;
    const setPassword = (password: string, actor: Actor) =>
      accounts.setPassword(jid, password, actor);
    return { name: jid.bare, isOperator: false, setPassword };
  }

  private async make(
    wish: Pick<OneTimeLink, 'kind' | 'subject' | 'domain' | 'note'> & { readonly maxUses?: number },
    hours: number,
    actor: Actor,
    about: Readonly<Record<string, string>> = {},
  ): Promise<MadeLink> {
    const token = newTypedToken();
    const createdAt = this.parts.now();
    const link: OneTimeLink = {
      ...wish,
      id: randomUUID(),
      uses: 0,
      maxUses: wish.maxUses ?? 1,
      createdAt,
      expiresAt: createdAt + hours * HOUR_MS,
      createdBy: actor.name ?? 'command line',
    };
    const data = { uses: link.maxUses, expiresAt: link.expiresAt };
    const action = wish.kind === 'invite' ? 'invite-made' : 'reset-link-made';
    const entry = this.entry(action, link, actor, data);
    const told = { ...entry, personal: { ...entry.personal, ...about } };
    await this.parts.links.add(link, typedTokenHash(token), told);
    return { link, token };
  }

  private entry(
    action: string,
    link: OneTimeLink,
    actor: Actor,
    more: Readonly<Record<string, AuditValue>> = {},
  ): AuditEntry {
    const { kind, subject } = link;
    // an operator is named by id, which stands when the person is erased
    const whose = kind === 'operator-reset' && subject !== undefined ? { operator: subject } : {};
    const data = { ...more, ...whose, link: link.id, linkKind: kind };
    const personal: Record<string, string> =
      kind === 'account-reset' && subject !== undefined ? { jid: subject } : {};
    const at = this.parts.now();
    return deedEntry({ at, kind: 'operator-action', action, data, personal }, actor);
  }
}

function ofOperator({ id, name }: Operator, directory: OperatorDirectory) {
  const setPassword = (password: string, actor: Actor) =>
    directory.setPassword(id, password, actor);
  return { name, isOperator: true, setPassword };
}

const invalid = () => new LinkFault('link-invalid', 'the link does not work (any more)');
