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
  /** Ids of what was counted as offered, and whether as ended too. */
  private readonly known = new Map<string, boolean>();
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
  follow(ledger: TransferLedger): () => void {
    return ledger.subscribe((changes) => {
      for (const change of changes) this.changed(change);
      this.offers.end();
      this.ends.end();
    });
  }

  private changed({ transfer }: LiveView): void {
    const { id, method, state } = transfer;
    const ended = this.known.get(id);
    if (ended === undefined) {
      this.offers.add({ method });
      this.log.info(this.facts('transfer.offered', transfer), 'transfer offered');
    }
    if (ended !== true && hasEnded(state)) this.ended(transfer);
    this.remember(id, hasEnded(state));
  }

  private ended(transfer: Transfer): void {
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

  private remember(id: string, ended: boolean): void {
    this.known.delete(id);
    this.known.set(id, ended);
    if (this.known.size <= REMEMBERED) return;
    // some at a time: a look at a map's first entry passes over all that were deleted before it
    for (const oldest of this.known.keys()) {
      if (this.known.size <= REMEMBERED - FORGOTTEN_TOGETHER) return;
      this.known.delete(oldest);
    }
  }
}
