import { migrations } from '@waybill/migrations';
import sqlite3 from 'sqlite3';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { rows } from './rows/rows.js';

// The one file that names the SQLite driver: TypeORM's next line has another.
const BUSY_TIMEOUT_MS = 5000;
const common = { entities: rows, migrations: [...migrations], synchronize: false, logging: false };

/** What `database.url` names. */
export type DatabaseTarget =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string };

/**
 * Reads `sqlite:<path>`, `postgres://…` or `postgresql://…`.
 * @throws TypeError for anything else, with what was expected
 */
export function parseDatabaseUrl(url: string): DatabaseTarget {
  if (/^postgres(ql)?:\/\//.test(url)) return { kind: 'postgres', url };
  const file = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(url)?.[1];
  if (file !== undefined && !file.startsWith(':memory:')) return { kind: 'sqlite', file };
  throw new TypeError(`database.url must be sqlite:<path of a file> or postgres://…, not ${url}`);
}

// TypeORM asks for `verbose()`, which takes a stack trace at every call: a quarter of the cost of recording a transfer
const driver = { Database: sqlite3.Database, verbose: () => sqlite3 };

export function sqliteOptions(file: string): DataSourceOptions {
  const options = { enableWAL: true, busyTimeout: BUSY_TIMEOUT_MS, driver };
  return { ...common, ...options, type: 'sqlite', database: file };
}

export function postgresOptions(url: string, poolSize: number): DataSourceOptions {
  return { ...common, type: 'postgres', url, poolSize, parseInt8: true };
}

/** The connection behind a SQLite data source. */
export function sqliteHandle(source: DataSource): sqlite3.Database {
  return (source.driver as unknown as { readonly databaseConnection: sqlite3.Database })
    .databaseConnection;
}

/** A bare connection, for what has no rows: locks, backups, a look before anything is changed. */
export function openSqlite(
  file: string,
  options: { readonly readOnly?: boolean; readonly busyTimeoutMs?: number } = {},
): Promise<sqlite3.Database> {
  const mode =
    options.readOnly === true
      ? sqlite3.OPEN_READONLY
      : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE;
  return new Promise((resolve, reject) => {
    const database: sqlite3.Database = new sqlite3.Database(file, mode, (error) => {
      if (error !== null) return reject(error);
      database.configure('busyTimeout', options.busyTimeoutMs ?? BUSY_TIMEOUT_MS);
      resolve(database);
    });
  });
}

export function closeSqlite(database: sqlite3.Database): Promise<void> {
  return new Promise((resolve, reject) => {
    database.close((error) => (error === null ? resolve() : reject(error)));
  });
}
