import { once } from 'node:events';
import type { Response } from 'express';
import { BOM, csvLine, type Cell } from './csv.js';

/** A row on its way out, by the names of its columns. */
export type ExportRow = Readonly<Record<string, Cell>>;

export interface RowFile {
  /** Without ending. */
  readonly name: string;
  readonly format: 'csv' | 'ndjson';
  readonly bom: boolean;
  readonly columns: readonly string[];
}

const BATCH_BYTES = 65_536;

/**
 * Writes rows as they come, no faster than they are taken: memory stays flat, however many there are. A reader that
 * goes away ends it; a failure half-way breaks the connection, so that nobody takes a part for the whole.
 */
export async function sendRows(
  response: Response,
  file: RowFile,
  rows: AsyncIterable<ExportRow>,
): Promise<void> {
  const isCsv = file.format === 'csv';
  response.setHeader('Content-Type', isCsv ? 'text/csv; charset=utf-8' : 'application/x-ndjson');
  response.setHeader('Content-Disposition', `attachment; filename="${file.name}.${file.format}"`);
  let waiting = isCsv ? (file.bom ? BOM : '') + csvLine(file.columns) : '';
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    for await (const row of rows) {
      waiting += isCsv
        ? csvLine(file.columns.map((column) => row[column]))
        : `${JSON.stringify(row)}\n`;
      if (waiting.length < BATCH_BYTES) continue;
      const full = !response.write(waiting);
      waiting = '';
      if (gone.signal.aborted) return;
      if (full) await once(response, 'drain', { signal: gone.signal });
    }
    response.end(waiting);
  } catch (error) {
    if (gone.signal.aborted) return;
    throw error;
  }
}
