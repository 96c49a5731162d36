import { Controller, Inject } from '@nestjs/common';
import {
  deedEntry,
  hasEnded,
  type FacetCount,
  type Transfer,
  type TransferFilter,
} from '@waybill/domain';
import { z } from 'zod';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { transferEndpoints as endpoints } from '../contract/transfers.js';
import { CalledBy, Input, type Caller } from '../http/admin-request.js';
import { actorOf } from '../http/actor.js';
import { readCursor, writeCursor } from '../http/cursor.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, ADMIN_SETTINGS, type AdminPorts, type AdminSettings } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { liveViews } from '../live/live-views.js';
import { nameViewOf } from './name-view.js';
import { toDetail, toLive, toSummary } from './transfer-views.js';
import { shortIdOf, toTransferFilter } from './transfer-filter.js';

const RELATED = 10;
const position = z.strictObject({ value: z.number(), row: z.number() });

const toFacet = <T>({ value, count }: FacetCount<T>) => ({ value, transfers: count });

/** The ledger: list, one waybill, what runs now, and cutting it. */
@Controller()
export class TransfersController {
  constructor(
    @Inject(ADMIN_PORTS) private readonly ports: AdminPorts,
    @Inject(ADMIN_SETTINGS) private readonly settings: AdminSettings,
  ) {}

  @Serves(endpoints.list)
  async list(
    @Input() { query }: InputOf<typeof endpoints.list>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.list>> {
    const view = nameViewOf(caller);
    const filter = toTransferFilter(query, this.settings.domains, view);
    const { sort, limit, after } = query;
    const key = { ...filter, sort };
    const start = readCursor('transfers', key, position, after);
    const { transfers, ledger } = this.ports;
    const [page, totals] = await Promise.all([
      transfers.list(filter, sort, limit, start),
      transfers.count(filter),
    ]);
    return {
      // what is still in memory is newer than the row: list and live view agree
      items: page.transfers.map((one) => toSummary(ledger.view(one.id) ?? { transfer: one }, view)),
      next: writeCursor('transfers', key, page.next && { ...page.next }),
      total: { count: totals.total, capped: totals.capped },
    };
  }

  @Serves(endpoints.facets)
  async facets(
    @Input() { query }: InputOf<typeof endpoints.facets>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.facets>> {
    const filter = toTransferFilter(query, this.settings.domains, nameViewOf(caller));
    const found = await this.ports.transfers.facets(filter);
    return {
      status: found.states.map(toFacet),
      method: found.methods.map(toFacet),
      reason: found.reasons.map(toFacet),
      capped: found.capped,
    };
  }

  @Serves(endpoints.detail)
  async detail(
    @Input() { params }: InputOf<typeof endpoints.detail>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.detail>> {
    const transfer = await this.find(params.id);
    const steps = await this.ports.transfers.steps(transfer.id);
    const seen = this.ports.ledger.view(transfer.id) ?? { transfer };
    return toDetail(seen, steps, nameViewOf(caller));
  }

  @Serves(endpoints.related)
  async related(
    @Input() { params }: InputOf<typeof endpoints.related>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.related>> {
    const { sender, receiver, measured, declared, id } = await this.find(params.id);
    const view = nameViewOf(caller);
    const hash = measured.sha256 ?? declared.hash;
    const some = async (filter: TransferFilter) => {
      const page = await this.ports.transfers.list(filter, '-time', RELATED + 1);
      const others = page.transfers.filter((one) => one.id !== id).slice(0, RELATED);
      return others.map((transfer) => toSummary({ transfer }, view));
    };
    const [samePair, sameFile] = await Promise.all([
      some({ sender: sender.bareJid, receiver: receiver.bareJid }),
      hash === undefined ? [] : some({ hash }),
    ]);
    return { samePair, sameFile };
  }

  @Serves(endpoints.cancel)
  async cancel(
    @Input() { params }: InputOf<typeof endpoints.cancel>,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const transfer = await this.find(params.id);
    if (hasEnded(transfer.state)) throw new Refusal('transfer-ended');
    const deed = {
      at: this.ports.clock.now(),
      kind: 'operator-action',
      action: 'transfer-cancelled',
      data: { transfer: transfer.id, before: transfer.state, after: 'cancelled' },
    } as const;
    // first the record: what can't be recorded is not done
    await this.ports.audit.append(deedEntry(deed, actorOf(caller)));
    const outcome = this.ports.ledger.cancel(transfer.id, caller.name);
    // it ended by itself in between; the chain has that end as well
    if (outcome !== 'cancelled') throw new Refusal('transfer-ended');
  }

  @Serves(endpoints.live)
  live(@CalledBy() caller: Caller): AnswerOf<typeof endpoints.live> {
    const view = nameViewOf(caller);
    return { items: liveViews(this.ports.ledger).map((one) => toLive(one, view)) };
  }

  private async find(id: string): Promise<Transfer> {
    const { ledger, transfers } = this.ports;
    const shortId = shortIdOf(id);
    const found =
      shortId === undefined
        ? (ledger.get(id) ?? (await transfers.find(id)))
        : await transfers.findByShortId(shortId);
    if (found === undefined) throw new Refusal('not-found', 'There is no such transfer');
    return ledger.get(found.id) ?? found;
  }
}
