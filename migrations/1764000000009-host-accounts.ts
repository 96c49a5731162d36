import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, index, key, nullable, table, text } from './columns.js';

const hostAccounts = table(
  'host_accounts',
  [
    key(text('jid')),
    text('host'),
    nullable(text('note')),
    nullable(text('locked_by')),
    nullable(bigint('locked_at')),
    nullable(text('locked_reason')),
  ],
  [index('host_accounts', ['host'])],
);

/** What is remembered of the accounts that host servers keep: remarks and locks. */
export class HostAccounts1764000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(hostAccounts);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(hostAccounts.name);
  }
}
