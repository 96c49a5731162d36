import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, index, integer, key, nullable, table, text } from './columns.js';

const tables = [
  table(
    'accounts',
    [
      key(text('id')),
      text('jid'),
      text('localpart'),
      text('domain'),
      text('status'),
      nullable(text('locked_reason')),
      bigint('created_at'),
      bigint('last_seen_at'),
      nullable(text('last_seen_address')),
      nullable(text('note')),
      nullable(bigint('legacy_enabled_at')),
      nullable(bigint('legacy_expires_at')),
      nullable(text('legacy_reason')),
    ],
    [
      index('accounts', ['jid'], true),
      index('accounts', ['last_seen_at', 'jid']),
      index('accounts', ['created_at', 'jid']),
    ],
  ),
  table(
    'account_keys',
    [
      key(text('account_id')),
      key(text('hash')),
      text('salt'),
      integer('iterations'),
      text('stored_key'),
      text('server_key'),
    ],
    [],
    { column: 'account_id', table: 'accounts' },
  ),
  table(
    'account_legacy_secrets',
    [key(text('account_id')), text('key_id'), text('nonce'), text('sealed')],
    [],
    { column: 'account_id', table: 'accounts' },
  ),
  table(
    'sign_ins',
    [
      key(integer('id')),
      bigint('at'),
      text('jid'),
      text('address'),
      text('via'),
      text('mechanism'),
      text('result'),
      nullable(text('reason')),
    ],
    [index('sign_ins', ['jid', 'id']), index('sign_ins', ['at'])],
  ),
  table('server_keys', [key(text('name')), text('secret'), bigint('created_at')]),
];

/** Accounts, their keys, and who signed in. */
export class Accounts1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const each of tables) await runner.createTable(each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of [...tables].reverse()) await runner.dropTable(each.name);
  }
}
