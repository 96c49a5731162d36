import { Controller, Inject } from '@nestjs/common';
import type { AccountTotal, DaySpan } from '@waybill/domain';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { statisticsEndpoints as endpoints } from '../contract/statistics.js';
import { Input } from '../http/admin-request.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { accountJid } from '../users/account-edge.js';
import { daySpan } from './day-span.js';

const TOP = 10;

/** As old as a chart may be. */
const FRESH_MS = 30_000;
const MAX_RECENT = 20;

type Overall = Promise<AnswerOf<typeof endpoints.statistics>>;

const toTotal = ({ account, transfers, bytes }: AccountTotal) => ({
  jid: account,
  transfers,
  bytes,
});

/** Charts and the tabs of a user: from the totals by day, whatever their number of transfers. */
@Controller()
export class StatisticsController {
  /** A year of totals takes a while to add up: many who look at it at once share one sum. */
  private readonly recent = new Map<string, { readonly at: number; readonly answer: Overall }>();

  constructor(@Inject(ADMIN_PORTS) private readonly ports: AdminPorts) {}

  @Serves(endpoints.statistics)
  async overall(
    @Input() { query }: InputOf<typeof endpoints.statistics>,
  ): Promise<AnswerOf<typeof endpoints.statistics>> {
    const now = this.ports.clock.now();
    const span = daySpan(query, now);
    const key = `${span.since} ${span.until}`;
    const known = this.recent.get(key);
    if (known !== undefined && now - known.at < FRESH_MS) return known.answer;
    const answer = this.sum(span);
    this.recent.delete(key);
    this.recent.set(key, { at: now, answer });
    const [oldest] = this.recent.keys();
    if (this.recent.size > MAX_RECENT && oldest !== undefined) this.recent.delete(oldest);
    // a failure is nobody's answer but the one's who met it
    answer.catch(() => this.recent.delete(key));
    return answer;
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

  private async sum(span: DaySpan): Overall {
    const { statistics } = this.ports;
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

  private async known(text: string): Promise<string> {
    const account = await this.ports.accounts.find(accountJid(text));
    if (account === undefined) throw new Refusal('not-found', 'There is no such account');
    return account.jid;
  }
}
