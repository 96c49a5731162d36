import { Controller, Inject } from '@nestjs/common';
import type { DailyTotal } from '@waybill/domain';
import type { AnswerOf } from '../contract/endpoint.js';
import { transferEndpoints as endpoints } from '../contract/transfers.js';
import { CalledBy, type Caller } from '../http/admin-request.js';
import { Serves } from '../http/serves.js';
import { liveViews } from '../live/live-views.js';
import { ADMIN_PORTS, ADMIN_SETTINGS, type AdminPorts, type AdminSettings } from '../ports.js';
import { isoOf } from '../schemas/instants.js';
import { dayOf, daySentence } from './day-sentence.js';
import { toSummary } from './transfer-views.js';
import { nameViewOf } from './name-view.js';

const DAYS = 30;
const STRIP = 6;
const DAY_MS = 86_400_000;

/** The first page: today in one sentence, what runs, and the last thirty days. */
@Controller()
export class OverviewController {
  constructor(
    @Inject(ADMIN_PORTS) private readonly ports: AdminPorts,
    @Inject(ADMIN_SETTINGS) private readonly settings: AdminSettings,
  ) {}

  @Serves(endpoints.overview)
  async overview(@CalledBy() caller: Caller): Promise<AnswerOf<typeof endpoints.overview>> {
    const { ledger, transfers, accounts, sessions, clock } = this.ports;
    const now = clock.now();
    const [days, accountCount] = await Promise.all([
      transfers.daily(dayOf(now - (DAYS - 1) * DAY_MS)),
      accounts.count(),
    ]);
    const view = nameViewOf(caller);
    const advertised = this.ports.streamhost.endpoints();
    return {
      sentence: daySentence(days, dayOf(now)),
      live: liveViews(ledger)
        .slice(0, STRIP)
        .map((one) => toSummary(one, view)),
      days: days.map(toDay),
      sessions: sessions.size,
      accounts: accountCount,
      streamhost: {
        listening: advertised.length > 0,
        advertised: advertised.map(({ host, port }) =>
          host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`,
        ),
      },
      startedAt: isoOf(this.settings.startedAt),
    };
  }
}

const toDay = ({ day, method, state, reason, transfers, bytes }: DailyTotal) => ({
  day,
  method,
  state,
  reason: reason ?? null,
  transfers,
  bytes,
});
