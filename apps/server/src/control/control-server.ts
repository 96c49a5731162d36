import { chmod, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Log } from '@waybill/platform';
import { ControlFault, lineReader, parseLine, type ControlReply } from './protocol.js';
import { dispatch, type VerbTable } from './verb-table.js';

const MAX_CONNECTIONS = 64;
/** Unsent bytes above which events for a reader that does not keep up are left out. */
const MAX_UNSENT_BYTES = 1024 * 1024;

/**
 * The server's side of the control socket. Who can open the socket file may do everything: its mode is 0600.
 */
export class ControlServer {
  private readonly server: Server;
  private readonly connections = new Set<Socket>();

  constructor(
    private readonly verbs: VerbTable,
    private readonly log: Log,
  ) {
    this.server = createServer((socket) => this.accept(socket));
    this.server.maxConnections = MAX_CONNECTIONS;
  }

  /** Listens at `path`; a socket file that nobody answers at is removed first. */
  async listen(path: string): Promise<void> {
    await rm(path, { force: true });
    const before = process.umask(0o177);
    try {
      await new Promise<void>((resolve, reject) => {
        this.server.once('error', reject);
        this.server.listen(path, () => {
          this.server.off('error', reject);
          resolve();
        });
      });
    } finally {
      process.umask(before);
    }
    await chmod(path, 0o600);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.connections) socket.destroy();
    await closed;
  }

  private accept(socket: Socket): void {
    const gone = new AbortController();
    this.connections.add(socket);
    socket.setEncoding('utf8');
    const read = lineReader((line) => void this.handle(socket, line, gone.signal));
    socket.on('data', (chunk: string) => {
      if (!read(chunk)) socket.destroy();
    });
    // a command that was interrupted: nothing to do about it
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.connections.delete(socket);
      gone.abort();
    });
  }

  private async handle(socket: Socket, line: string, signal: AbortSignal): Promise<void> {
    const request = parseLine(line) ?? {};
    const id = typeof request['id'] === 'number' ? request['id'] : 0;
    const verb = typeof request['verb'] === 'string' ? request['verb'] : '';
    const send = (reply: ControlReply) => {
      if (socket.writable) socket.write(`${JSON.stringify(reply)}\n`);
    };
    try {
      const result = await dispatch(this.verbs, verb, request['params'], {
        signal,
        emit: (event) => {
          if (socket.writableLength < MAX_UNSENT_BYTES) send({ id, event });
        },
      });
      if (result instanceof ControlFault) send({ id, fault: { ...result } });
      else send({ id, result: result ?? null });
    } catch (err) {
      this.log.error({ event: 'control.fault', verb, err }, 'a command failed');
      send({ id, fault: { code: 'internal', message: 'the server failed; see its log' } });
    }
  }
}

/** Whether a server answers at this socket. */
export function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
