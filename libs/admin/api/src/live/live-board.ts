import { randomBytes } from 'node:crypto';
import { hasEnded, type LedgerClock, type LiveView, type TransferLedger } from '@waybill/domain';
import type { CountersEvent, LiveEvent } from '../schemas/transfers.js';
import type { NameView } from '../transfers/name-view.js';
import { toLive } from '../transfers/transfer-views.js';
import { liveViews } from './live-views.js';

/** Changes go out this often at most. */
const TICK_MS = 1000;
/** How many ticks someone may have missed and still catch up without the whole list. */
const HISTORY = 60;
/** Bound on the transfers that the history holds in all. */
const MAX_KEPT_CHANGES = 5000;

/** Someone who wants to see what runs. */
export interface BoardViewer {
  readonly view: NameView;
  /** Called at most once a second, with a position to come back with. */
  live(id: string, event: LiveEvent): void;
  counters(event: CountersEvent): void;
}

interface Tick {
  readonly seq: number;
  readonly changes: ReadonlyMap<string, LiveView>;
}

/**
 * Turns the ledger's changes into events, once for all who watch. It listens to the ledger only while somebody
 * watches, and remembers the last minute so that a short break costs no full list.
 */
export class LiveBoard {
  private readonly viewers = new Set<BoardViewer>();
  private pending = new Map<string, LiveView>();
  private history: Tick[] = [];
  private keptChanges = 0;
  private seq = 0;
  private run = '';
  private counters: CountersEvent | undefined;
  private unsubscribe: (() => void) | undefined;
  private cancelTick: (() => void) | undefined;

  constructor(
    private readonly ledger: Pick<TransferLedger, 'live' | 'subscribe'>,
    private readonly readCounters: () => Promise<CountersEvent>,
    private readonly clock: LedgerClock,
    private readonly onFault: (error: unknown) => void,
  ) {}

  /**
   * Adds a viewer, who is told at once what runs, or what changed since `lastEventId` where that is still known.
   * @returns what removes them
   */
  join(viewer: BoardViewer, lastEventId: string | undefined): () => void {
    if (this.viewers.size === 0) this.start();
    this.catchUp(viewer, lastEventId);
    if (this.counters !== undefined) viewer.counters(this.counters);
    this.viewers.add(viewer);
    this.count().catch(this.onFault);
    return () => {
      if (this.viewers.delete(viewer) && this.viewers.size === 0) this.stop();
    };
  }

  /** Tells one viewer everything: the first time, or when they could not keep up. */
  snapshot(viewer: BoardViewer): void {
    const items = liveViews(this.ledger).map((one) => toLive(one, viewer.view));
    viewer.live(this.position(), { full: true, items, ended: [] });
  }

  private catchUp(viewer: BoardViewer, lastEventId: string | undefined): void {
    const [run, text = ''] = lastEventId?.split('-') ?? [];
    const seen = /^\d{1,15}$/.test(text) ? Number(text) : -1;
    const oldest = this.history[0]?.seq ?? this.seq + 1;
    if (run !== this.run || seen > this.seq || seen < oldest - 1) {
      this.snapshot(viewer);
      return;
    }
    const missed = new Map<string, LiveView>();
    for (const { seq, changes } of this.history) {
      if (seq > seen) for (const [id, view] of changes) missed.set(id, view);
    }
    viewer.live(this.position(), eventOf(missed, viewer.view));
  }

  private start(): void {
    // another run of the board knows nothing of the positions of this one
    this.run = randomBytes(6).toString('hex');
    this.unsubscribe = this.ledger.subscribe((changes) => {
      for (const view of changes) this.pending.set(view.transfer.id, view);
    });
    this.scheduleTick();
  }

  private stop(): void {
    this.unsubscribe?.();
    this.cancelTick?.();
    this.unsubscribe = undefined;
    this.cancelTick = undefined;
    this.pending = new Map();
    this.history = [];
    this.keptChanges = 0;
    this.counters = undefined;
  }

  private scheduleTick(): void {
    this.cancelTick = this.clock.after(TICK_MS, () => {
      this.scheduleTick();
      this.tick();
      this.count().catch(this.onFault);
    });
  }

  private tick(): void {
    if (this.pending.size === 0) return;
    const changes = this.pending;
    this.pending = new Map();
    this.remember({ seq: ++this.seq, changes });
    const byView = new Map<NameView, LiveEvent>();
    for (const viewer of this.viewers) {
      const event = byView.get(viewer.view) ?? eventOf(changes, viewer.view);
      byView.set(viewer.view, event);
      viewer.live(this.position(), event);
    }
  }

  private remember(tick: Tick): void {
    this.history.push(tick);
    this.keptChanges += tick.changes.size;
    while (this.history.length > HISTORY || this.keptChanges > MAX_KEPT_CHANGES) {
      this.keptChanges -= this.history.shift()?.changes.size ?? 0;
    }
  }

  private async count(): Promise<void> {
    const counters = await this.readCounters();
    if (JSON.stringify(counters) === JSON.stringify(this.counters)) return;
    this.counters = counters;
    for (const viewer of this.viewers) viewer.counters(counters);
  }

  private position(): string {
    return `${this.run}-${this.seq}`;
  }
}

function eventOf(changes: ReadonlyMap<string, LiveView>, view: NameView): LiveEvent {
  const items = [];
  const ended = [];
  for (const [id, one] of changes) {
    if (hasEnded(one.transfer.state)) ended.push(id);
    else items.push(toLive(one, view));
  }
  return { full: false, items, ended };
}
