import type { AdminPorts } from '../ports.js';
import { lastDays } from '../statistics/day-span.js';

const DAYS = 30;

/** What accounts sent and received in thirty days, in one question; the ledger knows that of every host's. */
export async function recentTraffic(
  { statistics, clock }: Pick<AdminPorts, 'statistics' | 'clock'>,
  jids: readonly string[],
) {
  const found = await statistics.ofAccounts(jids, lastDays(DAYS, clock.now()));
  const byJid = new Map(found.map((one) => [one.account, one]));
  return (jid: string) => {
    const one = byJid.get(jid);
    return {
      sent30d: { transfers: one?.sentTransfers ?? 0, bytes: one?.sentBytes ?? 0 },
      received30d: { transfers: one?.receivedTransfers ?? 0, bytes: one?.receivedBytes ?? 0 },
    };
  };
}
