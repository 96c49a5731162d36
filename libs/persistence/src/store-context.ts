import type { SqlClient } from './sql/sql-client.js';
import type { WriteQueue } from './write-queue.js';

/** Hands out the integer keys of a table, rising in the order of insertion; gaps are harmless. */
export class RowNumbers {
  private last = 0;

  constructor(
    private readonly table: string,
    private readonly column = 'id',
  ) {}

  async load(client: SqlClient): Promise<void> {
    const [row] = await client.all<{ last: number | null }>(
      `SELECT max(${this.column}) AS last FROM ${this.table}`,
    );
    this.last = row?.last ?? 0;
  }

  next(): number {
    return ++this.last;
  }
}

/** What every store works with. */
export interface StoreContext {
  readonly reader: SqlClient;
  readonly queue: WriteQueue;
}
