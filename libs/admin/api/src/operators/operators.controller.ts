import { Controller, Inject, Req, Res } from '@nestjs/common';
import { OperatorFault, ROLE_PERMISSIONS, type Operator } from '@waybill/domain';
import type { Response } from 'express';
import { OperatorCookie } from '../access/operator-cookie.js';
import { OperatorSessions, SESSION_LIMITS } from '../access/operator-sessions.js';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { operatorEndpoints as endpoints } from '../contract/operators.js';
import {
  addressOf,
  Input,
  personOf,
  SignedIn,
  type AdminRequest,
  type Person,
} from '../http/admin-request.js';
import { actorOf } from '../http/actor.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, ADMIN_SETTINGS, type AdminPorts, type AdminSettings } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { isoOf, isoOrNull } from '../schemas/instants.js';
import type { SessionInfo } from '../schemas/operators.js';
import { toOperatorSession } from './operator-session-view.js';
import { SignInDesk, type DeskRefusal } from './sign-in-desk.js';

/** Signing in and out, and an operator's own account. */
@Controller()
export class OperatorsController {
  constructor(
    @Inject(ADMIN_PORTS) private readonly ports: AdminPorts,
    @Inject(ADMIN_SETTINGS) private readonly settings: AdminSettings,
    private readonly desk: SignInDesk,
    private readonly sessions: OperatorSessions,
    private readonly cookie: OperatorCookie,
  ) {}

  @Serves(endpoints.session)
  async session(@Req() request: AdminRequest): Promise<AnswerOf<typeof endpoints.session>> {
    const person = personOf(request.caller);
    if (person !== undefined) return this.infoFor(person.operator);
    const operators = await this.ports.operators.count();
    return { ...this.server(), setupNeeded: operators === 0, operator: null, locale: null };
  }

  @Serves(endpoints.setup)
  async setUp(
    @Input() { body }: InputOf<typeof endpoints.setup>,
    @Req() request: AdminRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionInfo> {
    const made = await this.desk.setUp(body.token, body, addressOf(request));
    return this.welcome(made, request, response);
  }

  @Serves(endpoints.login)
  async login(
    @Input() { body }: InputOf<typeof endpoints.login>,
    @Req() request: AdminRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionInfo> {
    const operator = await this.desk.signIn(body, addressOf(request));
    return this.welcome(operator, request, response);
  }

  @Serves(endpoints.logout)
  async logout(
    @SignedIn() { session }: Person,
    @Req() request: AdminRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.end(session);
    this.cookie.clear(request, response);
  }

  @Serves(endpoints.account)
  account(@SignedIn() { operator }: Person): AnswerOf<typeof endpoints.account> {
    const { name, role, createdAt, lastSeenAt } = operator;
    return { name, role, createdAt: isoOf(createdAt), lastSignInAt: isoOrNull(lastSeenAt) };
  }

  @Serves(endpoints.changePassword)
  async changePassword(
    @Input() { body }: InputOf<typeof endpoints.changePassword>,
    @SignedIn() caller: Person,
    @Req() request: AdminRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const { operator } = caller;
    const proven = await this.desk.provePassword(operator.name, body.current, caller.address);
    if ('refused' in proven) throw refusalOf(proven);
    const { operatorDirectory } = this.ports;
    const actor = actorOf(caller);
    const changed = await operatorDirectory.setPassword(operator.id, body.password, actor);
    if (changed instanceof OperatorFault) {
      if (changed.code !== 'weak-password') throw new Refusal('not-signed-in');
      throw new Refusal('weak-password', changed.password ?? changed.text);
    }
    await this.sessions.endAllOf(operator.id);
    await this.openSession(changed, request, response);
  }

  @Serves(endpoints.ownSessions)
  async ownSessions(
    @SignedIn() { operator, session: current }: Person,
  ): Promise<AnswerOf<typeof endpoints.ownSessions>> {
    const sessions = await this.sessions.listOf(operator.id);
    return { items: sessions.map((session) => toOperatorSession(session, current)) };
  }

  @Serves(endpoints.endOwnSession)
  async endOwnSession(
    @Input() { params }: InputOf<typeof endpoints.endOwnSession>,
    @SignedIn() { operator }: Person,
  ): Promise<void> {
    const sessions = await this.sessions.listOf(operator.id);
    const session = sessions.find((one) => one.idHash === params.id);
    if (session === undefined) throw new Refusal('not-found');
    await this.sessions.end(session);
  }

  /** A new session for whoever just proved who they are; the one the browser had ends. */
  private async welcome(
    operator: Operator | DeskRefusal,
    request: AdminRequest,
    response: Response,
  ): Promise<SessionInfo> {
    if ('refused' in operator) throw refusalOf(operator);
    const before = personOf(request.caller);
    if (before !== undefined) await this.sessions.end(before.session);
    await this.openSession(operator, request, response);
    return this.infoFor(operator);
  }

  private async openSession(operator: Operator, request: AdminRequest, response: Response) {
    const origin = { address: addressOf(request), userAgent: request.headers['user-agent'] };
    const secret = await this.sessions.open(operator, origin);
    this.cookie.write(request, response, secret, SESSION_LIMITS.absoluteMs / 1000);
  }

  private infoFor({ name, role, locale }: Operator): SessionInfo {
    const permissions = [...ROLE_PERMISSIONS[role]];
    return {
      ...this.server(),
      setupNeeded: false,
      operator: { name, role, permissions },
      locale: locale ?? null,
    };
  }

  private server() {
    const { version, command, domains, demo = false } = this.settings;
    return { version, command, domains: [...domains], demo };
  }
}

/** A refusal of the desk on its way out. */
export function refusalOf({ refused, detail, retryAfterSeconds }: DeskRefusal): Refusal {
  return new Refusal(refused, detail, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
}
