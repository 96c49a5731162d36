import type { Database, Statement } from 'sqlite3';
import type { SqlSession, SqlValue } from './sql-client.js';

const MAX_STATEMENTS = 200;

/**
 * Speaks to sqlite3 directly, with statements that stay prepared. TypeORM's own `query()` prepares anew each time
 * and costs several times as much (measured).
 */
export class SqliteClient implements SqlSession {
  readonly kind = 'sqlite';
  private readonly statements = new Map<string, Statement>();

  constructor(private readonly database: Database) {}

  all<T>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    return new Promise((resolve, reject) => {
      this.prepared(sql).all(params, (error: Error | null, rows: T[]) =>
        error === null ? resolve(rows) : reject(error),
      );
    });
  }

  run(sql: string, params: readonly SqlValue[] = []): Promise<number> {
    return new Promise((resolve, reject) => {
      this.prepared(sql).run(params, function (error: Error | null) {
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
    await Promise.all(all.map((each) => new Promise<void>((done) => each.finalize(() => done()))));
  }

  /** Lists are asked for in many forms; the longest unused one makes room. */
  private prepared(sql: string): Statement {
    const known = this.statements.get(sql);
    if (known !== undefined) {
      this.statements.delete(sql);
      this.statements.set(sql, known);
      return known;
    }
    // SQLite numbers "$1" by its place in the text, "?1" by its name
    const numbered = sql.replace(/\$(\d)/g, '?$1');
    const statement = this.database.prepare(numbered, (error: Error | null) => {
      // the error reaches the caller through `all` or `run`; a statement that failed is not kept
      if (error !== null) this.statements.delete(sql);
    });
    this.statements.set(sql, statement);
    if (this.statements.size > MAX_STATEMENTS) {
      const [oldest] = this.statements;
      if (oldest !== undefined) {
        this.statements.delete(oldest[0]);
        oldest[1].finalize();
      }
    }
    return statement;
  }
}
