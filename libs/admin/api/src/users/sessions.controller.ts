import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { sessionEndpoints as endpoints } from '../contract/users.js';
import { actorOf } from '../http/actor.js';
import { CalledBy, Input, type Caller } from '../http/admin-request.js';
import { readCursor, writeCursor } from '../http/cursor.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts, type ChatSessionView } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { SessionDesk } from './session-desk.js';
import { toChatSession } from './user-views.js';

const position = z.strictObject({ after: z.string() });

// by code unit: the same everywhere, and all that paging needs
const byFullJid = (a: ChatSessionView, b: ChatSessionView) =>
  a.fullJid < b.fullJid ? -1 : a.fullJid > b.fullJid ? 1 : 0;

/** Clients that are connected. */
@Controller()
export class SessionsController {
  private readonly desk: SessionDesk;

  constructor(@Inject(ADMIN_PORTS) private readonly ports: AdminPorts) {
    this.desk = new SessionDesk(ports);
  }

  @Serves(endpoints.list)
  list(@Input() { query }: InputOf<typeof endpoints.list>): AnswerOf<typeof endpoints.list> {
    const text = query.q?.toLowerCase();
    const start = readCursor('sessions', { text }, position, query.after);
    const found = this.desk.matching(text);
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
    await this.desk.end(session, actorOf(caller));
  }

  @Serves(endpoints.endMatching)
  async endMatching(
    @Input() { body }: InputOf<typeof endpoints.endMatching>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.endMatching>> {
    const found = this.desk.matching(body.q);
    if (found.length !== body.expected) {
      throw new Refusal('count-changed', `${found.length} match now, not ${body.expected}`);
    }
    await this.desk.endEach(found, actorOf(caller));
    return { ended: found.length };
  }
}
