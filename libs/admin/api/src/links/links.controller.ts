import { Controller, Inject, Req } from '@nestjs/common';
import {
  AccountFault,
  LinkFault,
  OperatorFault,
  type LinkFaultCode,
  type OneTimeLink,
} from '@waybill/domain';
import { z } from 'zod';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { linkEndpoints as endpoints } from '../contract/links.js';
import { actorOf } from '../http/actor.js';
import {
  addressOf,
  CalledBy,
  Input,
  type AdminRequest,
  type Caller,
} from '../http/admin-request.js';
import { readCursor, writeCursor } from '../http/cursor.js';
import { Serves } from '../http/serves.js';
import { refusalOf } from '../operators/operators.controller.js';
import { SignInDesk } from '../operators/sign-in-desk.js';
import { ADMIN_PORTS, ADMIN_SETTINGS, type AdminPorts, type AdminSettings } from '../ports.js';
import type { ProblemSlug } from '../problems/problems.js';
import { Refusal } from '../problems/refusal.js';
import { isoOf } from '../schemas/instants.js';
import { accountJid, done } from '../users/account-edge.js';
import { toInvite, toMadeLink } from './link-views.js';

const position = z.strictObject({ createdAt: z.number(), id: z.string() });

const SLUGS: Readonly<Record<LinkFaultCode, ProblemSlug>> = {
  'link-invalid': 'link-invalid',
  'foreign-domain': 'unknown-domain',
  'bad-value': 'invalid-request',
  'not-found': 'not-found',
  'weak-password': 'weak-password',
};

/**
 * What the desk answered.
 * @throws {Refusal} where that is a fault
 */
export function made<T>(outcome: T | LinkFault): T {
  if (!(outcome instanceof LinkFault)) return outcome;
  throw new Refusal(SLUGS[outcome.code], outcome.password ?? outcome.text);
}

const isInvalid = (outcome: unknown) =>
  outcome instanceof LinkFault && outcome.code === 'link-invalid';

/** Invitations, reset links, and the people who come with one. */
@Controller()
export class LinksController {
  constructor(
    @Inject(ADMIN_PORTS) private readonly ports: AdminPorts,
    @Inject(ADMIN_SETTINGS) private readonly settings: AdminSettings,
    private readonly desk: SignInDesk,
  ) {}

  @Serves(endpoints.invites)
  async invites(
    @Input() { query }: InputOf<typeof endpoints.invites>,
  ): Promise<AnswerOf<typeof endpoints.invites>> {
    const start = readCursor('invites', {}, position, query.after);
    const page = await this.ports.links.list('invite', query.limit, start);
    const now = this.ports.clock.now();
    return {
      items: page.links.map((link) => toInvite(link, now)),
      next: writeCursor('invites', {}, page.next && { ...page.next }),
    };
  }

  @Serves(endpoints.invite)
  async invite(
    @Input() { body }: InputOf<typeof endpoints.invite>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.invite>> {
    const domain = body.domain ?? this.settings.domains[0] ?? '';
    const { links, clock } = this.ports;
    const link = made(await links.invite({ ...body, domain }, actorOf(caller)));
    return {
      invite: toInvite(link.link, clock.now()),
      link: toMadeLink(link, this.settings.publicUrl),
    };
  }

  @Serves(endpoints.revoke)
  async revoke(
    @Input() { params }: InputOf<typeof endpoints.revoke>,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    made(await this.ports.links.revoke(params.id, actorOf(caller)));
  }

  @Serves(endpoints.resetAccount)
  async resetAccount(
    @Input() { params }: InputOf<typeof endpoints.resetAccount>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.resetAccount>> {
    const { links } = this.ports;
    const link = made(await links.resetAccount(accountJid(params.jid), actorOf(caller)));
    return toMadeLink(link, this.settings.publicUrl);
  }

  @Serves(endpoints.check)
  async check(
    @Input() { body }: InputOf<typeof endpoints.check>,
    @Req() request: AdminRequest,
  ): Promise<AnswerOf<typeof endpoints.check>> {
    const { links } = this.ports;
    const link = await this.throttled(
      request,
      async () => (await links.check(body.token)) ?? 'wrong-token',
    );
    return {
      kind: link.kind,
      domain: link.domain ?? null,
      name: (await links.ownerOf(link))?.name ?? null,
      expiresAt: isoOf(link.expiresAt),
    };
  }

  @Serves(endpoints.join)
  async join(
    @Input() { body }: InputOf<typeof endpoints.join>,
    @Req() request: AdminRequest,
  ): Promise<AnswerOf<typeof endpoints.join>> {
    const outcome = await this.throttled(request, async () => {
      const account = await this.ports.links.join(body.token, body, addressOf(request));
      return isInvalid(account) ? 'wrong-token' : account;
    });
    const { jid, domain } = done(made(outcome));
    return { jid, domain };
  }

  @Serves(endpoints.reset)
  async reset(
    @Input() { body }: InputOf<typeof endpoints.reset>,
    @Req() request: AdminRequest,
  ): Promise<AnswerOf<typeof endpoints.reset>> {
    const outcome = await this.throttled(request, async () => {
      const used = await this.ports.links.reset(body.token, body.password, addressOf(request));
      return isInvalid(used) ? 'wrong-token' : used;
    });
    if (outcome instanceof OperatorFault) {
      throw new Refusal('weak-password', outcome.password ?? outcome.text);
    }
    return { kind: done<OneTimeLink>(made<OneTimeLink | AccountFault>(outcome)).kind };
  }

  private async throttled<T>(
    request: AdminRequest,
    use: () => Promise<T | 'wrong-token'>,
  ): Promise<T> {
    const outcome = await this.desk.withToken(addressOf(request), use);
    if (typeof outcome === 'object' && outcome !== null && 'refused' in outcome) {
      throw refusalOf(outcome);
    }
    return outcome;
  }
}
