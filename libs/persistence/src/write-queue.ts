import { StoreFault, type AuditEntry } from '@waybill/domain';
import type { AuditAppender, AuditDraft } from './audit-appender.js';
import type { BulkStatement, SqlClient, SqlSession, SqlValue } from './sql/sql-client.js';
import { faultOf } from './store-errors.js';

export interface WriteQueueLimits {
  /** Jobs of one commit. */
  readonly maxGroup: number;
  /** Jobs that may wait; more are refused with `overloaded`. */
  readonly maxWaiting: number;
}

export const WRITE_QUEUE_LIMITS: WriteQueueLimits = { maxGroup: 64, maxWaiting: 10_000 };

/** What a job may do inside its transaction. */
export interface WriteTransaction {
  /** The job shares its transaction with no other: its neighbours' failures are out of the way. */
  readonly alone: boolean;
  all<T>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
  run(sql: string, params?: readonly SqlValue[]): Promise<number>;
  /**
   * Writes rows in bulk; `sql` has one parameter, `$1`, a JSON array. Sent no later than the next `all`, `run` or
   * the commit, together with what else was asked for until then: a failure fails the transaction.
   */
  write(sql: string, cells: readonly unknown[]): void;
  /** Sends what `write` left waiting, and fails where that does. */
  flush(): Promise<void>;
  /** Chains an entry, to be written with this transaction. */
  audit(entry: AuditEntry, factsElsewhere?: boolean): void;
  /** Runs once the transaction is on disk; for what is remembered outside the database. */
  afterCommit(done: () => void): void;
}

/**
 * Something to write. It may run more than once, the earlier tries rolled back; so it changes nothing outside the
 * database before `afterCommit`.
 */
export type WriteJob<T> = (tx: WriteTransaction) => Promise<T>;

interface Waiting {
  readonly job: WriteJob<unknown>;
  /** Tries alone, with a transaction of its own. */
  readonly tries: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

class Transaction implements WriteTransaction, SqlClient {
  private readonly done: (() => void)[] = [];
  private pending: BulkStatement[] = [];
  private begun = false;

  constructor(
    private readonly session: SqlSession,
    readonly draft: AuditDraft,
    readonly alone: boolean,
  ) {}

  get kind() {
    return this.session.kind;
  }

  async all<T>(sql: string, params?: readonly SqlValue[]): Promise<T[]> {
    await this.flush();
    return this.session.all<T>(sql, params);
  }

  async run(sql: string, params?: readonly SqlValue[]): Promise<number> {
    await this.flush();
    return this.session.run(sql, params);
  }

  write(sql: string, cells: readonly unknown[]): void {
    this.pending.push({ sql, rows: JSON.stringify(cells) });
  }

  audit(entry: AuditEntry, factsElsewhere?: boolean): void {
    this.draft.add(entry, factsElsewhere);
  }

  afterCommit(done: () => void): void {
    this.done.push(done);
  }

  async commit(): Promise<void> {
    this.pending.push(...this.draft.statements(this.kind));
    if (!this.begun && this.pending.length === 0) return;
    await this.flush();
    await this.session.commit();
  }

  committed(): void {
    for (const done of this.done) done();
  }

  async flush(): Promise<void> {
    if (!this.begun) {
      await this.session.begin();
      this.begun = true;
    }
    const { pending } = this;
    this.pending = [];
    for (const { sql, rows } of pending) await this.session.run(sql, [rows]);
  }
}

/**
 * The only way to write. Jobs that come while a commit is on its way share the next one; nothing waits when
 * the queue is idle, beyond the end of the current turn of the event loop.
 *
 * TypeORM's sqlite driver has one connection for everybody: transactions that overlap take each other's rows
 * along when one of them rolls back. Here they cannot overlap.
 */
export class WriteQueue {
  private waiting: Waiting[] = [];
  private running: Promise<void> | undefined;
  private closed = false;
  /** A commit may have succeeded without our hearing of it: the end of the chain has to be read anew. */
  private unsure = false;

  constructor(
    private readonly session: SqlSession,
    private readonly chain: AuditAppender,
    private readonly limits: WriteQueueLimits = WRITE_QUEUE_LIMITS,
  ) {}

  /**
   * @returns what the job returned, once it is on disk
   * @param tries how often it may run alone; a job that tries differently the second time wants 2
   * @throws StoreFault when the queue is full or the database fails; else what the job threw
   */
  submit<T>(job: WriteJob<T>, tries = 1): Promise<T> {
    if (this.closed) {
      return Promise.reject(new StoreFault('unavailable', 'the database is closed'));
    }
    if (this.waiting.length >= this.limits.maxWaiting) {
      return Promise.reject(new StoreFault('overloaded', 'too many writes wait'));
    }
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ job, tries, resolve: resolve as (value: unknown) => void, reject });
      this.running ??= this.work();
    });
  }

  /** Jobs that wait for their commit to begin. */
  get depth(): number {
    return this.waiting.length;
  }

  /** Refuses new jobs and waits for those that are there. */
  async close(): Promise<void> {
    this.closed = true;
    await this.running;
  }

  private async work(): Promise<void> {
    // what this turn of the event loop still brings joins the first commit
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      await this.commitGroup(this.waiting.splice(0, this.limits.maxGroup));
    }
    this.running = undefined;
  }

  private async commitGroup(group: readonly Waiting[]): Promise<void> {
    try {
      await this.attempt(group);
    } catch (error) {
      const fault = faultOf(error);
      this.unsure ||= fault !== undefined;
      const [only] = group.length === 1 ? group : [];
      if (fault === undefined && only !== undefined && only.tries > 1) {
        return this.commitGroup([{ ...only, tries: only.tries - 1 }]);
      }
      if (fault === undefined && only === undefined) {
        // somebody's statement failed: each alone, so that it fails alone
        for (const each of group) await this.commitGroup([each]);
        return;
      }
      // a full disk or a lost connection fails the others too
      for (const { reject } of group) reject(fault ?? error);
    }
  }

  private async attempt(group: readonly Waiting[]): Promise<void> {
    try {
      if (this.unsure) await this.chain.load(this.session);
      this.unsure = false;
      const tx = new Transaction(this.session, this.chain.draft(), group.length === 1);
      const results: unknown[] = [];
      for (const { job } of group) results.push(await job(tx));
      await tx.commit();
      this.chain.committed(tx.draft);
      tx.committed();
      group.forEach(({ resolve }, i) => resolve(results[i]));
    } catch (error) {
      await this.abandon();
      throw error;
    }
  }

  private async abandon(): Promise<void> {
    try {
      await this.session.rollback();
    } catch (error) {
      // SQLite rolls back by itself when the disk is full; a lost connection has nothing to roll back
      const gone = error instanceof Error && /no transaction is active/.test(error.message);
      if (!gone && faultOf(error) === undefined) throw error;
    }
  }
}
