import { randomUUID } from 'node:crypto';
import { Controller, Inject } from '@nestjs/common';
import type { SavedView } from '@waybill/domain';
import { ownEndpoints as endpoints } from '../contract/access.js';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { Input, SignedIn, type Person } from '../http/admin-request.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { isoOf } from '../schemas/instants.js';

const MAX_VIEWS = 100;

const toView = (view: SavedView) => ({ ...view, createdAt: isoOf(view.createdAt) });

/** The lists that an operator keeps. */
@Controller()
export class ViewsController {
  constructor(@Inject(ADMIN_PORTS) private readonly ports: AdminPorts) {}

  @Serves(endpoints.views)
  async list(@SignedIn() { operator }: Person): Promise<AnswerOf<typeof endpoints.views>> {
    return { items: (await this.ports.savedViews.list(operator.id)).map(toView) };
  }

  @Serves(endpoints.saveView)
  async add(
    @Input() { body }: InputOf<typeof endpoints.saveView>,
    @SignedIn() { operator }: Person,
  ): Promise<AnswerOf<typeof endpoints.saveView>> {
    const { savedViews, clock } = this.ports;
    if ((await savedViews.list(operator.id)).length >= MAX_VIEWS) {
      throw new Refusal('too-many', `There are ${MAX_VIEWS} already`);
    }
    const view = { ...body, id: randomUUID(), createdAt: clock.now() };
    await savedViews.add(operator.id, view);
    return toView(view);
  }

  @Serves(endpoints.removeView)
  async remove(
    @Input() { params }: InputOf<typeof endpoints.removeView>,
    @SignedIn() { operator }: Person,
  ): Promise<void> {
    const removed = await this.ports.savedViews.remove(operator.id, params.id);
    if (!removed) throw new Refusal('not-found', 'There is no such view');
  }
}
