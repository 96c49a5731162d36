import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, key, table } from './columns.js';

const passes = table('retention_passes', [key(bigint('before_at'))]);

const IN_TIME = 'EXISTS (SELECT 1 FROM retention_passes WHERE before_at > ';
const NO_CHANGE = 'steps of a timeline are never changed';
const NO_DELETION = 'the ledger is append-only: only retention deletes';

// What retention deletes is covered by a pass, which lives as long as its transaction
const UP = {
  sqlite: [
    `CREATE TRIGGER transfer_steps_no_update BEFORE UPDATE ON transfer_steps
      BEGIN SELECT RAISE(ABORT, '${NO_CHANGE}'); END`,
    `CREATE TRIGGER transfer_steps_no_delete BEFORE DELETE ON transfer_steps
      WHEN NOT EXISTS (SELECT 1 FROM retention_passes)
      BEGIN SELECT RAISE(ABORT, '${NO_DELETION}'); END`,
    `CREATE TRIGGER transfers_no_delete BEFORE DELETE ON transfers
      WHEN NOT ${IN_TIME} OLD.offered_at)
      BEGIN SELECT RAISE(ABORT, '${NO_DELETION}'); END`,
  ],
  postgres: [
    `CREATE FUNCTION transfer_steps_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION '${NO_CHANGE}'; END IF;
      IF NOT EXISTS (SELECT 1 FROM retention_passes) THEN RAISE EXCEPTION '${NO_DELETION}'; END IF;
      RETURN OLD; END $$`,
    `CREATE TRIGGER transfer_steps_append_only BEFORE UPDATE OR DELETE ON transfer_steps
      FOR EACH ROW EXECUTE FUNCTION transfer_steps_refuse()`,
    `CREATE FUNCTION transfers_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NOT ${IN_TIME} OLD.offered_at) THEN RAISE EXCEPTION '${NO_DELETION}'; END IF;
      RETURN OLD; END $$`,
    `CREATE TRIGGER transfers_append_only BEFORE DELETE ON transfers
      FOR EACH ROW EXECUTE FUNCTION transfers_refuse()`,
    `CREATE FUNCTION ledger_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION '${NO_DELETION}'; END $$`,
    ...['transfer_steps', 'transfers'].map(
      (name) => `CREATE TRIGGER ${name}_no_truncate BEFORE TRUNCATE ON ${name}
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_truncate()`,
    ),
  ],
};
const DOWN = {
  sqlite: [
    'DROP TRIGGER transfers_no_delete',
    'DROP TRIGGER transfer_steps_no_delete',
    'DROP TRIGGER transfer_steps_no_update',
  ],
  postgres: [
    ...['transfer_steps', 'transfers'].map((name) => `DROP TRIGGER ${name}_no_truncate ON ${name}`),
    'DROP FUNCTION ledger_refuse_truncate()',
    'DROP TRIGGER transfers_append_only ON transfers',
    'DROP FUNCTION transfers_refuse()',
    'DROP TRIGGER transfer_steps_append_only ON transfer_steps',
    'DROP FUNCTION transfer_steps_refuse()',
  ],
};

const kindOf = (runner: QueryRunner) =>
  runner.connection.options.type === 'postgres' ? 'postgres' : 'sqlite';

/** Timelines refuse changes, and transfers and timelines deletion, unless retention deletes them. */
export class AppendOnly1764000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(passes);
    for (const statement of UP[kindOf(runner)]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN[kindOf(runner)]) await runner.query(statement);
    await runner.dropTable(passes.name);
  }
}
