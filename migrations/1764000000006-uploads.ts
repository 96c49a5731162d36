import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, index, integer, key, nullable, table, text } from './columns.js';

const uploads = table(
  'uploads',
  [
    key(text('id')),
    ...['token', 'file_name', 'purpose', 'domain', 'host', 'state'].map(text),
    ...['content_type', 'detected_type', 'account', 'sha256', 'deletion_rule'].map((name) =>
      nullable(text(name)),
    ),
    ...['size', 'granted_at', 'slot_expires_at'].map(bigint),
    ...['expire_before_at', 'stored_at', 'deleted_at', 'last_download_at'].map((name) =>
      nullable(bigint(name)),
    ),
    integer('downloads'),
  ],
  [
    index('uploads', ['token'], true),
    index('uploads', ['granted_at', 'id']),
    index('uploads', ['account', 'granted_at', 'id']),
    index('uploads', ['state', 'granted_at', 'id']),
    index('uploads', ['state', 'purpose', 'stored_at']),
    index('uploads', ['state', 'expire_before_at']),
    index('uploads', ['size', 'id']),
    index('uploads', ['sha256']),
  ],
);

const downloads = table(
  'upload_downloads',
  [
    key(integer('id')),
    text('upload_id'),
    bigint('at'),
    text('address'),
    nullable(bigint('range_offset')),
    nullable(bigint('range_length')),
    bigint('bytes'),
    integer('complete'),
  ],
  [index('upload_downloads', ['upload_id', 'id'])],
);

const tables = [
  uploads,
  downloads,
  table('upload_receivers', [key(text('upload_id')), key(text('jid')), bigint('at')]),
  table(
    'upload_holdings',
    [key(text('kind')), key(text('name')), integer('files'), bigint('bytes')],
    [index('upload_holdings', ['kind', 'bytes', 'name'])],
  ),
  table('upload_retention', [key(text('purpose')), nullable(integer('days'))]),
];

/** Files that were put on this server, who fetched them, and who holds how much. */
export class Uploads1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const each of tables) await runner.createTable(each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of [...tables].reverse()) await runner.dropTable(each.name);
  }
}
