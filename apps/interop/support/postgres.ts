import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePorts } from './ports.js';
import { programs } from './programs.js';

const ENVIRONMENT = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8' };

/** The user PostgreSQL runs as: itself refuses to be root. */
function postgresUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A PostgreSQL cluster of its own, in a temporary folder, on a loopback port. */
export class PostgresServer {
  private databases = 0;

  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<PostgresServer> {
    const postgres = programs.postgres.path;
    if (postgres === undefined) throw new Error('PostgreSQL is not installed');
    const folder = mkdtempSync(join(tmpdir(), 'waybill-postgres-'));
    const user = postgresUser();
    if (user !== undefined) chownSync(folder, user.uid, user.gid);
    const data = join(folder, 'data');
    const options = { ...user, env: ENVIRONMENT, cwd: folder };
    const initdb = join(dirname(postgres), 'initdb');
    execFileSync(initdb, ['-D', data, '-U', 'waybill', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
      ...options,
      stdio: 'ignore',
    });
    const [port = 0] = await freePorts(1);
    const server = spawn(
      postgres,
      ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await untilReady(server);
    return new PostgresServer(server, folder, port);
  }

  /** @returns the URL of a new, empty database */
  createDatabase(): string {
    const name = `waybill_${++this.databases}`;
    this.execute(`CREATE DATABASE ${name}`);
    return `postgres://waybill@127.0.0.1:${this.port}/${name}`;
  }

  /** Ends every connection to the databases made here, as a restart of the server would. */
  dropConnections(): void {
    this.execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'waybill_%'",
    );
  }

  /** Runs a statement past the stores. @throws Error with what PostgreSQL says */
  execute(sql: string, database = 'postgres'): void {
    const psql = join(dirname(programs.postgres.path ?? ''), 'psql');
    const at = ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'waybill', '-d', database];
    execFileSync(psql, [...at, '-c', sql], { stdio: ['ignore', 'ignore', 'pipe'] });
  }

  async stop(): Promise<void> {
    const exited = once(this.process, 'exit');
    // SIGINT is PostgreSQL's fast shutdown
    this.process.kill('SIGINT');
    await exited;
    rmSync(this.folder, { recursive: true });
  }
}

async function untilReady(server: ChildProcess): Promise<void> {
  if (server.stderr === null) throw new Error('PostgreSQL has no standard error');
  const seen: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    seen.push(line);
    if (line.includes('ready to accept connections')) {
      server.stderr.resume();
      return;
    }
  }
  throw new Error(`PostgreSQL did not start:\n${seen.join('\n')}`);
}
