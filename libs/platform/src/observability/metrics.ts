import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const SECONDS = [0.05, 0.25, 1, 5, 15, 60, 300, 1_800];
const BYTES = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10];

/**
 * Everything that `/metrics` shows: one prefix, base units, few label values, never an address or a name.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly transfersOffered = this.counter('transfers_offered_total', 'Offers seen', ['method']);
  readonly transfersFinished = this.counter('transfers_finished_total', 'Transfers that ended', [
    'method',
    'outcome',
  ]);
  readonly transferFailures = this.counter('transfer_failures_total', 'Transfers that failed', [
    'reason',
  ]);
  readonly transferBytes = this.counter('transfer_bytes_total', 'File bytes that passed here', [
    'method',
  ]);
  readonly transferDuration = this.histogram(
    'transfer_duration_seconds',
    'From the first byte to the end',
    ['method'],
    SECONDS,
  );
  readonly transferSize = this.histogram(
    'transfer_size_bytes',
    'Bytes that were relayed',
    ['method'],
    BYTES,
  );
  readonly negotiationDuration = this.histogram(
    'negotiation_duration_seconds',
    'From the offer to the first byte',
    ['method'],
    SECONDS,
  );
  readonly authAttempts = this.counter('auth_attempts_total', 'Logins', ['via', 'result']);
  readonly httpDuration = this.histogram(
    'http_request_duration_seconds',
    'Requests to dashboard and API',
    ['route', 'method', 'code'],
    [0.005, 0.025, 0.1, 0.25, 1, 5],
  );

  constructor(build: { readonly version: string; readonly database: string }) {
    collectDefaultMetrics({ register: this.registry, prefix: 'waybill_' });
    new Gauge({
      name: 'waybill_build_info',
      help: 'What is running',
      labelNames: ['version', 'node', 'db'],
      registers: [this.registry],
    }).set({ version: build.version, node: process.version, db: build.database }, 1);
  }

  /** A value that is asked for when somebody looks. */
  watch(name: string, help: string, read: () => number): void {
    new Gauge({
      name: `waybill_${name}`,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** Values by label that are asked for when somebody looks. */
  watchBy(
    name: string,
    help: string,
    label: string,
    read: () => ReadonlyMap<string, number>,
  ): void {
    new Gauge({
      name: `waybill_${name}`,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [value, number] of read()) this.set({ [label]: value }, number);
      },
    });
  }

  /** A total that somebody else counts. */
  watchTotal(name: string, help: string, read: () => number): void {
    new Counter({
      name: `waybill_${name}`,
      help,
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  /** Totals by label that somebody else counts. */
  watchTotalBy(
    name: string,
    help: string,
    label: string,
    read: () => ReadonlyMap<string, number>,
  ): void {
    new Counter({
      name: `waybill_${name}`,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [value, number] of read()) this.inc({ [label]: value }, number);
      },
    });
  }

  private counter<L extends string>(name: string, help: string, labelNames: readonly L[]) {
    return new Counter({ name: `waybill_${name}`, help, labelNames, registers: [this.registry] });
  }

  private histogram<L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    buckets: number[],
  ) {
    return new Histogram({
      name: `waybill_${name}`,
      help,
      labelNames,
      buckets,
      registers: [this.registry],
    });
  }
}
