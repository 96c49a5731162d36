import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, index, integer, key, table, text } from './columns.js';

const accountDays = table(
  'account_days',
  [
    key(text('day')),
    key(text('account')),
    integer('sent_transfers'),
    bigint('sent_bytes'),
    integer('received_transfers'),
    bigint('received_bytes'),
  ],
  [index('account_days', ['account', 'day'])],
);

const DAY = {
  sqlite: `strftime('%Y-%m-%d', offered_at / 1000, 'unixepoch')`,
  postgres: `to_char(to_timestamp(offered_at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
};
const ENDED = `state NOT IN ('offered', 'accepted', 'streaming')`;
const BYTES = 'coalesce(bytes_sent, 0)';

/** What ended so far, by the day of its offer and by account. */
const fill = (kind: keyof typeof DAY) =>
  `INSERT INTO account_days (day, account, sent_transfers, sent_bytes, received_transfers, received_bytes)
   SELECT day, account, sum(st), sum(sb), sum(rt), sum(rb) FROM (
     SELECT ${DAY[kind]} AS day, sender AS account, 1 AS st, ${BYTES} AS sb, 0 AS rt, 0 AS rb
       FROM transfers WHERE ${ENDED}
     UNION ALL
     SELECT ${DAY[kind]}, receiver, 0, 0, 1, ${BYTES} FROM transfers WHERE ${ENDED}
   ) parties GROUP BY day, account`;

const INDEXES: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['transfers', ['duration', 'id']],
  ['transfers', ['sha256', 'id']],
  ['transfers', ['declared_hash', 'id']],
];

// The chain is only ever appended to; whoever wants to change it has to take these away first
const APPEND_ONLY = {
  sqlite: ['UPDATE', 'DELETE'].map(
    (deed) => `CREATE TRIGGER audit_entries_no_${deed.toLowerCase()} BEFORE ${deed} ON audit_entries
      BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END`,
  ),
  postgres: [
    `CREATE FUNCTION audit_entries_refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the audit chain is append-only'; END $$`,
    `CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
      FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_refuse()`,
  ],
};
const NO_LONGER = {
  sqlite: ['DROP TRIGGER audit_entries_no_update', 'DROP TRIGGER audit_entries_no_delete'],
  postgres: [
    'DROP TRIGGER audit_entries_append_only ON audit_entries',
    'DROP FUNCTION audit_entries_refuse()',
  ],
};

const kindOf = (runner: QueryRunner) =>
  runner.connection.options.type === 'postgres' ? 'postgres' : 'sqlite';

/** Totals by account, what long transfers are sorted by, and a chain that refuses changes. */
export class Statistics1764000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const kind = kindOf(runner);
    await runner.createTable(accountDays);
    await runner.query(fill(kind));
    // nullable, as anything else rebuilds the table; it is never null
    await runner.query('ALTER TABLE transfers ADD COLUMN duration bigint');
    await runner.query(`UPDATE transfers SET duration = CASE
      WHEN ended_at IS NULL OR started_at IS NULL THEN -1 ELSE ended_at - started_at END`);
    for (const [name, columns] of INDEXES) {
      const list = columns.join(', ');
      await runner.query(`CREATE INDEX ix_${name}_${columns.join('_')} ON ${name} (${list})`);
    }
    for (const statement of APPEND_ONLY[kind]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of NO_LONGER[kindOf(runner)]) await runner.query(statement);
    for (const [name, columns] of INDEXES) {
      await runner.query(`DROP INDEX ix_${name}_${columns.join('_')}`);
    }
    await runner.query('ALTER TABLE transfers DROP COLUMN duration');
    await runner.dropTable(accountDays.name);
  }
}
