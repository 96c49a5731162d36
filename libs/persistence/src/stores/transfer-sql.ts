import { bulkInsert, bulkUpdate, jsonRows, type BulkColumn } from '../sql/json-rows.js';
import type { DatabaseKind } from '../sql/sql-client.js';
import {
  END_UPDATE_COLUMNS,
  STEP_COLUMNS,
  TRANSFER_COLUMNS,
  UPDATE_COLUMNS,
  WIDE_UPDATE_COLUMNS,
} from './transfer-mapping.js';

const DAY_COLUMNS: readonly BulkColumn[] = [
  ['day', 'text'],
  ['method', 'text'],
  ['state', 'text'],
  ['reason', 'text'],
  ['transfers', 'integer'],
  ['bytes', 'bigint'],
];

const ADD_TO_DAY = `ON CONFLICT (day, method, state, reason) DO UPDATE SET
  transfers = transfer_days.transfers + excluded.transfers, bytes = transfer_days.bytes + excluded.bytes`;

const ACCOUNT_DAY_COLUMNS: readonly BulkColumn[] = [
  ['day', 'text'],
  ['account', 'text'],
  ['sent_transfers', 'integer'],
  ['sent_bytes', 'bigint'],
  ['received_transfers', 'integer'],
  ['received_bytes', 'bigint'],
];

const sums = ACCOUNT_DAY_COLUMNS.slice(2).map(
  ([name]) => `${name} = account_days.${name} + excluded.${name}`,
);
const ADD_TO_ACCOUNT_DAY = `ON CONFLICT (day, account) DO UPDATE SET ${sums.join(', ')}`;

// Rows of [transfer, [pair, …]]
const NAMES: Readonly<Record<DatabaseKind, string>> = {
  sqlite: `INSERT OR REPLACE INTO transfer_names (rowid, bigrams)
    SELECT r.value ->> 0, r.value ->> 1 FROM ${jsonRows('sqlite')}`,
  postgres: `INSERT INTO transfer_names (transfer_id, bigrams)
    SELECT (r.value ->> 0)::integer, ARRAY(SELECT json_array_elements_text(r.value -> 1))
    FROM ${jsonRows('postgres')}
    ON CONFLICT (transfer_id) DO UPDATE SET bigrams = excluded.bigrams`,
};

/** The statements that recording takes; each has one parameter, a JSON array of rows. */
export interface TransferStatements {
  readonly insert: string;
  readonly update: string;
  readonly endUpdate: string;
  readonly wideUpdate: string;
  readonly steps: string;
  readonly days: string;
  readonly accountDays: string;
  readonly names: string;
  /** Rows whose uuid is in a JSON array of strings. */
  readonly lookup: string;
}

export function transferStatements(kind: DatabaseKind): TransferStatements {
  const ids =
    kind === 'sqlite'
      ? 'SELECT value FROM json_each($1)'
      : 'SELECT json_array_elements_text($1::json)';
  return {
    insert: bulkInsert(kind, 'transfers', TRANSFER_COLUMNS),
    update: bulkUpdate(kind, 'transfers', UPDATE_COLUMNS),
    endUpdate: bulkUpdate(kind, 'transfers', END_UPDATE_COLUMNS),
    wideUpdate: bulkUpdate(kind, 'transfers', WIDE_UPDATE_COLUMNS),
    steps: bulkInsert(kind, 'transfer_steps', STEP_COLUMNS),
    days: bulkInsert(kind, 'transfer_days', DAY_COLUMNS, ADD_TO_DAY),
    accountDays: bulkInsert(kind, 'account_days', ACCOUNT_DAY_COLUMNS, ADD_TO_ACCOUNT_DAY),
    names: NAMES[kind],
    lookup: `SELECT * FROM transfers WHERE uuid IN (${ids})`,
  };
}
