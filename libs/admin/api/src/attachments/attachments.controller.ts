import { Controller, Inject } from '@nestjs/common';
import { attachmentEndpoints as endpoints } from '../contract/attachments.js';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { toFinding } from '../health/finding-view.js';
import { actorOf } from '../http/actor.js';
import { CalledBy, Input, type Caller } from '../http/admin-request.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts } from '../ports.js';
import type { ProblemSlug } from '../problems/problems.js';
import { Refusal } from '../problems/refusal.js';
import { AttachmentFault } from './attachment-desk.js';
import { toAttachment } from './attachment-view.js';

const SLUGS: Readonly<Record<AttachmentFault['code'], ProblemSlug>> = {
  invalid: 'invalid-attachment',
  exists: 'attachment-exists',
  'read-only': 'attachment-read-only',
  'not-found': 'not-found',
  'no-secret': 'no-attachment-secret',
};

function done<T>(outcome: T | AttachmentFault): T {
  if (outcome instanceof AttachmentFault) throw new Refusal(SLUGS[outcome.code], outcome.text);
  return outcome;
}

/** Host servers that Waybill is a component of. */
@Controller()
export class AttachmentsController {
  constructor(@Inject(ADMIN_PORTS) private readonly ports: AdminPorts) {}

  @Serves(endpoints.list)
  list(): AnswerOf<typeof endpoints.list> {
    return { items: this.ports.attachments.list().map(toAttachment) };
  }

  @Serves(endpoints.add)
  async add(
    @Input() { body }: InputOf<typeof endpoints.add>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.add>> {
    const wish = { ...body, name: body.name ?? undefined };
    return toAttachment(done(await this.ports.attachments.add(wish, actorOf(caller))));
  }

  @Serves(endpoints.patch)
  async patch(
    @Input() { params, body }: InputOf<typeof endpoints.patch>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.patch>> {
    const { attachments } = this.ports;
    return toAttachment(done(await attachments.change(params.domain, body, actorOf(caller))));
  }

  @Serves(endpoints.remove)
  async remove(
    @Input() { params }: InputOf<typeof endpoints.remove>,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    done(await this.ports.attachments.remove(params.domain, actorOf(caller)));
  }

  @Serves(endpoints.snippet)
  async snippet(
    @Input() { params }: InputOf<typeof endpoints.snippet>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.snippet>> {
    const { parts, reload } = done(
      await this.ports.attachments.snippet(params.domain, actorOf(caller)),
    );
    return { parts: [...parts], reload };
  }

  @Serves(endpoints.check)
  async check(
    @Input() { params }: InputOf<typeof endpoints.check>,
  ): Promise<AnswerOf<typeof endpoints.check>> {
    return { items: done(await this.ports.attachments.check(params.domain)).map(toFinding) };
  }
}
