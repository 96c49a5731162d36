import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, index, integer, key, nullable, table, text } from './columns.js';

const tables = [
  table(
    'operators',
    [
      key(text('id')),
      text('name'),
      text('name_key'),
      text('role'),
      text('password_hash'),
      bigint('created_at'),
      nullable(bigint('last_seen_at')),
      nullable(text('locale')),
    ],
    [index('operators', ['name_key'], true)],
  ),
  table(
    'operator_sessions',
    [
      key(text('id_hash')),
      text('operator_id'),
      bigint('created_at'),
      bigint('last_used_at'),
      bigint('expires_at'),
      bigint('proven_at'),
      text('address'),
      nullable(text('user_agent')),
    ],
    [index('operator_sessions', ['operator_id'])],
    { column: 'operator_id', table: 'operators' },
  ),
  table('setup_tokens', [
    key(integer('id')),
    text('hash'),
    bigint('created_at'),
    bigint('expires_at'),
  ]),
];

/** The people behind the dashboard. */
export class Operators1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const each of tables) await runner.createTable(each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of [...tables].reverse()) await runner.dropTable(each.name);
  }
}
