import { StoreFault } from '@waybill/domain';
import type { DataSource, QueryResult, QueryRunner } from 'typeorm';
import { faultOf } from '../store-errors.js';
import type { SqlClient, SqlSession, SqlValue } from './sql-client.js';

/** Reads through the pool. */
export class PostgresReader implements SqlClient {
  readonly kind = 'postgres';

  constructor(private readonly source: DataSource) {}

  all<T>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    return this.source.query<T[]>(sql, [...params]);
  }

  run(): Promise<number> {
    throw new TypeError('this connection only reads');
  }
}

/**
 * The connection that writes. It holds the instance lock as well: whoever lost the connection has lost the lock,
 * and takes it again before the next write.
 */
export class PostgresSession implements SqlSession {
  readonly kind = 'postgres';
  private runner: QueryRunner | undefined;

  constructor(private readonly source: DataSource) {}

  /** @throws StoreFault `in-use` when another instance works on this database and schema */
  async connect(): Promise<QueryRunner> {
    if (this.runner !== undefined && !this.runner.isReleased) return this.runner;
    const runner = this.source.createQueryRunner();
    await runner.connect();
    const [lock] = (await runner.query(
      `SELECT pg_try_advisory_lock(hashtext('waybill'), hashtext(current_schema())) AS held`,
    )) as { held: boolean }[];
    if (lock?.held !== true) {
      await runner.release();
      throw new StoreFault('in-use', 'another Waybill works on this database; stop it first');
    }
    await runner.query('SET synchronous_commit = on');
    this.runner = runner;
    return runner;
  }

  async all<T>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    return (await this.query(sql, params)).records as T[];
  }

  async run(sql: string, params: readonly SqlValue[] = []): Promise<number> {
    return (await this.query(sql, params)).affected ?? 0;
  }

  async begin(): Promise<void> {
    try {
      await this.run('BEGIN');
    } catch (error) {
      // the connection was lost while it lay idle; nothing is in the transaction yet, so a new one will do
      if (faultOf(error)?.code !== 'unavailable') throw error;
      await this.run('BEGIN');
    }
  }

  async commit(): Promise<void> {
    await this.run('COMMIT');
  }

  async rollback(): Promise<void> {
    await this.run('ROLLBACK');
  }

  async release(): Promise<void> {
    const { runner } = this;
    this.runner = undefined;
    if (runner === undefined || runner.isReleased) return;
    await runner.query('SELECT pg_advisory_unlock_all()');
    await runner.release();
  }

  private async query(sql: string, params: readonly SqlValue[]): Promise<QueryResult> {
    const runner = await this.connect();
    try {
      const result: QueryResult = await runner.query(sql, [...params], true);
      return result;
    } catch (error) {
      if (faultOf(error)?.code === 'unavailable') {
        this.runner = undefined;
        if (!runner.isReleased) await runner.release();
      }
      throw error;
    }
  }
}
