import { Controller, Inject } from '@nestjs/common';
import type { AccountTotal } from '@waybill/domain';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { statisticsEndpoints as endpoints } from '../contract/statistics.js';
import { Input } from '../http/admin-request.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { accountJid } from '../users/account-edge.js';
import { daySpan } from './day-span.js';

const TOP = 10;

const toTotal = ({ account, transfers, bytes }: AccountTotal) => ({
  jid: account,
  transfers,
  bytes,
});

/** Charts and the tabs of a user: from the totals by day, whatever their number of transfers. */
@Controller()
export class StatisticsController {
  constructor(@Inject(ADMIN_PORTS) private readonly ports: AdminPorts) {}

  @Serves(endpoints.statistics)
  async overall(
    @Input() { query }: InputOf<typeof endpoints.statistics>,
  ): Promise<AnswerOf<typeof endpoints.statistics>> {
    const { statistics, clock } = this.ports;
    const span = daySpan(query, clock.now());
    const [days, senders, receivers] = await Promise.all([
      statistics.days(span),
      statistics.top('sent', span, TOP),
      statistics.top('received', span, TOP),
    ]);
    return {
      ...span,
      days: days.map((day) => ({ ...day, reason: day.reason ?? null })),
      topSenders: senders.map(toTotal),
      topReceivers: receivers.map(toTotal),
    };
  }

  @Serves(endpoints.activity)
  async activity(
    @Input() { params, query }: InputOf<typeof endpoints.activity>,
  ): Promise<AnswerOf<typeof endpoints.activity>> {
    const jid = await this.known(params.jid);
    const span = daySpan(query, this.ports.clock.now());
    const items = await this.ports.statistics.ofAccount(jid, span);
    return { ...span, items: [...items] };
  }

  @Serves(endpoints.roster)
  async roster(
    @Input() { params }: InputOf<typeof endpoints.roster>,
  ): Promise<AnswerOf<typeof endpoints.roster>> {
    const { entries } = await this.ports.rosters.load(await this.known(params.jid));
    const items = entries.map((entry) => ({
      jid: entry.contact,
      name: entry.name ?? null,
      groups: [...entry.groups],
      subscription: entry.subscription,
      asking: entry.ask,
      asked: entry.request !== undefined,
    }));
    return { items };
  }

  private async known(text: string): Promise<string> {
    const account = await this.ports.accounts.find(accountJid(text));
    if (account === undefined) throw new Refusal('not-found', 'There is no such account');
    return account.jid;
  }
}
