import type { components } from './schema.js';

type LiveTransfer = components['schemas']['LiveTransfer'];
type LiveEvent = components['schemas']['LiveEvent'];
type AttachmentList = components['schemas']['AttachmentList'];
type Counters = components['schemas']['CountersEvent'];

/** What the feed tells its page. */
export interface LiveFeedListener {
  /** All running transfers, in the order in which they were first seen. */
  live(items: readonly LiveTransfer[]): void;
  counters(counters: Counters): void;
  /** Host servers and their links, whenever something about them changed; for those who may read them. */
  attachments?(list: AttachmentList): void;
  /** Whether the picture is current: false after five seconds without a sign of life. */
  fresh(isFresh: boolean): void;
}

export interface LiveFeedOptions {
  /** As for the client. */
  readonly baseUrl?: string;
  /** For tests. */
  readonly open?: (url: string) => EventSource;
}

const STALE_AFTER_MS = 5000;

/** Applies one event of the stream to a list of running transfers, by id. */
export function applyLive(
  before: ReadonlyMap<string, LiveTransfer>,
  event: LiveEvent,
): Map<string, LiveTransfer> {
  const after = new Map(event.full ? [] : before);
  for (const item of event.items) after.set(item.id, item);
  for (const id of event.ended) after.delete(id);
  return after;
}

/**
 * One connection to `/api/v1/stream` that keeps the list of running transfers. The browser reconnects by itself and
 * resumes where it was; `fresh(false)` tells when it has nothing to show for it.
 */
export class LiveFeed {
  private readonly source: EventSource;
  private items = new Map<string, LiveTransfer>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isFresh = false;

  constructor(
    private readonly listener: LiveFeedListener,
    options: LiveFeedOptions = {},
  ) {
    const url = `${options.baseUrl ?? ''}/api/v1/stream`;
    this.source = options.open?.(url) ?? new EventSource(url);
    this.on<LiveEvent>('live', (event) => {
      this.items = applyLive(this.items, event);
      this.listener.live([...this.items.values()]);
    });
    this.on<Counters>('counters', (counters) => this.listener.counters(counters));
    this.on<AttachmentList>('attachments', (list) => this.listener.attachments?.(list));
    this.on('heartbeat', () => undefined);
    this.expectSignOfLife();
  }

  /** Ends the connection; nothing is told any more. */
  close(): void {
    clearTimeout(this.timer);
    this.source.close();
  }

  private on<T>(type: string, handle: (event: T) => void): void {
    this.source.addEventListener(type, (message: MessageEvent<string>) => {
      handle(JSON.parse(message.data) as T);
      this.signOfLife();
    });
  }

  private signOfLife(): void {
    this.expectSignOfLife();
    if (this.isFresh) return;
    this.isFresh = true;
    this.listener.fresh(true);
  }

  private expectSignOfLife(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.isFresh = false;
      this.listener.fresh(false);
    }, STALE_AFTER_MS);
  }
}
