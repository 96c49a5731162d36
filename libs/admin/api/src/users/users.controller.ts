import { Controller, Inject } from '@nestjs/common';
import type { Account } from '@waybill/domain';
import { z } from 'zod';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { userEndpoints as endpoints } from '../contract/users.js';
import { actorOf } from '../http/actor.js';
import { CalledBy, Input, type Caller } from '../http/admin-request.js';
import { readCursor, writeCursor } from '../http/cursor.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, ADMIN_SETTINGS, type AdminPorts, type AdminSettings } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { isoOrNull } from '../schemas/instants.js';
import { accountJid, accountJidOf, done } from './account-edge.js';
import type { UserSummary } from '../schemas/users.js';
import { accountFilter } from './account-filter.js';
import {
  directoryOf,
  hostDone,
  hostUser,
  keptByHost,
  listHostUsers,
  toHostUser,
} from './host-users.js';
import { recentTraffic } from './recent-traffic.js';
import { SessionDesk } from './session-desk.js';
import { toSignIn, toUser } from './user-views.js';

const accountPosition = z.strictObject({ value: z.number(), jid: z.string() });
const signInPosition = z.strictObject({ before: z.number() });

/** The accounts kept here and on host servers. Rules and audit entries are the directories'. */
@Controller()
export class UsersController {
  constructor(
    @Inject(ADMIN_PORTS) private readonly ports: AdminPorts,
    @Inject(ADMIN_SETTINGS) private readonly settings: AdminSettings,
  ) {}

  @Serves(endpoints.list)
  async list(
    @Input() { query }: InputOf<typeof endpoints.list>,
  ): Promise<AnswerOf<typeof endpoints.list>> {
    const there = directoryOf(this.ports.hosts(), query.host ?? '');
    if (there !== undefined) {
      const page = await listHostUsers(there, query);
      return { ...page, items: await this.withTraffic(page.items) };
    }
    const { sort, limit, after, ...narrowing } = query;
    const filter = accountFilter(narrowing, this.ports.clock.now());
    const key = { ...narrowing, sort };
    const start = readCursor('users', key, accountPosition, after);
    const [page, count] = await Promise.all([
      this.ports.accounts.list(filter, sort, limit, start),
      this.ports.accounts.count(filter),
    ]);
    return {
      items: await this.withTraffic(page.accounts.map((account) => this.view(account))),
      next: writeCursor('users', key, page.next && { ...page.next }),
      total: { count, capped: false },
    };
  }

  @Serves(endpoints.add)
  async add(
    @Input() { body }: InputOf<typeof endpoints.add>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.add>> {
    const { password, note } = body;
    const jid = this.newJid(body);
    const there = this.directory(jid);
    if (there !== undefined) {
      const made = hostDone(done(await there.add({ jid, password, note }, actorOf(caller))));
      const user = toHostUser(hostDone(await there.detail(jid)));
      return { user, password: made.password ?? null };
    }
    const added = done(await this.ports.accounts.add({ jid, password, note }, actorOf(caller)));
    return { user: this.view(added.account), password: added.password ?? null };
  }

  @Serves(endpoints.detail)
  async detail(
    @Input() { params }: InputOf<typeof endpoints.detail>,
  ): Promise<AnswerOf<typeof endpoints.detail>> {
    const jid = accountJid(params.jid);
    const there = this.directory(jid);
    const user =
      there === undefined
        ? { ...this.view(await this.find(params.jid)), statistics: null }
        : await hostUser(there, jid);
    const trafficOf = await recentTraffic(this.ports, [user.jid]);
    return { ...user, ...trafficOf(user.jid) };
  }

  @Serves(endpoints.patch)
  async patch(
    @Input() { params, body }: InputOf<typeof endpoints.patch>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.patch>> {
    const jid = accountJid(params.jid);
    const { accounts } = this.ports;
    const there = this.directory(jid);
    if (there !== undefined) {
      const note = body.note ?? undefined;
      return toHostUser(hostDone(done(await there.setNote(jid, note, actorOf(caller)))));
    }
    return this.view(done(await accounts.setNote(jid, body.note ?? undefined, actorOf(caller))));
  }

  @Serves(endpoints.remove)
  async remove(
    @Input() { params }: InputOf<typeof endpoints.remove>,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const jid = accountJid(params.jid);
    const there = this.directory(jid);
    if (there !== undefined) hostDone(done(await there.remove(jid, actorOf(caller))));
    else done(await this.ports.accounts.remove(jid, actorOf(caller)));
  }

  @Serves(endpoints.setPassword)
  async setPassword(
    @Input() { params, body }: InputOf<typeof endpoints.setPassword>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.setPassword>> {
    const jid = accountJid(params.jid);
    const accounts = this.directory(jid) ?? this.ports.accounts;
    const changed = await accounts.setPassword(jid, body.password, actorOf(caller));
    const { password } = hostDone(done(changed));
    return { password: password ?? null };
  }

  @Serves(endpoints.lock)
  async lock(
    @Input() { params, body }: InputOf<typeof endpoints.lock>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.lock>> {
    const jid = accountJid(params.jid);
    const there = this.directory(jid);
    if (there !== undefined) {
      if (body.until !== undefined) keptByHost(jid.domain);
      return toHostUser(hostDone(done(await there.lock(jid, body.reason, actorOf(caller)))));
    }
    const until = body.until === undefined ? undefined : Date.parse(body.until);
    return this.view(
      done(await this.ports.accounts.lock(jid, body.reason, actorOf(caller), until)),
    );
  }

  @Serves(endpoints.unlock)
  async unlock(
    @Input() { params }: InputOf<typeof endpoints.unlock>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.unlock>> {
    const jid = accountJid(params.jid);
    const there = this.directory(jid);
    if (there !== undefined) {
      return toHostUser(hostDone(done(await there.unlock(jid, actorOf(caller)))));
    }
    return this.view(done(await this.ports.accounts.unlock(jid, actorOf(caller))));
  }

  @Serves(endpoints.endSessions)
  async endSessions(
    @Input() { params }: InputOf<typeof endpoints.endSessions>,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const jid = accountJid(params.jid);
    const there = this.directory(jid);
    if (there !== undefined) {
      hostDone(done(await there.endSessions(jid, actorOf(caller))));
      return;
    }
    await this.find(params.jid);
    await new SessionDesk(this.ports).endAllOf(jid.bare, actorOf(caller));
  }

  @Serves(endpoints.enableLegacySignIn)
  async enableLegacySignIn(
    @Input() { params, body }: InputOf<typeof endpoints.enableLegacySignIn>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.enableLegacySignIn>> {
    const jid = accountJid(params.jid);
    if (this.directory(jid) !== undefined) keptByHost(jid.domain);
    const { secret, mark } = done(
      await this.ports.accounts.enableLegacySignIn(jid, body, actorOf(caller)),
    );
    return { secret, expiresAt: isoOrNull(mark.expiresAt) };
  }

  @Serves(endpoints.disableLegacySignIn)
  async disableLegacySignIn(
    @Input() { params }: InputOf<typeof endpoints.disableLegacySignIn>,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const jid = accountJid(params.jid);
    if (this.directory(jid) !== undefined) keptByHost(jid.domain);
    done(await this.ports.accounts.disableLegacySignIn(jid, actorOf(caller)));
  }

  @Serves(endpoints.signIns)
  async signIns(
    @Input() { params, query }: InputOf<typeof endpoints.signIns>,
  ): Promise<AnswerOf<typeof endpoints.signIns>> {
    const { domain } = accountJid(params.jid);
    if (this.directory({ domain }) !== undefined) keptByHost(domain);
    const { jid } = await this.find(params.jid);
    const start = readCursor('sign-ins', { jid }, signInPosition, query.after);
    const page = await this.ports.signIns.list(jid, query.limit, start?.before);
    const next = page.next === undefined ? undefined : { before: page.next };
    return { items: page.signIns.map(toSignIn), next: writeCursor('sign-ins', { jid }, next) };
  }

  /** Who administers an account on its host server; undefined where it is kept here. */
  private async withTraffic<T extends UserSummary>(users: readonly T[]) {
    const trafficOf = await recentTraffic(
      this.ports,
      users.map(({ jid }) => jid),
    );
    return users.map((user) => ({ ...user, ...trafficOf(user.jid) }));
  }

  private directory({ domain }: { readonly domain: string }) {
    return directoryOf(this.ports.hosts(), domain);
  }

  private newJid(body: InputOf<typeof endpoints.add>['body']) {
    if (body.jid !== undefined) return accountJid(body.jid);
    return accountJidOf(body.localpart ?? '', body.domain ?? this.settings.domains[0] ?? '');
  }

  private async find(text: string): Promise<Account> {
    const account = await this.ports.accounts.find(accountJid(text));
    if (account === undefined) throw new Refusal('not-found', 'There is no such account');
    return account;
  }

  private view(account: Account) {
    const isAttached = this.ports.hosts().some(({ host }) => host === account.domain);
    const sessions = this.ports.sessions.countOf(account.jid);
    return toUser(account, sessions, isAttached ? 'kept-here' : 'own');
  }
}
