import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A host server that Waybill is attached to, ready for clients. */
export interface HostServer {
  readonly c2sPort: number;
  readonly componentPort: number;
  readonly caFile: string;
  /** Stops it as a crash would, and starts it again on the same data. */
  restart(): Promise<void>;
  /** Takes the kit out again, as the manual says, and starts the server anew. */
  removeKit(): Promise<void>;
  /** Names of what it keeps: its data's files, or tables. */
  kept(): readonly string[];
  stop(): Promise<void>;
}

/** Names in the shipped kits, and what tests put in their place. */
export const NAMES = {
  host: 'localhost',
  component: 'files.localhost',
  secret: 'a component secret',
} as const;

export const ACCOUNTS = [
  { name: 'alice', password: 'correct horse battery' },
  { name: 'bob', password: 'another long password' },
] as const;

const START_DEADLINE_MS = 30_000;

/** A file of `contrib/`, unchanged but for names and secrets. */
export function kit(path: string, more: readonly (readonly [string, string])[] = []): string {
  const file = fileURLToPath(new URL(`../../../contrib/${path}`, import.meta.url));
  const changes = [
    ['files.example.org', NAMES.component],
    ['example.org', NAMES.host],
    ['SECRET', NAMES.secret],
    ...more,
  ] as const;
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of changes) text = text.replaceAll(from, to);
  return text;
}

/** The folder of a shipped file. */
export function kitFolder(name: string): string {
  return fileURLToPath(new URL(`../../../contrib/${name}`, import.meta.url));
}

/** A new folder with a certificate for `localhost` and its key. */
export function folderWithCertificate(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `waybill-${name}-`));
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  const key = ['-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...key, ...subject, ...files], { stdio: 'ignore' });
  return folder;
}

/** Names of the files in a folder and below, in order. */
export function filesOf(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => join(relative(folder, parentPath), name)).sort();
}

/** A server process; what it prints is kept for the error that says why it did not start. */
export class HostProcess {
  private readonly child: ChildProcess;
  private output = '';

  constructor(program: string, args: readonly string[], folder: string, env: NodeJS.ProcessEnv) {
    this.child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer) => {
      this.output = (this.output + chunk.toString()).slice(-16_000);
    };
    this.child.stdout?.on('data', keep);
    this.child.stderr?.on('data', keep);
  }

  /** Waits until somebody listens at each port. */
  async listening(ports: readonly number[]): Promise<void> {
    const deadline = Date.now() + START_DEADLINE_MS;
    for (const port of ports) {
      while (!(await answers(port))) {
        if (this.child.exitCode !== null || Date.now() > deadline) {
          throw new Error(`nobody listens at ${port}:\n${this.output}`);
        }
      }
    }
  }

  /** @param signal by default as a crash; `SIGTERM` ends it in order, so that it writes what it has */
  stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.child.once('exit', () => resolve());
      this.child.kill(signal);
    });
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    // the next look comes a moment later, not at once: a server that starts needs the processor
    socket.once('error', () => void setTimeout(() => resolve(false), 50));
  });
}
