import type { Database, Statement } from 'sqlite3';
import type { SqlSession, SqlValue } from './sql-client.js';

const MAX_STATEMENTS = 200;

interface Prepared {
  readonly statement: Statement;
  /** Who hears if it cannot be prepared: sqlite3 then forgets the calls that wait for it. Undefined once it is. */
  waiting: ((error: Error) => void)[] | undefined;
}

/**
 * Speaks to sqlite3 directly, with statements that stay prepared. TypeORM's own `query()` prepares anew each time
 * and costs several times as much; and so does one script for a whole transaction: compiling eight wide statements anew takes
 * longer than eight trips to the driver's thread, and its text is copied four times (measured).
 */
export class SqliteClient implements SqlSession {
  readonly kind = 'sqlite';
  private readonly statements = new Map<string, Prepared>();

  constructor(private readonly database: Database) {}

  all<T>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    return new Promise((resolve, reject) => {
      this.prepared(sql, reject).all(params, (error: Error | null, rows: T[]) =>
        error === null ? resolve(rows) : reject(error),
      );
    });
  }

  run(sql: string, params: readonly SqlValue[] = []): Promise<number> {
    return new Promise((resolve, reject) => {
      this.prepared(sql, reject).run(params, function (error: Error | null) {
        if (error === null) resolve(this.changes);
        else reject(error);
      });
    });
  }

  async begin(): Promise<void> {
    await this.run('BEGIN IMMEDIATE');
  }

  async commit(): Promise<void> {
    await this.run('COMMIT');
  }

  async rollback(): Promise<void> {
    await this.run('ROLLBACK');
  }

  /** Lets go of the prepared statements, without which the database does not close. */
  async release(): Promise<void> {
    const all = [...this.statements.values()];
    this.statements.clear();
    await Promise.all(
      all.map(({ statement }) => new Promise<void>((done) => statement.finalize(() => done()))),
    );
  }

  /** Lists are asked for in many forms; the longest unused one makes room. */
  private prepared(sql: string, onError: (error: Error) => void): Statement {
    const known = this.statements.get(sql);
    if (known !== undefined) {
      this.statements.delete(sql);
      this.statements.set(sql, known);
      known.waiting?.push(onError);
      return known.statement;
    }
    // SQLite numbers "$1" by its place in the text, "?1" by its name
    const numbered = sql.replace(/\$(\d)/g, '?$1');
    const statement = this.database.prepare(numbered, (error: Error | null) => {
      const { waiting } = prepared;
      prepared.waiting = undefined;
      if (error === null) return;
      if (this.statements.get(sql) === prepared) this.statements.delete(sql);
      for (const reject of waiting ?? []) reject(error);
    });
    const prepared: Prepared = { statement, waiting: [onError] };
    this.statements.set(sql, prepared);
    this.makeRoom();
    return statement;
  }

  private makeRoom(): void {
    if (this.statements.size <= MAX_STATEMENTS) return;
    const [oldest] = this.statements;
    if (oldest === undefined) return;
    this.statements.delete(oldest[0]);
    // queued behind the calls it still has
    oldest[1].statement.finalize();
  }
}
