import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, index, integer, key, nullable, table, text } from './columns.js';

const operators = { column: 'operator_id', table: 'operators' };

const tables = [
  table(
    'one_time_links',
    [
      key(text('id')),
      text('kind'),
      text('token_hash'),
      nullable(text('subject')),
      nullable(text('domain')),
      nullable(text('note')),
      integer('uses'),
      integer('max_uses'),
      bigint('created_at'),
      bigint('expires_at'),
      text('created_by'),
      nullable(bigint('revoked_at')),
      nullable(bigint('last_used_at')),
    ],
    [
      index('one_time_links', ['token_hash'], true),
      index('one_time_links', ['kind', 'created_at', 'id']),
    ],
  ),
  table(
    'api_keys',
    [
      key(text('id')),
      text('name'),
      text('key_hash'),
      text('scopes'),
      bigint('created_at'),
      text('created_by'),
      nullable(bigint('expires_at')),
      nullable(bigint('last_used_at')),
      nullable(text('last_used_address')),
      nullable(bigint('revoked_at')),
    ],
    [index('api_keys', ['key_hash'], true)],
  ),
  table(
    'operator_second_factors',
    [
      key(text('operator_id')),
      text('key_id'),
      text('nonce'),
      text('sealed'),
      bigint('created_at'),
      nullable(bigint('confirmed_at')),
      bigint('last_step'),
    ],
    [],
    operators,
  ),
  table(
    'operator_recovery_codes',
    [key(text('operator_id')), key(text('code_hash')), nullable(bigint('used_at'))],
    [],
    operators,
  ),
  table(
    'saved_views',
    [
      key(text('id')),
      text('operator_id'),
      text('page'),
      text('name'),
      text('query'),
      bigint('created_at'),
    ],
    [index('saved_views', ['operator_id', 'page'])],
    operators,
  ),
];

/** Ways in for people and programs: invitations, reset links, API keys, second factors; and what they like to see. */
export class Access1764000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const each of tables) await runner.createTable(each);
    await runner.query('CREATE INDEX ix_audit_entries_kind_seq ON audit_entries (kind, seq)');
    // a table rebuild would be needed for anything but a nullable column
    await runner.query('ALTER TABLE accounts ADD COLUMN locked_until bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_audit_entries_kind_seq');
    await runner.query('ALTER TABLE accounts DROP COLUMN locked_until');
    for (const each of [...tables].reverse()) await runner.dropTable(each.name);
  }
}
