import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, index, integer, key, nullable, table, text } from './columns.js';

const optionalText = (...names: string[]) => names.map((name) => nullable(text(name)));
const optionalNumbers = (...names: string[]) => names.map((name) => nullable(bigint(name)));

const transfers = table(
  'transfers',
  [
    key(integer('id')),
    ...['uuid', 'short_id', 'method', 'path', 'state', 'evidence', 'visibility', 'host'].map(text),
    ...optionalText('reason'),
    ...['sender', 'receiver'].map(text),
    ...optionalText('sender_full', 'sender_address', 'receiver_full', 'receiver_address'),
    ...optionalText('sid', 'content_name', 'file_name', 'file_type'),
    ...optionalText('declared_hash', 'declared_hash_algorithm', 'description'),
    ...optionalNumbers('declared_size', 'range_offset', 'range_length', 'bytes_sent', 'bytes_back'),
    ...optionalText('sha256', 'streamhost_jid'),
    bigint('offered_at'),
    ...optionalNumbers('accepted_at', 'started_at', 'ended_at'),
    bigint('size'),
  ],
  [
    index('transfers', ['uuid'], true),
    index('transfers', ['short_id']),
    index('transfers', ['offered_at', 'id']),
    index('transfers', ['sender', 'offered_at', 'id']),
    index('transfers', ['receiver', 'offered_at', 'id']),
    index('transfers', ['state', 'offered_at', 'id']),
    index('transfers', ['method', 'offered_at', 'id']),
    index('transfers', ['size', 'id']),
  ],
);

const steps = table('transfer_steps', [
  key(integer('transfer_id')),
  key(integer('seq')),
  bigint('at'),
  text('lane'),
  text('kind'),
  text('detail'),
  nullable(text('stanza')),
]);

const days = table('transfer_days', [
  key(text('day')),
  key(text('method')),
  key(text('state')),
  key(text('reason')),
  integer('transfers'),
  bigint('bytes'),
]);

const tables = [transfers, steps, days];

// The one place where the databases differ: text search has no portable form. `transfer_names` holds the
// pairs of neighbouring characters of each file name. The ascii tokenizer splits at ASCII punctuation only; the
// writer maps that to private-use characters, so that each pair is one token.
const NAMES = {
  sqlite: [
    `CREATE VIRTUAL TABLE transfer_names USING fts5(
       bigrams, content='', contentless_delete=1, detail='none', tokenize='ascii')`,
  ],
  postgres: [
    'CREATE TABLE transfer_names (transfer_id integer PRIMARY KEY, bigrams text[] NOT NULL)',
    'CREATE INDEX ix_transfer_names_bigrams ON transfer_names USING gin (bigrams)',
  ],
};

/** The ledger: transfers, their timelines, their totals by day, and the search by file name. */
export class Transfers1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const each of tables) await runner.createTable(each);
    const kind = runner.connection.options.type === 'postgres' ? 'postgres' : 'sqlite';
    for (const statement of NAMES[kind]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE transfer_names');
    for (const each of [...tables].reverse()) await runner.dropTable(each.name);
  }
}
