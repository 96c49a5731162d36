import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, flag, index, integer, key, nullable, table, text } from './columns.js';

const tables = [
  table('roster_versions', [key(text('account')), integer('version')]),
  table('roster_items', [
    key(text('account')),
    key(text('contact')),
    flag('listed'),
    nullable(text('name')),
    text('groups'),
    text('subscription'),
    flag('ask'),
    flag('approved'),
    nullable(bigint('request_at')),
    nullable(text('request_inner')),
  ]),
  table(
    'offline_messages',
    [key(integer('id')), text('account'), bigint('received_at'), integer('bytes'), text('xml')],
    [index('offline_messages', ['account', 'id']), index('offline_messages', ['received_at'])],
  ),
  table('vcards', [key(text('account')), text('xml')]),
  table('private_elements', [
    key(text('account')),
    key(text('ns')),
    key(text('name')),
    integer('bytes'),
    text('xml'),
  ]),
];

/** What accounts keep on the server: contacts, waiting messages, vCards, private XML. */
export class Messaging1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const each of tables) await runner.createTable(each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of [...tables].reverse()) await runner.dropTable(each.name);
  }
}
