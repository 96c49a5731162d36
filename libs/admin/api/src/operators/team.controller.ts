import { randomBytes } from 'node:crypto';
import { Controller, Inject } from '@nestjs/common';
import { deedEntry, OperatorFault, type Operator } from '@waybill/domain';
import { OperatorSessions } from '../access/operator-sessions.js';
import { teamEndpoints as endpoints } from '../contract/access.js';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { actorOf } from '../http/actor.js';
import { CalledBy, Input, type Caller } from '../http/admin-request.js';
import { Serves } from '../http/serves.js';
import { made } from '../links/links.controller.js';
import { toMadeLink } from '../links/link-views.js';
import { ADMIN_PORTS, ADMIN_SETTINGS, type AdminPorts, type AdminSettings } from '../ports.js';
import type { ProblemSlug } from '../problems/problems.js';
import { Refusal } from '../problems/refusal.js';
import { isoOf, isoOrNull } from '../schemas/instants.js';
import { toOperatorSession } from './operator-session-view.js';

const SLUGS: Readonly<Partial<Record<OperatorFault['code'], ProblemSlug>>> = {
  'bad-name': 'invalid-request',
  exists: 'operator-exists',
  'not-found': 'not-found',
  'last-owner': 'last-owner',
  'locked-already': 'locked-already',
  'not-locked': 'not-locked',
};

function done<T>(outcome: T | OperatorFault): T {
  if (!(outcome instanceof OperatorFault)) return outcome;
  throw new Refusal(SLUGS[outcome.code] ?? 'invalid-request', outcome.text);
}

/** The other operators: who they are, what they may do, where they are signed in. */
@Controller()
export class TeamController {
  constructor(
    @Inject(ADMIN_PORTS) private readonly ports: AdminPorts,
    @Inject(ADMIN_SETTINGS) private readonly settings: AdminSettings,
    private readonly sessions: OperatorSessions,
  ) {}

  @Serves(endpoints.list)
  async list(@CalledBy() caller: Caller): Promise<AnswerOf<typeof endpoints.list>> {
    const operators = await this.ports.operators.list();
    return { items: await Promise.all(operators.map((one) => this.view(one, caller))) };
  }

  @Serves(endpoints.add)
  async add(
    @Input() { body }: InputOf<typeof endpoints.add>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.add>> {
    const { operatorDirectory, links } = this.ports;
    const actor = actorOf(caller);
    // nobody knows this one: the link is the only way in
    const password = randomBytes(32).toString('base64url');
    const operator = done(await operatorDirectory.add({ ...body, password }, actor));
    const link = made(await links.resetOperator(operator.id, actor));
    return {
      operator: await this.view(operator, caller),
      link: toMadeLink(link, this.settings.publicUrl),
    };
  }

  @Serves(endpoints.patch)
  async patch(
    @Input() { params, body }: InputOf<typeof endpoints.patch>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.patch>> {
    const { operatorDirectory } = this.ports;
    const changed = done(await operatorDirectory.setRole(params.id, body.role, actorOf(caller)));
    await this.sessions.endAllOf(params.id);
    return this.view(changed, caller);
  }

  @Serves(endpoints.lock)
  async lock(
    @Input() { params }: InputOf<typeof endpoints.lock>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.lock>> {
    const locked = done(await this.ports.operatorDirectory.lock(params.id, actorOf(caller)));
    await this.sessions.endAllOf(params.id);
    return this.view(locked, caller);
  }

  @Serves(endpoints.unlock)
  async unlock(
    @Input() { params }: InputOf<typeof endpoints.unlock>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.unlock>> {
    const unlocked = done(await this.ports.operatorDirectory.unlock(params.id, actorOf(caller)));
    return this.view(unlocked, caller);
  }

  @Serves(endpoints.remove)
  async remove(
    @Input() { params }: InputOf<typeof endpoints.remove>,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    done(await this.ports.operatorDirectory.remove(params.id, actorOf(caller)));
    await this.sessions.endAllOf(params.id);
  }

  @Serves(endpoints.resetLink)
  async resetLink(
    @Input() { params }: InputOf<typeof endpoints.resetLink>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.resetLink>> {
    const link = made(await this.ports.links.resetOperator(params.id, actorOf(caller)));
    return toMadeLink(link, this.settings.publicUrl);
  }

  @Serves(endpoints.turnOffFactor)
  async turnOffFactor(
    @Input() { params }: InputOf<typeof endpoints.turnOffFactor>,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const operator = await this.find(params.id);
    const off = await this.ports.secondFactors.turnOff(operator, actorOf(caller));
    if (!off) throw new Refusal('second-factor-off');
  }

  @Serves(endpoints.sessions)
  async listSessions(
    @Input() { params }: InputOf<typeof endpoints.sessions>,
  ): Promise<AnswerOf<typeof endpoints.sessions>> {
    const { id } = await this.find(params.id);
    const sessions = await this.sessions.listOf(id);
    return { items: sessions.map((one) => toOperatorSession(one, undefined)) };
  }

  @Serves(endpoints.endSession)
  async endSession(
    @Input() { params }: InputOf<typeof endpoints.endSession>,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const operator = await this.find(params.id);
    const sessions = await this.sessions.listOf(operator.id);
    const session = sessions.find((one) => one.idHash === params.session);
    if (session === undefined) throw new Refusal('not-found', 'There is no such session');
    const deed = {
      at: this.ports.clock.now(),
      kind: 'operator-action',
      action: 'operator-session-ended',
      data: { operator: operator.id },
      personal: { operatorName: operator.name, address: session.address },
    } as const;
    await this.ports.audit.append(deedEntry(deed, actorOf(caller)));
    await this.sessions.end(session);
  }

  private async find(id: string): Promise<Operator> {
    const operator = await this.ports.operators.find(id);
    if (operator === undefined) throw new Refusal('not-found', 'There is no such operator');
    return operator;
  }

  private async view(operator: Operator, caller: Caller) {
    const { id, name, role, createdAt, lastSeenAt, lockedAt } = operator;
    const [secondFactor, sessions] = await Promise.all([
      this.ports.secondFactors.isOn(id),
      this.sessions.listOf(id),
    ]);
    return {
      id,
      name,
      role,
      createdAt: isoOf(createdAt),
      lastSignInAt: isoOrNull(lastSeenAt),
      lockedAt: isoOrNull(lockedAt),
      secondFactor,
      sessions: sessions.length,
      self: name === caller.name,
    };
  }
}
