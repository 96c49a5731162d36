import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { migrations } from '@waybill/migrations';
import { StoreFault } from '@waybill/domain';
import type { Database } from 'sqlite3';
import { closeSqlite, openSqlite } from './driver.js';
import { SqliteClient } from './sql/sqlite-client.js';
import { faultOf } from './store-errors.js';

/** Runs `work` on a connection of its own. */
export async function withSqlite<T>(
  file: string,
  readOnly: boolean,
  work: (client: SqliteClient) => Promise<T>,
): Promise<T> {
  const database = await openSqlite(file, { readOnly });
  const client = new SqliteClient(database);
  try {
    return await work(client);
  } finally {
    await client.release();
    await closeSqlite(database);
  }
}

/** Makes folder and file where they are missing, readable by their owner only. */
export async function prepareFile(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await (await open(file, 'a', 0o600)).close();
  } catch (error) {
    throw new StoreFault('read-only', `${file} cannot be written: check folder and owner`, {
      cause: error,
    });
  }
}

/** What an existing file holds, looked at before anything is changed. */
export interface FileState {
  readonly empty: boolean;
  /** Migrations of this version that the file has not had. */
  readonly pending: number;
}

/** @throws StoreFault `corrupt`, or `newer-schema` when the file has had migrations that we do not know */
export async function inspect(file: string): Promise<FileState> {
  if ((await stat(file)).size === 0) return { empty: true, pending: migrations.length };
  try {
    // read and write, so that a WAL which a killed process left behind is taken in
    return await withSqlite(file, false, async (client) => {
      const tables = await client.all<{ name: string }>(
        `SELECT name FROM sqlite_master WHERE type = 'table'`,
      );
      if (tables.length === 0) return { empty: true, pending: migrations.length };
      if (!tables.some(({ name }) => name === 'migrations')) {
        throw new StoreFault('corrupt', `${file} is not a Waybill database`);
      }
      const done = await client.all<{ name: string }>('SELECT name FROM migrations');
      const known = new Set<string>(migrations.map(({ name }) => name));
      const foreign = done.find(({ name }) => !known.has(name));
      if (foreign !== undefined) {
        throw new StoreFault(
          'newer-schema',
          `${file} was written by a newer Waybill (it has had ${foreign.name}): install that version, or restore the backup made before the update`,
        );
      }
      return { empty: false, pending: migrations.length - done.length };
    });
  } catch (error) {
    throw withFile(error, file);
  }
}

/** Names the file in what went wrong. */
export function withFile(error: unknown, file: string): unknown {
  const fault = faultOf(error);
  if (fault === undefined || fault.message.includes(file)) return error;
  return new StoreFault(fault.code, `${file}: ${fault.message}`, { cause: error });
}

/**
 * Copies a database while it is in use: `VACUUM INTO` a temporary name, checked, synced, renamed. The backup
 * interface of SQLite never ends on a busy database; a copy of the file misses what is still in the WAL.
 */
export async function backUp(file: string, target: string): Promise<void> {
  const temporary = `${target}.part`;
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await rm(temporary, { force: true });
  try {
    await (await open(temporary, 'wx', 0o600)).close();
    await withSqlite(file, false, (client) => client.run('VACUUM INTO $1', [temporary]));
    await withSqlite(temporary, true, async (client) => {
      const [check] = await client.all<{ integrity_check: string }>('PRAGMA integrity_check(1)');
      if (check?.integrity_check !== 'ok')
        throw new StoreFault('corrupt', `${target}: damaged copy`);
    });
    const handle = await open(temporary, 'r+');
    await handle.sync();
    await handle.close();
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw withFile(error, target);
  }
}

/**
 * Keeps a second instance off the same file. The lock is SQLite's own on an empty file beside it, so that it ends with
 * the process however that ends.
 */
export class InstanceLock {
  private constructor(private readonly database: Database) {}

  /** @throws StoreFault `in-use` */
  static async take(file: string): Promise<InstanceLock> {
    const database = await openSqlite(`${file}.lock`, { busyTimeoutMs: 0 });
    const lock = new InstanceLock(database);
    try {
      await lock.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      await closeSqlite(database);
      if (faultOf(error)?.code !== 'in-use') throw withFile(error, file);
      throw new StoreFault('in-use', `${file} is open in another Waybill; stop it first`);
    }
    return lock;
  }

  async release(): Promise<void> {
    await this.exec('ROLLBACK');
    await closeSqlite(this.database);
  }

  private exec(sql: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.database.exec(sql, (error) => (error === null ? resolve() : reject(error)));
    });
  }
}
