import { dirname, join } from 'node:path';
import { StoreFault } from '@waybill/domain';
import type { Database as SqliteDatabase } from 'sqlite3';
import { DataSource } from 'typeorm';
import { AuditAppender } from './audit-appender.js';
import {
  closeSqlite,
  openSqlite,
  parseDatabaseUrl,
  postgresOptions,
  sqliteHandle,
  sqliteOptions,
  type DatabaseTarget,
} from './driver.js';
import { PostgresReader, PostgresSession } from './sql/postgres-client.js';
import { ReadPool } from './sql/read-pool.js';
import type { SqlClient, SqlSession } from './sql/sql-client.js';
import { SqliteClient } from './sql/sqlite-client.js';
import { InstanceLock, backUp, inspect, prepareFile, withFile } from './sqlite-files.js';
import { RowNumbers } from './store-context.js';
import { SqlApiKeyStore } from './stores/api-keys.store.js';
import { SqlAccountStore } from './stores/accounts.store.js';
import { SqlAuditLog } from './stores/audit-log.store.js';
import { SqlLinkStore } from './stores/links.store.js';
import {
  SqlOfflineStore,
  SqlPrivateStore,
  SqlRosterStore,
  SqlVcardStore,
} from './stores/messaging.stores.js';
import {
  SqlOperatorSessionStore,
  SqlOperatorStore,
  SqlSetupTokenStore,
} from './stores/operators.stores.js';
import { SqlHostAccountStore } from './stores/host-accounts.store.js';
import { SqlSavedViewStore } from './stores/saved-views.store.js';
import { SqlSecondFactorStore } from './stores/second-factors.store.js';
import { SqlServerKeyStore } from './stores/server-keys.store.js';
import { SqlSignInStore } from './stores/sign-ins.store.js';
import { SqlStatisticsStore } from './stores/statistics.store.js';
import { SqlTransferRetentionStore } from './stores/transfer-retention.store.js';
import { SqlTransferStore } from './stores/transfers.store.js';
import { SqlUploadStore } from './stores/uploads.store.js';
import { WriteQueue, type WriteQueueLimits } from './write-queue.js';
import { faultOf } from './store-errors.js';

export interface DatabaseConfig {
  /** `sqlite:<path>` or `postgres://…`. */
  readonly url: string;
  /** Whether pending migrations run; otherwise they refuse the start. Default true. */
  readonly migrate?: boolean;
  /** Where the copy made before a migration goes; beside the file by default. SQLite only. */
  readonly backupFolder?: string;
  /** Connections of the PostgreSQL pool; default 8. */
  readonly poolSize?: number;
  readonly queue?: WriteQueueLimits;
  readonly now?: () => number;
}

/** Connections that read SQLite: a long list must not keep a short one waiting. */
const READERS = 2;
/** Of each; with SQLite's own 2 MiB most of a list's time went into reading pages anew (measured). */
const READER_CACHE_KIB = 32_768;

/** The stores, and what belongs to the database as a whole. */
export interface Database {
  readonly kind: 'sqlite' | 'postgres';
  readonly accounts: SqlAccountStore;
  readonly signIns: SqlSignInStore;
  readonly serverKeys: SqlServerKeyStore;
  readonly operators: SqlOperatorStore;
  readonly operatorSessions: SqlOperatorSessionStore;
  readonly setupTokens: SqlSetupTokenStore;
  readonly secondFactors: SqlSecondFactorStore;
  readonly apiKeys: SqlApiKeyStore;
  readonly links: SqlLinkStore;
  readonly hostAccounts: SqlHostAccountStore;
  readonly savedViews: SqlSavedViewStore;
  readonly audit: SqlAuditLog;
  readonly transfers: SqlTransferStore;
  readonly statistics: SqlStatisticsStore;
  readonly transferRetention: SqlTransferRetentionStore;
  readonly uploads: SqlUploadStore;
  readonly rosters: SqlRosterStore;
  readonly offline: SqlOfflineStore;
  readonly vcards: SqlVcardStore;
  readonly privateXml: SqlPrivateStore;
  /** Copy made before the migration at this start, if there was one. */
  readonly migrationBackup: string | undefined;
  /** Writes that wait; for metrics. */
  queueDepth(): number;
  /** Asks the database something trivial; for health checks. @throws StoreFault */
  ping(): Promise<void>;
  /** Copies the database while it is in use. @throws StoreFault `unsupported` on PostgreSQL */
  backupTo(file: string): Promise<void>;
  /**
   * Takes SQLite's write-ahead log into the file and empties it, unless somebody reads; it grows to its longest ever otherwise.
   * PostgreSQL looks after its own. @throws StoreFault
   */
  checkpoint(): Promise<void>;
  /** Finishes what waits to be written and lets go of the database. */
  close(): Promise<void>;
}

/** An open database, before its stores are made. */
interface Connection {
  readonly kind: Database['kind'];
  readonly writer: DataSource;
  readonly session: SqlSession;
  readonly reader: SqlClient;
  readonly migrationBackup: string | undefined;
  release(): Promise<void>;
}

/**
 * Opens the database, brings its schema up to date, and keeps other instances off.
 * @throws StoreFault with a text for the operator
 */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  const target = parseDatabaseUrl(config.url);
  const connection = await (target.kind === 'sqlite'
    ? openSqliteDatabase(target.file, config)
    : openPostgres(target.url, config));
  try {
    return await assemble(connection, target, config);
  } catch (error) {
    await connection.release();
    throw faultOf(error) ?? error;
  }
}

/** Brings the schema of a database up to date that nothing else has open. @returns how many migrations ran */
export async function migrate(config: Omit<DatabaseConfig, 'migrate'>): Promise<number> {
  const target = parseDatabaseUrl(config.url);
  let before = 0;
  if (target.kind === 'sqlite') {
    await prepareFile(target.file);
    before = (await inspect(target.file)).pending;
  }
  const database = await openDatabase({ ...config, migrate: true });
  await database.close();
  return before;
}

async function openSqliteDatabase(file: string, config: DatabaseConfig): Promise<Connection> {
  await prepareFile(file);
  const lock = await InstanceLock.take(file);
  const writer = new DataSource(sqliteOptions(file));
  const readers: SqliteDatabase[] = [];
  try {
    const { empty, pending } = await inspect(file);
    refusePending(pending, empty, config);
    const migrationBackup = empty || pending === 0 ? undefined : await preserve(file, config);
    await writer.initialize();
    await tune(writer);
    if (pending > 0) await writer.runMigrations({ transaction: 'all' });
    while (readers.length < READERS) readers.push(await openSqlite(file));
    const session = new SqliteClient(sqliteHandle(writer));
    const reader = await readPool(readers);
    const release = async () => {
      await Promise.all([session.release(), reader.release()]);
      await Promise.all(readers.map(closeSqlite));
      await writer.destroy();
      await lock.release();
    };
    return { kind: 'sqlite', writer, session, reader, migrationBackup, release };
  } catch (error) {
    await Promise.all(readers.map(closeSqlite));
    if (writer.isInitialized) await writer.destroy();
    await lock.release();
    throw withFile(error, file);
  }
}

async function readPool(connections: readonly SqliteDatabase[]): Promise<ReadPool> {
  const clients = connections.map((connection) => new SqliteClient(connection));
  for (const client of clients) {
    await client.all('PRAGMA query_only = 1');
    await client.all(`PRAGMA cache_size = -${READER_CACHE_KIB}`);
  }
  return new ReadPool(clients);
}

function refusePending(pending: number, empty: boolean, config: DatabaseConfig): void {
  if (pending === 0 || empty || config.migrate !== false) return;
  throw new StoreFault(
    'pending-migrations',
    `the database needs ${pending} migration(s): start without --no-migrate, after a backup`,
  );
}

/** @returns the copy made before a migration */
async function preserve(file: string, config: DatabaseConfig): Promise<string> {
  const stamp = new Date((config.now ?? Date.now)()).toISOString().replace(/[:.]/g, '-');
  const folder = config.backupFolder ?? join(dirname(file), 'backups');
  const target = join(folder, `before-migration-${stamp}.db`);
  await backUp(file, target);
  return target;
}

/** Sets what durability rests on, and looks whether it was taken. */
async function tune(writer: DataSource): Promise<void> {
  const pragma = async (name: string, value: string, expected: string | number) => {
    await writer.query(`PRAGMA ${name} = ${value}`);
    const [row] = await writer.query<Record<string, string | number>[]>(`PRAGMA ${name}`);
    const got = Object.values(row ?? {})[0];
    if (got !== expected)
      throw new StoreFault('unsupported', `PRAGMA ${name} is ${got}, not ${expected}`);
  };
  await pragma('journal_mode', 'WAL', 'wal');
  // FULL: a power cut takes no acknowledged commit; with NORMAL it took hundreds (measured)
  await pragma('synchronous', 'FULL', 2);
  await pragma('foreign_keys', 'ON', 1);
  await pragma('busy_timeout', '5000', 5000);
  await pragma('wal_autocheckpoint', '1000', 1000);
  await pragma('journal_size_limit', String(64 * 1024 * 1024), 64 * 1024 * 1024);
  await pragma('cache_size', '-65536', -65536);
}

async function openPostgres(url: string, config: DatabaseConfig): Promise<Connection> {
  const source = new DataSource(postgresOptions(url, config.poolSize ?? 8));
  const session = new PostgresSession(source);
  try {
    await source.initialize();
    await session.connect();
    await bringUpToDate(source, config);
    const release = async () => {
      await session.release();
      await source.destroy();
    };
    const reader = new PostgresReader(source);
    return {
      kind: 'postgres',
      writer: source,
      session,
      reader,
      migrationBackup: undefined,
      release,
    };
  } catch (error) {
    await session.release();
    if (source.isInitialized) await source.destroy();
    throw faultOf(error) ?? error;
  }
}

async function bringUpToDate(source: DataSource, config: DatabaseConfig): Promise<void> {
  const [table] = await source.query<{ name: string | null }[]>(
    `SELECT to_regclass('migrations') AS name`,
  );
  const rows =
    table?.name === 'migrations'
      ? await source.query<{ name: string }[]>('SELECT name FROM migrations')
      : [];
  const known = new Set(source.migrations.map(({ name, constructor }) => name ?? constructor.name));
  const foreign = rows.find(({ name }) => !known.has(name));
  if (foreign !== undefined) {
    throw new StoreFault(
      'newer-schema',
      `the database was written by a newer Waybill (it has had ${foreign.name})`,
    );
  }
  refusePending(known.size - rows.length, rows.length === 0, config);
  await source.runMigrations({ transaction: 'all' });
}

async function assemble(
  connection: Connection,
  target: DatabaseTarget,
  config: DatabaseConfig,
): Promise<Database> {
  const { session, reader, kind } = connection;
  const chain = new AuditAppender();
  const numbers = {
    transfers: new RowNumbers('transfers'),
    signIns: new RowNumbers('sign_ins'),
    offline: new RowNumbers('offline_messages'),
    downloads: new RowNumbers('upload_downloads'),
  };
  await chain.load(session);
  for (const each of Object.values(numbers)) await each.load(session);
  const queue = new WriteQueue(session, chain, config.queue);
  const context = { reader, queue };
  const transfers = new SqlTransferStore(context, numbers.transfers);
  await transfers.load();
  const uploads = new SqlUploadStore(context, numbers.downloads);
  return {
    kind,
    accounts: new SqlAccountStore(context),
    signIns: new SqlSignInStore(context, numbers.signIns),
    serverKeys: new SqlServerKeyStore(context, config.now ?? Date.now),
    operators: new SqlOperatorStore(context),
    operatorSessions: new SqlOperatorSessionStore(context),
    setupTokens: new SqlSetupTokenStore(context),
    secondFactors: new SqlSecondFactorStore(context),
    apiKeys: new SqlApiKeyStore(context),
    links: new SqlLinkStore(context),
    hostAccounts: new SqlHostAccountStore(context),
    savedViews: new SqlSavedViewStore(context),
    audit: new SqlAuditLog(context),
    transfers,
    statistics: new SqlStatisticsStore(context),
    transferRetention: new SqlTransferRetentionStore(context),
    uploads,
    rosters: new SqlRosterStore(context),
    offline: new SqlOfflineStore(context, numbers.offline),
    vcards: new SqlVcardStore(context),
    privateXml: new SqlPrivateStore(context),
    migrationBackup: connection.migrationBackup,
    queueDepth: () => queue.depth,
    ping: () => asked(reader, 'SELECT 1 AS one'),
    backupTo: (file) => backupTo(target, file),
    checkpoint: async () => {
      if (kind === 'sqlite') await asked(reader, 'PRAGMA wal_checkpoint(TRUNCATE)');
    },
    close: async () => {
      // a slot that cannot be written is lost: its URL makes it anew
      await uploads.flush().catch(() => undefined);
      await queue.close();
      await connection.release();
    },
  };
}

/** Asks for the asking's sake. @throws StoreFault */
async function asked(reader: SqlClient, sql: string): Promise<void> {
  try {
    await reader.all(sql);
  } catch (error) {
    throw faultOf(error) ?? error;
  }
}

function backupTo(target: DatabaseTarget, file: string): Promise<void> {
  if (target.kind === 'sqlite') return backUp(target.file, file);
  return Promise.reject(
    new StoreFault('unsupported', 'PostgreSQL is backed up with its own pg_dump'),
  );
}
