import { get, type ClientRequest, type IncomingMessage } from 'node:http';

/** One event of a stream. */
export interface StreamEvent {
  readonly id?: string;
  readonly event: string;
  readonly data: unknown;
}

/** Reads a `text/event-stream` as a browser does, and lets a test wait for what it expects. */
export class EventReader {
  readonly events: StreamEvent[] = [];
  readonly closed: Promise<void>;
  private text = '';
  private waiting: {
    readonly wants: (event: StreamEvent) => boolean;
    done(event: StreamEvent): void;
  }[] = [];

  private constructor(
    readonly status: number,
    private readonly request: ClientRequest,
    response: IncomingMessage,
  ) {
    response.setEncoding('utf8');
    response.on('data', (text: string) => this.read(text));
    this.closed = new Promise((resolve) => response.once('close', resolve));
  }

  static open(url: string, headers: Readonly<Record<string, string>>): Promise<EventReader> {
    return new Promise((resolve, reject) => {
      const request = get(url, { headers, agent: false }, (response) =>
        resolve(new EventReader(response.statusCode ?? 0, request, response)),
      );
      request.once('error', reject);
    });
  }

  /** The first event of that type from now on, or that has come and not been taken. */
  next(type: string): Promise<StreamEvent> {
    const known = this.events.findIndex(({ event }) => event === type);
    const [event] = known < 0 ? [] : this.events.splice(known, 1);
    if (event !== undefined) return Promise.resolve(event);
    return new Promise((done) => {
      this.waiting.push({ wants: (one) => one.event === type, done });
    });
  }

  close(): void {
    this.request.destroy();
  }

  private read(text: string): void {
    this.text += text;
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end < 0) return;
      this.take(this.text.slice(0, end));
      this.text = this.text.slice(end + 2);
    }
  }

  private take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => {
        const colon = line.indexOf(': ');
        return [line.slice(0, colon), line.slice(colon + 2)] as const;
      }),
    );
    const event = fields.get('event');
    if (event === undefined) return;
    const id = fields.get('id');
    const data: unknown = JSON.parse(fields.get('data') ?? '');
    const made = { event, data, ...(id === undefined ? {} : { id }) };
    const index = this.waiting.findIndex(({ wants }) => wants(made));
    const [waiter] = index < 0 ? [] : this.waiting.splice(index, 1);
    if (waiter === undefined) this.events.push(made);
    else waiter.done(made);
  }
}
