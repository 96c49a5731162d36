import { migrations } from '@waybill/migrations';
import { DataSource } from 'typeorm';
import { parseDatabaseUrl, postgresOptions, sqliteOptions } from '../driver.js';

/** What a walk through the schema's history left behind; all of it empty when nothing is wrong. */
export interface SchemaWalk {
  /** Changes that TypeORM would want after the first way up. */
  readonly driftAfterUp: readonly string[];
  /** Tables that remain after the way down. */
  readonly leftAfterDown: readonly string[];
  /** The same as the first, after the second way up. */
  readonly driftAfterAgain: readonly string[];
}

const LEFT = {
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'table'
    AND name NOT IN ('migrations', 'sqlite_sequence')`,
  postgres: `SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = current_schema() AND table_name <> 'migrations'`,
};

/** Runs all migrations up, down one by one, and up again, on an empty database. */
export async function walkSchema(url: string): Promise<SchemaWalk> {
  const target = parseDatabaseUrl(url);
  const source = new DataSource(
    target.kind === 'sqlite' ? sqliteOptions(target.file) : postgresOptions(target.url, 2),
  );
  await source.initialize();
  const drift = async () =>
    (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);
  await source.runMigrations({ transaction: 'all' });
  const driftAfterUp = await drift();
  for (let left = migrations.length; left > 0; left--) await source.undoLastMigration();
  const tables = await source.query<{ name: string }[]>(LEFT[target.kind]);
  await source.runMigrations({ transaction: 'all' });
  const driftAfterAgain = await drift();
  await source.destroy();
  return { driftAfterUp, leftAfterDown: tables.map(({ name }) => name), driftAfterAgain };
}
