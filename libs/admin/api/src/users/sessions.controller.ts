import { Controller, Inject } from '@nestjs/common';
import { deedEntry } from '@waybill/domain';
import { z } from 'zod';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { sessionEndpoints as endpoints } from '../contract/users.js';
import { actorOf } from '../http/actor.js';
import { CalledBy, Input, type Caller } from '../http/admin-request.js';
import { readCursor, writeCursor } from '../http/cursor.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts, type ChatSessionView } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { toChatSession } from './user-views.js';

/** Entries of one go share their commit. */
const AT_ONCE = 100;

const position = z.strictObject({ after: z.string() });

const matches = (session: ChatSessionView, text: string) =>
  session.fullJid.toLowerCase().includes(text) || session.address.includes(text);

// by code unit: the same everywhere, and all that paging needs
const byFullJid = (a: ChatSessionView, b: ChatSessionView) =>
  a.fullJid < b.fullJid ? -1 : a.fullJid > b.fullJid ? 1 : 0;

/** Clients that are connected. */
@Controller()
export class SessionsController {
  constructor(@Inject(ADMIN_PORTS) private readonly ports: AdminPorts) {}

  @Serves(endpoints.list)
  list(@Input() { query }: InputOf<typeof endpoints.list>): AnswerOf<typeof endpoints.list> {
    const text = query.q?.toLowerCase();
    const start = readCursor('sessions', { text }, position, query.after);
    const found = this.matching(text);
    const rest = found.filter((one) => start === undefined || one.fullJid > start.after);
    const page = rest.sort(byFullJid).slice(0, query.limit);
    const last = rest.length > page.length ? page.at(-1) : undefined;
    return {
      items: page.map(toChatSession),
      next: writeCursor('sessions', { text }, last && { after: last.fullJid }),
      total: { count: found.length, capped: false },
    };
  }

  @Serves(endpoints.end)
  async end(
    @Input() { params }: InputOf<typeof endpoints.end>,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const session = this.ports.sessions.find(params.id);
    if (session === undefined) throw new Refusal('not-found', 'There is no such session');
    await this.endOne(session, caller);
  }

  @Serves(endpoints.endMatching)
  async endMatching(
    @Input() { body }: InputOf<typeof endpoints.endMatching>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.endMatching>> {
    const found = this.matching(body.q?.toLowerCase());
    if (found.length !== body.expected) {
      throw new Refusal('count-changed', `${found.length} match now, not ${body.expected}`);
    }
    for (let i = 0; i < found.length; i += AT_ONCE) {
      await Promise.all(found.slice(i, i + AT_ONCE).map((one) => this.endOne(one, caller)));
    }
    return { ended: found.length };
  }

  private matching(text: string | undefined): readonly ChatSessionView[] {
    const all = [...this.ports.sessions.all()];
    return text === undefined ? all : all.filter((one) => matches(one, text));
  }

  private async endOne(session: ChatSessionView, caller: Caller): Promise<void> {
    const deed = {
      at: this.ports.clock.now(),
      kind: 'operator-action',
      action: 'session-ended',
      data: { session: session.id, before: 'bound', after: 'ended' },
      personal: { jid: session.fullJid, address: session.address },
    } as const;
    // first the record: what can't be recorded is not done
    await this.ports.audit.append(deedEntry(deed, actorOf(caller)));
    this.ports.sessions.end(session.id);
  }
}
