import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an ended transfer moved in a second, on average; -1 where that is not known. */
const RATE = `CASE
  WHEN ended_at IS NULL OR started_at IS NULL OR bytes_sent IS NULL OR ended_at <= started_at THEN -1
  WHEN reason = 'server-restarted' THEN -1
  ELSE (bytes_sent * 1000 + (ended_at - started_at) / 2) / (ended_at - started_at) END`;

/** Transfers by their rate, and those that have a reason by it: few have one, so that the index stays small. */
export class TransferOrders1764000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // nullable, as anything else rebuilds the table; it is never null
    await runner.query('ALTER TABLE transfers ADD COLUMN rate bigint');
    await runner.query(`UPDATE transfers SET rate = ${RATE}`);
    await runner.query('CREATE INDEX ix_transfers_rate_id ON transfers (rate, id)');
    await runner.query(`CREATE INDEX ix_transfers_reason_offered_at_id
      ON transfers (reason, offered_at, id) WHERE reason IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_transfers_reason_offered_at_id');
    await runner.query('DROP INDEX ix_transfers_rate_id');
    await runner.query('ALTER TABLE transfers DROP COLUMN rate');
  }
}
