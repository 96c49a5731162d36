import { connect, type Socket } from 'node:net';
import type { Event, Params, Result, Verb } from './contract.js';
import { ControlFault, lineReader, parseLine, type ControlRequest } from './protocol.js';
import { ControlCaller } from './verb-table.js';

interface Pending {
  readonly onEvent: ((event: unknown) => void) | undefined;
  readonly settle: (answer: unknown) => void;
}

/** A command's connection to the running server. */
export class ControlClient extends ControlCaller {
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;

  private constructor(private readonly socket: Socket) {
    super();
    socket.setEncoding('utf8');
    const read = lineReader((line) => this.answered(parseLine(line) ?? {}));
    socket.on('data', (chunk: string) => {
      if (!read(chunk)) socket.destroy();
    });
    // 'close' follows and tells everyone who waits
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      for (const { settle } of this.pending.values()) {
        settle(new ControlFault('not-running', 'the server went away'));
      }
      this.pending.clear();
    });
  }

  /** @returns undefined when no server answers there */
  static open(path: string): Promise<ControlClient | undefined> {
    return new Promise((resolve) => {
      const socket = connect(path);
      const failed = () => resolve(undefined);
      socket.once('error', failed);
      socket.once('connect', () => {
        socket.off('error', failed);
        resolve(new ControlClient(socket));
      });
    });
  }

  override call<V extends Verb>(
    verb: V,
    params: Params<V>,
    onEvent?: (event: Event<V>) => void,
  ): Promise<Result<V> | ControlFault> {
    const request: ControlRequest = { id: ++this.lastId, verb, params };
    return new Promise((resolve) => {
      this.pending.set(request.id, {
        onEvent: onEvent as Pending['onEvent'],
        settle: resolve as Pending['settle'],
      });
      if (this.socket.writable) this.socket.write(`${JSON.stringify(request)}\n`);
      else resolve(new ControlFault('not-running', 'the server went away'));
    });
  }

  override close(): Promise<void> {
    this.socket.destroy();
    return Promise.resolve();
  }

  private answered(reply: Readonly<Record<string, unknown>>): void {
    const id = typeof reply['id'] === 'number' ? reply['id'] : 0;
    const waiting = this.pending.get(id);
    if (waiting === undefined) return;
    if ('event' in reply) {
      waiting.onEvent?.(reply['event']);
      return;
    }
    this.pending.delete(id);
    if ('fault' in reply) {
      const { code, message } = reply['fault'] as { code: string; message: string };
      waiting.settle(new ControlFault(code, message));
    } else {
      waiting.settle(reply['result']);
    }
  }
}
