import type { DatabaseKind } from './sql-client.js';

/** Name and type of a column that is written in bulk. */
export type BulkColumn = readonly [name: string, type: 'text' | 'integer' | 'bigint'];

/**
 * Many rows in one parameter: a JSON array of arrays. The text of the statement is then the same for any number of
 * rows, so that it stays prepared, and binding costs one value instead of one a cell.
 *
 * `jsonb_each`, not `json_each`: SQLite asks for the row anew at each cell, and the latter writes it out as text each
 * time, to be parsed again: a third of all that recording a transfer costs SQLite (measured).
 */
export function jsonRows(kind: DatabaseKind): string {
  return kind === 'sqlite' ? 'jsonb_each($1) AS r' : 'json_array_elements($1::json) AS r(value)';
}

/** The cell at `position` of such a row. */
export function jsonCell(kind: DatabaseKind, position: number, type: BulkColumn[1]): string {
  const cell = `r.value ->> ${position}`;
  return kind === 'sqlite' || type === 'text' ? `(${cell})` : `(${cell})::${type}`;
}

/** INSERT of many rows; `suffix` is for ON CONFLICT. */
export function bulkInsert(
  kind: DatabaseKind,
  table: string,
  columns: readonly BulkColumn[],
  suffix = '',
): string {
  const names = columns.map(([name]) => `"${name}"`).join(', ');
  const cells = columns.map(([, type], i) => jsonCell(kind, i, type)).join(', ');
  // "WHERE true": without it SQLite takes ON CONFLICT for a join's ON
  return `INSERT INTO ${table} (${names}) SELECT ${cells} FROM ${jsonRows(kind)} WHERE true ${suffix}`;
}

/** UPDATE of many rows by the integer key in the first column. */
export function bulkUpdate(
  kind: DatabaseKind,
  table: string,
  columns: readonly BulkColumn[],
): string {
  const [[id], ...rest] = columns as [BulkColumn, ...BulkColumn[]];
  const sets = rest.map(([name, type], i) => `"${name}" = ${jsonCell(kind, i + 1, type)}`);
  const key = jsonCell(kind, 0, 'integer');
  return `UPDATE ${table} SET ${sets.join(', ')} FROM ${jsonRows(kind)} WHERE ${table}."${id}" = ${key}`;
}
