import type { SqlClient, SqlValue } from './sql-client.js';
import type { SqliteClient } from './sqlite-client.js';

type Rows = readonly unknown[];

interface Waiting {
  readonly sql: string;
  readonly params: readonly SqlValue[];
  readonly askers: {
    readonly resolve: (rows: Rows) => void;
    readonly reject: (error: unknown) => void;
  }[];
}

/**
 * The connections that read SQLite, each given one statement at a time: the driver would otherwise let statements of
 * one connection wait for each other in its threads, of which everything else has need too. Whoever asks what
 * already waits to be asked gets the same answer, which is no older than the question.
 */
export class ReadPool implements SqlClient {
  readonly kind = 'sqlite';
  private readonly idle: SqliteClient[];
  /** In order of asking, by statement and parameters. */
  private readonly waiting = new Map<string, Waiting>();

  constructor(private readonly clients: readonly SqliteClient[]) {
    this.idle = [...clients];
  }

  all<T>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    const key = JSON.stringify([sql, params]);
    return new Promise((resolve, reject) => {
      // rows are read, never changed, so that several may have them
      const asker = { resolve: resolve as (rows: Rows) => void, reject };
      const same = this.waiting.get(key);
      if (same === undefined) this.waiting.set(key, { sql, params, askers: [asker] });
      else same.askers.push(asker);
      this.next();
    });
  }

  run(): Promise<number> {
    throw new TypeError('these connections only read');
  }

  /** Lets go of the prepared statements, without which the connections do not close. */
  async release(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.release()));
  }

  private next(): void {
    const [first] = this.waiting;
    const client = first === undefined ? undefined : this.idle.pop();
    if (first === undefined || client === undefined) return;
    const [key, { sql, params, askers }] = first;
    this.waiting.delete(key);
    void client
      .all(sql, params)
      .then(
        (rows) => askers.forEach(({ resolve }) => resolve(rows)),
        (error: unknown) => askers.forEach(({ reject }) => reject(error)),
      )
      .finally(() => {
        this.idle.push(client);
        this.next();
      });
  }
}
