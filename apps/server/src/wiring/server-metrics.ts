import { Metrics } from '@waybill/platform';
import type { SocksStreamhost } from '@waybill/bytes';
import type { TransferLedger, TransferRetention } from '@waybill/domain';
import type { Database } from '@waybill/persistence';
import type { SessionRegistry } from '@waybill/routing';
import { VERSION } from '../version.js';

export interface Measured {
  readonly database: Database;
  readonly retention: TransferRetention;
  readonly registry: SessionRegistry;
  readonly ledger: TransferLedger;
  readonly streamhost: SocksStreamhost;
}

/** How many of a kind there are, by label. */
function tally<T>(items: Iterable<T>, label: (item: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(label(item), (counts.get(label(item)) ?? 0) + 1);
  return counts;
}

export function makeMetrics(database: Database): Metrics {
  return new Metrics({ version: VERSION, database: database.kind });
}

/** Everything that is asked for at each look at `/metrics`. */
export function watchServer(metrics: Metrics, measured: Measured): void {
  const { database, retention, registry, ledger, streamhost } = measured;
  metrics.watchBy('c2s_sessions', 'Bound resources', 'tls', () =>
    tally(registry.all(), ({ facts }) => facts.tls ?? 'none'),
  );
  metrics.watchBy('transfers_active', 'Transfers in progress', 'method', () =>
    tally(ledger.live(), ({ transfer }) => transfer.method),
  );
  metrics.watch('proxy_connections_active', 'Relays running', () => streamhost.load.active);
  metrics.watch('proxy_connections_pending', 'Connections waiting', () => streamhost.load.pending);
  metrics.watch(
    'proxy_buffer_bytes',
    'Memory held to read into',
    () => streamhost.load.bufferBytes,
  );
  metrics.watchTotal(
    'proxy_turned_away_total',
    'Connections refused for being too many',
    () => streamhost.load.turnedAway,
  );
  metrics.watch('ledger_backlog', 'Transfers that wait for the disk', () => ledger.figures.backlog);
  metrics.watch('db_queue_length', 'Writes that wait', () => database.queueDepth());
  metrics.watchTotalBy(
    'retention_deleted_total',
    'Records deleted because their time had come',
    'table',
    () => new Map([['transfers', retention.deleted]]),
  );
}
