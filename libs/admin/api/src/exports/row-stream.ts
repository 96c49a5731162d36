import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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

/** The file's text, in pieces that are worth a write. */
async function* textOf(file: RowFile, rows: AsyncIterable<ExportRow>): AsyncGenerator<string> {
  const isCsv = file.format === 'csv';
  let waiting = isCsv ? (file.bom ? BOM : '') + csvLine(file.columns) : '';
  for await (const row of rows) {
    waiting += isCsv
      ? csvLine(file.columns.map((column) => row[column]))
      : `${JSON.stringify(row)}\n`;
    if (waiting.length < BATCH_BYTES) continue;
    yield waiting;
    waiting = '';
  }
  yield waiting;
}

/**
 * Writes rows as they come, no faster than they are taken: memory stays flat, however many there are. A reader that
 * goes away ends it; a failure half-way breaks the connection, so that nobody takes a part for the whole.
 */
export async function sendRows(
  response: Response,
  file: RowFile,
  rows: AsyncIterable<ExportRow>,
): Promise<void> {
  const type = file.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson';
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Disposition', `attachment; filename="${file.name}.${file.format}"`);
  try {
    await pipeline(Readable.from(textOf(file, rows), { highWaterMark: 1 }), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
