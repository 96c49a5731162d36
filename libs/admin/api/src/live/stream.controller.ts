import { Controller, Inject, Req, Res, type OnModuleDestroy } from '@nestjs/common';
import { ROLE_PERMISSIONS, type OperatorSession } from '@waybill/domain';
import type { Response } from 'express';
import { OperatorSessions } from '../access/operator-sessions.js';
import { toAttachment } from '../attachments/attachment-view.js';
import { transferEndpoints as endpoints } from '../contract/transfers.js';
import { SignedIn, type AdminRequest, type Person } from '../http/admin-request.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { nameViewOf } from '../transfers/name-view.js';
import { EventStream, type AttachmentsSource } from './event-stream.js';
import { LiveBoard } from './live-board.js';

/** A browser opens six connections to a host at most; a few more for other browsers. */
export const MAX_STREAMS_PER_OPERATOR = 12;
const MAX_STREAMS = 200;

interface OpenStream {
  readonly session: OperatorSession;
  readonly stream: EventStream;
}

/** What runs, pushed. */
@Controller()
export class StreamController implements OnModuleDestroy {
  private readonly open = new Set<OpenStream>();
  private readonly unwatch: () => void;

  constructor(
    @Inject(ADMIN_PORTS) private readonly ports: AdminPorts,
    private readonly sessions: OperatorSessions,
    private readonly board: LiveBoard,
  ) {
    this.unwatch = sessions.watch((isOver) => {
      for (const { session, stream } of this.open) if (isOver(session)) stream.end();
    });
  }

  @Serves(endpoints.stream)
  stream(
    @SignedIn() caller: Person,
    @Req() request: AdminRequest,
    @Res() response: Response,
  ): void {
    // Express sends HEAD here too: it gets the headers, not a place among the streams
    if (request.method === 'HEAD') {
      response.type('text/event-stream').end();
      return;
    }
    this.refuseSurplus(caller);
    const view = nameViewOf(caller);
    const onFault = (error: unknown) =>
      this.ports.log.error({ event: 'http.stream_failure', err: error }, 'a stream failed');
    const stream = new EventStream({
      response,
      view,
      board: this.board,
      clock: this.ports.clock,
      attachments: this.attachmentsFor(caller),
      stillAllowed: () => this.stillAllowed(caller),
      onFault,
    });
    const entry = { session: caller.session, stream };
    this.open.add(entry);
    stream.open(request.headers['last-event-id']?.toString(), () => this.open.delete(entry));
  }

  onModuleDestroy(): void {
    this.unwatch();
    for (const { stream } of this.open) stream.end();
  }

  private attachmentsFor({ permissions }: Person): AttachmentsSource | undefined {
    if (!permissions.includes('attachments:read')) return undefined;
    const { attachments } = this.ports;
    return {
      read: () => ({ items: attachments.list().map(toAttachment) }),
      watch: (listener) => attachments.watch(listener),
    };
  }

  private refuseSurplus({ operator }: Person): void {
    let own = 0;
    for (const { session } of this.open) if (session.operatorId === operator.id) own++;
    if (own < MAX_STREAMS_PER_OPERATOR && this.open.size < MAX_STREAMS) return;
    throw new Refusal('too-many-streams', 'Close a tab first', { retryAfterSeconds: 5 });
  }

  private async stillAllowed(caller: Person): Promise<boolean> {
    const found = await this.sessions.find(caller.session.idHash);
    const permissions = found === undefined ? [] : ROLE_PERMISSIONS[found.operator.role];
    if (!permissions.includes('transfers:read')) return false;
    // another role may see names or host servers differently: the next stream will be right
    const seesHosts = (all: Person['permissions']) => all.includes('attachments:read');
    if (seesHosts(permissions) !== seesHosts(caller.permissions)) return false;
    return nameViewOf({ permissions }) === nameViewOf(caller);
  }
}
