import type { LedgerClock } from '@waybill/domain';
import type { Response } from 'express';
import type { AttachmentsEvent } from '../schemas/attachments.js';
import type { CountersEvent, LiveEvent } from '../schemas/transfers.js';
import type { NameView } from '../transfers/name-view.js';
import type { BoardViewer, LiveBoard } from './live-board.js';

const HEARTBEAT_MS = 2000;
/** Every so many heartbeats it is checked that the operator's session still stands. */
const CHECK_EVERY = 5;

/** Where the list of attachments comes from, and when it changes. */
export interface AttachmentsSource {
  read(): AttachmentsEvent;
  watch(listener: () => void): () => void;
}

/** What one open stream needs. */
export interface EventStreamParts {
  readonly response: Response;
  readonly view: NameView;
  readonly board: LiveBoard;
  readonly clock: LedgerClock;
  /** For those who may see host servers. */
  readonly attachments?: AttachmentsSource | undefined;
  /** Whether the session that opened the stream still stands; does not count as its use. */
  readonly stillAllowed: () => Promise<boolean>;
  readonly onFault: (error: unknown) => void;
}

/**
 * One `text/event-stream` answer. A reader that does not keep up is sent nothing until it has read what it was sent,
 * and then everything anew: what waits for it is never more than one list.
 * @see WHATWG HTML §9.2
 */
export class EventStream implements BoardViewer {
  readonly view: NameView;
  private behind = false;
  private lastCounters: CountersEvent | undefined;
  private beats = 0;
  private leave: (() => void) | undefined;
  private unwatch: (() => void) | undefined;
  private cancelBeat: (() => void) | undefined;

  constructor(private readonly parts: EventStreamParts) {
    this.view = parts.view;
  }

  open(lastEventId: string | undefined, onClosed: () => void): void {
    const { response, board } = this.parts;
    response.status(200);
    response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
    // nginx holds answers back unless it is told not to
    response.setHeader('X-Accel-Buffering', 'no');
    response.flushHeaders();
    response.once('close', () => {
      this.leave?.();
      this.unwatch?.();
      this.cancelBeat?.();
      this.leave = this.unwatch = undefined;
      onClosed();
    });
    response.on('drain', () => this.caughtUp());
    this.write('retry: 2000\n\n');
    this.leave = board.join(this, lastEventId);
    this.attachments();
    this.unwatch = this.parts.attachments?.watch(() => this.attachments());
    this.beat();
  }

  /** Ends the answer; the browser will come back and be refused. */
  end(): void {
    this.parts.response.end();
  }

  live(id: string, event: LiveEvent): void {
    this.write(`id: ${id}\nevent: live\ndata: ${JSON.stringify(event)}\n\n`);
  }

  counters(event: CountersEvent): void {
    this.lastCounters = event;
    this.write(`event: counters\ndata: ${JSON.stringify(event)}\n\n`);
  }

  private attachments(): void {
    const list = this.parts.attachments?.read();
    if (list !== undefined) this.write(`event: attachments\ndata: ${JSON.stringify(list)}\n\n`);
  }

  private write(text: string): void {
    const { response } = this.parts;
    if (this.behind || response.writableEnded || response.destroyed) return;
    if (!response.write(text)) this.behind = true;
  }

  private caughtUp(): void {
    if (!this.behind) return;
    this.behind = false;
    this.parts.board.snapshot(this);
    if (this.lastCounters !== undefined) this.counters(this.lastCounters);
    this.attachments();
  }

  private beat(): void {
    const { clock, onFault } = this.parts;
    this.write(`event: heartbeat\ndata: {"at":"${new Date(clock.now()).toISOString()}"}\n\n`);
    this.cancelBeat = clock.after(HEARTBEAT_MS, () => {
      this.beat();
      if (++this.beats % CHECK_EVERY === 0) this.check().catch(onFault);
    });
  }

  private async check(): Promise<void> {
    if (!(await this.parts.stillAllowed())) this.end();
  }
}
