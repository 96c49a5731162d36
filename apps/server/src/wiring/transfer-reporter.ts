import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { hasEnded, type LiveView, type Transfer, type TransferLedger } from '@waybill/domain';
import type { Config, Log, Metrics } from '@waybill/platform';

type FileNames = Config['log']['fileNames'];

/** Ended transfers that are remembered, so that one told better later is not counted twice. */
const REMEMBERED = 10_000;
const FORGOTTEN_TOGETHER = 250;

const OUTCOMES: Readonly<Partial<Record<Transfer['state'], string>>> = { completed: 'delivered' };

/** As much of a file name as a log line may show. */
export function loggedName(name: string | undefined, how: FileNames): string | undefined {
  if (name === undefined || how === 'off') return undefined;
  if (how === 'full') return name;
  if (how === 'hash') return createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `*${extname(name).slice(0, 16)}`;
}

type Labels<L extends string> = Readonly<Record<L, string>>;

/** Adds up what is counted in one go: finding a counter by its labels costs more than all else about it. */
class Tally<L extends string> {
  private readonly counts = new Map<string, { readonly labels: Labels<L>; count: number }>();

  constructor(private readonly tell: (labels: Labels<L>, count: number) => void) {}

  add(labels: Labels<L>): void {
    const key = Object.values(labels).join(' ');
    const known = this.counts.get(key);
    if (known === undefined) this.counts.set(key, { labels, count: 1 });
    else known.count++;
  }

  end(): void {
    for (const { labels, count } of this.counts.values()) this.tell(labels, count);
    this.counts.clear();
  }
}

/** Turns what happens to transfers into log lines and metrics. */
export class TransferReporter {
  /** Ids of what was counted as offered; the ledger bounds them, and ends each. */
  private readonly open = new Set<string>();
  /** Ids of what was counted as ended, the latest last. */
  private readonly ended = new Set<string>();
  private readonly offers: Tally<'method'>;
  private readonly ends: Tally<'method' | 'outcome'>;

  constructor(
    private readonly log: Log,
    private readonly metrics: Metrics,
    private readonly fileNames: FileNames,
  ) {
    this.offers = new Tally((labels, count) => metrics.transfersOffered.inc(labels, count));
    this.ends = new Tally((labels, count) => metrics.transfersFinished.inc(labels, count));
  }

  /** @returns ends the reporting */
  follow(ledger: Pick<TransferLedger, 'subscribe'>): () => void {
    return ledger.subscribe((changes) => {
      for (const change of changes) this.changed(change);
      this.offers.end();
      this.ends.end();
    });
  }

  private changed({ transfer }: LiveView): void {
    const { id, method, state } = transfer;
    const wasEnded = this.ended.has(id);
    if (!wasEnded && !this.open.has(id)) {
      this.offers.add({ method });
      this.log.info(this.facts('transfer.offered', transfer), 'transfer offered');
      this.open.add(id);
    }
    if (!hasEnded(state)) return;
    if (!wasEnded) this.tellEnd(transfer);
    this.open.delete(id);
    this.remember(id);
  }

  private tellEnd(transfer: Transfer): void {
    const { method, state, reason, startedAt, endedAt, offeredAt, measured } = transfer;
    const { metrics } = this;
    const bytes = measured.bytesSenderToReceiver;
    this.ends.add({ method, outcome: OUTCOMES[state] ?? state });
    if (state === 'failed') metrics.transferFailures.inc({ reason: reason ?? 'protocol-error' });
    if (bytes !== undefined) {
      metrics.transferBytes.inc({ method }, bytes);
      metrics.transferSize.observe({ method }, bytes);
    }
    if (startedAt !== undefined) {
      metrics.negotiationDuration.observe({ method }, (startedAt - offeredAt) / 1000);
      const seconds = ((endedAt ?? startedAt) - startedAt) / 1000;
      metrics.transferDuration.observe({ method }, seconds);
    }
    const facts = {
      ...this.facts('transfer.done', transfer),
      outcome: OUTCOMES[state] ?? state,
      reason,
      bytes,
      path: transfer.path,
      ms: endedAt === undefined ? undefined : endedAt - offeredAt,
    };
    this.log.info(facts, 'transfer ended');
  }

  private facts(event: string, { shortId, sender, receiver, method, declared }: Transfer) {
    return {
      event,
      id: shortId,
      from: sender.bareJid,
      to: receiver.bareJid,
      method,
      file: loggedName(declared.name, this.fileNames),
    };
  }

  private remember(id: string): void {
    this.ended.delete(id);
    this.ended.add(id);
    if (this.ended.size <= REMEMBERED) return;
    // some at a time: a look at a set's first entry passes over all that were deleted before it
    for (const oldest of this.ended) {
      if (this.ended.size <= REMEMBERED - FORGOTTEN_TOGETHER) return;
      this.ended.delete(oldest);
    }
  }
}
