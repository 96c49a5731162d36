export type SqlValue = string | number | null;
export type DatabaseKind = 'sqlite' | 'postgres';

/** Statements with `$1`, `$2` … for parameters, which both databases read. */
export interface SqlClient {
  readonly kind: DatabaseKind;
  all<T>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
  /** @returns how many rows it changed */
  run(sql: string, params?: readonly SqlValue[]): Promise<number>;
}

/** A statement whose one parameter, `$1`, is a JSON array of rows, and whose result nobody asks for. */
export interface BulkStatement {
  readonly sql: string;
  readonly rows: string;
}

/** The one connection that writes. */
export interface SqlSession extends SqlClient {
  /** Takes the write lock at once: a read that turns into a write later can fail whatever the timeout. */
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}
