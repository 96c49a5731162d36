import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { programs } from './programs.js';

const script = (name: string) => fileURLToPath(new URL(`../clients/${name}`, import.meta.url));

/** How long a test waits for a client before it gives up and says what came instead. */
const EVENT_DEADLINE_MS = 30_000;

/** Something the client told us: an event of its own, or the answer to a command. */
export interface PeerLine {
  readonly event?: string;
  readonly answer?: number;
  readonly ok?: unknown;
  readonly error?: { readonly condition: string; readonly type?: string; readonly text?: string };
  readonly [key: string]: unknown;
}

/** An XMPP error that the client got as an answer. */
export class PeerError extends Error {
  constructor(
    readonly condition: string,
    text: string | undefined,
  ) {
    super(text === undefined || text === '' ? condition : `${condition}: ${text}`);
  }
}

/** Where a client finds a server, and whose certificate it trusts. */
export interface ServerAddress {
  readonly port: number;
  /** Certificates that it trusts: of the stream, and of what it fetches over HTTPS. */
  readonly caFile: string;
}

interface Waiter {
  readonly wanted: (line: PeerLine) => boolean;
  readonly resolve: (line: PeerLine) => void;
}

/** A client that somebody else wrote, in a process of its own. */
export class ClientPeer {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly lines: PeerLine[] = [];
  private waiters: Waiter[] = [];
  private commands = 0;
  private errors = '';

  private constructor(
    readonly jid: string,
    command: readonly [string, ...string[]],
    env: NodeJS.ProcessEnv,
  ) {
    const [program, ...args] = command;
    this.process = spawn(program, args, { env: { ...process.env, ...env } });
    this.process.stderr.on('data', (chunk: Buffer) => {
      this.errors = (this.errors + chunk.toString()).slice(-8_000);
    });
    createInterface({ input: this.process.stdout }).on('line', (line) => {
      this.take(JSON.parse(line) as PeerLine);
    });
    this.process.on('exit', () => this.take({ event: 'exited' }));
  }

  /** slixmpp (Python), by STARTTLS. */
  static slixmpp(jid: string, password: string, server: ServerAddress): ClientPeer {
    const python = programs.python.path ?? 'python3';
    const args = [jid, password, '127.0.0.1', String(server.port), server.caFile];
    // what it fetches over HTTPS is signed by whom the test trusts, as its stream is
    const env = { SSL_CERT_FILE: server.caFile };
    return new ClientPeer(jid, [python, script('slixmpp_peer.py'), ...args], env);
  }

  /** xmpp.js (Node), by STARTTLS. */
  static xmppJs(jid: string, password: string, server: ServerAddress): ClientPeer {
    const args = [script('xmppjs_peer.mjs'), jid, password, String(server.port)];
    return new ClientPeer(jid, [process.execPath, ...args], {
      NODE_EXTRA_CA_CERTS: server.caFile,
    });
  }

  /** Waits until it has logged in. @throws PeerError with what it said when it could not */
  async online(): Promise<this> {
    const ends = ['online', 'failed-auth', 'exited'];
    const line = await this.event((l) => ends.includes(l.event ?? ''));
    if (line.event === 'online') return this;
    this.kill();
    throw new PeerError(line.event ?? '', this.errors);
  }

  /** Runs a command of the script. @throws PeerError with the stanza error's condition */
  async do(command: string, args: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const n = ++this.commands;
    this.process.stdin.write(`${JSON.stringify({ n, do: command, with: args })}\n`);
    const line = await this.event((l) => l.answer === n || l.event === 'exited');
    if (line.error !== undefined) throw new PeerError(line.error.condition, line.error.text);
    if (line.answer !== n) throw new PeerError('exited', this.errors);
    return line.ok;
  }

  /** The first line, past or future, that fits; each line is given out once. */
  event(wanted: string | ((line: PeerLine) => boolean)): Promise<PeerLine> {
    const fits = typeof wanted === 'string' ? (l: PeerLine) => l.event === wanted : wanted;
    const index = this.lines.findIndex(fits);
    const [known] = index < 0 ? [] : this.lines.splice(index, 1);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => {
        const seen = this.lines.map((line) => JSON.stringify(line)).join('\n');
        reject(new Error(`${this.jid} waited in vain for ${String(wanted)}; it saw:\n${seen}`));
      }, EVENT_DEADLINE_MS);
      const settle = (line: PeerLine) => {
        clearTimeout(deadline);
        resolve(line);
      };
      this.waiters.push({ wanted: fits, resolve: settle });
    });
  }

  /** Events that came and were not asked for yet. */
  pending(event: string): readonly PeerLine[] {
    return this.lines.filter((line) => line.event === event);
  }

  /** Closes the stream in good order and ends the process. */
  async quit(): Promise<void> {
    await this.do('quit');
    this.process.stdin.end();
  }

  /** Ends the process at once, as a crash would. */
  kill(): void {
    this.process.kill('SIGKILL');
  }

  private take(line: PeerLine): void {
    const index = this.waiters.findIndex(({ wanted }) => wanted(line));
    const [waiter] = index < 0 ? [] : this.waiters.splice(index, 1);
    if (waiter === undefined) this.lines.push(line);
    else waiter.resolve(line);
  }
}
