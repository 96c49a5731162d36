import {
  StoreFault,
  endedEntry,
  hasEnded,
  offeredEntry,
  type Transfer,
  type TransferRecord,
  type TransferStep,
} from '@waybill/domain';
import type { TransferRow } from '../rows/transfer.row.js';
import type { DatabaseKind, SqlClient } from '../sql/sql-client.js';
import type { RowNumbers } from '../store-context.js';
import { faultOf } from '../store-errors.js';
import type { WriteQueue, WriteTransaction } from '../write-queue.js';
import { nameBigrams } from './name-bigrams.js';
import {
  durationOf,
  endUpdateCells,
  rateOf,
  sizeOf,
  stepCells,
  toTransfer,
  transferCells,
  updateCells,
  wideUpdateCells,
} from './transfer-mapping.js';
import { transferStatements, type TransferStatements } from './transfer-sql.js';

/** Calls of `record` that are written together. */
const MAX_BATCH = 256;
const MAX_WAITING = 10_000;
const SAVEPOINT = 'record_call';

/** What is remembered of a stored transfer, so that an update needs no reading. */
interface Known {
  readonly row: number;
  /** As last stored. */
  readonly transfer: Transfer;
}

interface Call {
  readonly records: readonly TransferRecord[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** The newest state of a transfer in a batch, with all steps that led to it. */
interface Merged {
  transfer: Transfer;
  created: boolean;
  steps: readonly TransferStep[];
}

/** Rows of one batch, by statement. */
class Rows {
  readonly insert: unknown[] = [];
  readonly update: unknown[] = [];
  readonly endUpdate: unknown[] = [];
  readonly wideUpdate: unknown[] = [];
  readonly steps: unknown[] = [];
  readonly names: unknown[] = [];
  private readonly totals = new Map<string, (string | number)[]>();
  private readonly accounts = new Map<string, (string | number)[]>();

  /** @param sign 1 to count an end, -1 to take back one that is corrected */
  count(transfer: Transfer, sign: 1 | -1): void {
    const day = new Date(transfer.offeredAt).toISOString().slice(0, 10);
    const parts = [day, transfer.method, transfer.state, transfer.reason ?? ''];
    const key = parts.join('|');
    const total = this.totals.get(key) ?? [...parts, 0, 0];
    total[4] = Number(total[4]) + sign;
    total[5] = Number(total[5]) + sign * (transfer.measured.bytesSenderToReceiver ?? 0);
    this.totals.set(key, total);
    const bytes = sign * (transfer.measured.bytesSenderToReceiver ?? 0);
    this.countFor(day, transfer.sender.bareJid, 2, sign, bytes);
    this.countFor(day, transfer.receiver.bareJid, 4, sign, bytes);
  }

  private countFor(day: string, account: string, place: 2 | 4, sign: number, bytes: number): void {
    const key = `${day}|${account}`;
    const total = this.accounts.get(key) ?? [day, account, 0, 0, 0, 0];
    total[place] = Number(total[place]) + sign;
    total[place + 1] = Number(total[place + 1]) + bytes;
    this.accounts.set(key, total);
  }

  get accountDays(): unknown[] {
    return [...this.accounts.values()];
  }

  get days(): unknown[] {
    return [...this.totals.values()];
  }
}

/**
 * Writes the ledger. Calls that wait for the same commit are written together, each kind of row by one statement
 * with one parameter.
 */
export class TransferWriter {
  private calls: Call[] = [];
  private batchQueued = false;
  /** Transfers that have not ended; as many as are under way. */
  private readonly open = new Map<string, Known>();
  private readonly statements: TransferStatements;
  private readonly joinPairs: boolean;

  constructor(
    private readonly queue: WriteQueue,
    private readonly numbers: RowNumbers,
    kind: DatabaseKind,
  ) {
    this.statements = transferStatements(kind);
    this.joinPairs = kind === 'sqlite';
  }

  /** Remembers what a restart left open. */
  async load(reader: SqlClient): Promise<void> {
    const rows = await reader.all<TransferRow>(
      `SELECT * FROM transfers WHERE state IN ('offered', 'accepted', 'streaming')`,
    );
    for (const row of rows) this.open.set(row.uuid, { row: row.id, transfer: toTransfer(row) });
  }

  record(records: readonly TransferRecord[]): Promise<void> {
    if (records.length === 0) return Promise.resolve();
    if (this.calls.length >= MAX_WAITING) {
      return Promise.reject(new StoreFault('overloaded', 'too many writes wait'));
    }
    return new Promise((resolve, reject) => {
      this.calls.push({ records, resolve, reject });
      this.queueBatch();
    });
  }

  private queueBatch(): void {
    if (this.batchQueued) return;
    this.batchQueued = true;
    let batch: Call[] | undefined;
    let failed = new Map<Call, unknown>();
    const job = async (tx: WriteTransaction) => {
      failed = new Map();
      const again = batch !== undefined;
      batch ??= this.takeBatch();
      // a bad record must not take its batch along: on the second try each call stands alone
      if (again && tx.alone) failed = await this.writeEach(tx, batch);
      else await this.write(tx, batch);
    };
    this.queue.submit(job, 2).then(
      () => settle(batch ?? [], failed),
      (error: unknown) => this.refuse(batch, error),
    );
  }

  private takeBatch(): Call[] {
    const batch = this.calls.splice(0, MAX_BATCH);
    this.batchQueued = false;
    if (this.calls.length > 0) this.queueBatch();
    return batch;
  }

  private refuse(batch: readonly Call[] | undefined, error: unknown): void {
    // without a batch the job never ran: the queue was full or closed
    if (batch === undefined) this.batchQueued = false;
    for (const call of batch ?? this.calls.splice(0)) call.reject(error);
  }

  private async writeEach(
    tx: WriteTransaction,
    batch: readonly Call[],
  ): Promise<Map<Call, unknown>> {
    const failed = new Map<Call, unknown>();
    const news = new Map<string, Known>();
    for (const call of batch) {
      await tx.run(`SAVEPOINT ${SAVEPOINT}`);
      try {
        await this.writeCalls(tx, [call], news, true);
      } catch (error) {
        if (faultOf(error) !== undefined) throw error;
        await tx.run(`ROLLBACK TO SAVEPOINT ${SAVEPOINT}`);
        failed.set(call, error);
      }
      await tx.run(`RELEASE SAVEPOINT ${SAVEPOINT}`);
    }
    tx.afterCommit(() => this.remember(news));
    return failed;
  }

  private async write(tx: WriteTransaction, batch: readonly Call[]): Promise<void> {
    const news = new Map<string, Known>();
    await this.writeCalls(tx, batch, news, false);
    tx.afterCommit(() => this.remember(news));
  }

  private remember(news: ReadonlyMap<string, Known>): void {
    for (const [id, known] of news) {
      if (!hasEnded(known.transfer.state)) this.open.set(id, known);
      else this.open.delete(id);
    }
  }

  /**
   * @param news what this transaction has stored so far; added to only when everything is written
   * @param settled whether to hear of failing statements here, rather than with the commit
   */
  private async writeCalls(
    tx: WriteTransaction,
    batch: readonly Call[],
    news: Map<string, Known>,
    settled: boolean,
  ): Promise<void> {
    const merged = merge(batch);
    const strangers = await this.lookUp(tx, merged, news);
    const rows = new Rows();
    const added = new Map<string, Known>();
    const before = new Map<string, Known>();
    for (const [id, { transfer, created, steps }] of merged) {
      const known = created ? undefined : (news.get(id) ?? this.open.get(id) ?? strangers.get(id));
      if (!created && known === undefined) throw new Error(`no transfer ${id} is stored`);
      if (known !== undefined && hasEnded(known.transfer.state) && !hasEnded(transfer.state)) {
        throw new Error(`transfer ${id} has ended and cannot go on`);
      }
      if (known !== undefined) before.set(id, known);
      const row = known?.row ?? this.numbers.next();
      place(rows, row, transfer, known);
      this.placeName(rows, row, transfer, known);
      for (const step of steps) rows.steps.push(stepCells(row, step));
      added.set(id, { row, transfer });
    }
    this.send(tx, rows);
    // what fails alone has to fail before anything of it is chained
    if (settled) await tx.flush();
    chain(tx, merged, before);
    for (const [id, known] of added) news.set(id, known);
  }

  /** Updates of transfers that have ended, or that we do not remember, need their rows read. */
  private async lookUp(
    tx: WriteTransaction,
    merged: ReadonlyMap<string, Merged>,
    news: ReadonlyMap<string, Known>,
  ): Promise<ReadonlyMap<string, Known>> {
    const ids: string[] = [];
    for (const [id, { created }] of merged) {
      if (!created && !news.has(id) && !this.open.has(id)) ids.push(id);
    }
    const found = new Map<string, Known>();
    if (ids.length === 0) return found;
    const rows = await tx.all<TransferRow>(this.statements.lookup, [JSON.stringify(ids)]);
    for (const row of rows) found.set(row.uuid, { row: row.id, transfer: toTransfer(row) });
    return found;
  }

  private placeName(rows: Rows, row: number, { declared }: Transfer, known?: Known): void {
    if (declared.name === undefined || declared.name === known?.transfer.declared.name) return;
    const pairs = nameBigrams(declared.name);
    rows.names.push([row, this.joinPairs ? pairs.join(' ') : pairs]);
  }

  private send(tx: WriteTransaction, rows: Rows): void {
    const { statements } = this;
    const parts: readonly (readonly [string, unknown[]])[] = [
      [statements.insert, rows.insert],
      [statements.update, rows.update],
      [statements.endUpdate, rows.endUpdate],
      [statements.wideUpdate, rows.wideUpdate],
      [statements.steps, rows.steps],
      [statements.names, rows.names],
      [statements.days, rows.days],
      [statements.accountDays, rows.accountDays],
    ];
    for (const [sql, cells] of parts) {
      if (cells.length > 0) tx.write(sql, cells);
    }
  }
}

function merge(batch: readonly Call[]): ReadonlyMap<string, Merged> {
  const merged = new Map<string, Merged>();
  for (const { records } of batch) {
    for (const { transfer, created, steps } of records) {
      const earlier = merged.get(transfer.id);
      if (earlier === undefined) merged.set(transfer.id, { transfer, created, steps });
      else if (created) throw new Error(`transfer ${transfer.id} is stored already`);
      else {
        earlier.transfer = transfer;
        earlier.steps = [...earlier.steps, ...steps];
      }
    }
  }
  return merged;
}

function place(rows: Rows, row: number, transfer: Transfer, known: Known | undefined): void {
  if (known === undefined) rows.insert.push(transferCells(row, transfer));
  else if (lastingChanged(known.transfer, transfer)) {
    rows.wideUpdate.push(wideUpdateCells(row, transfer));
  } else if (endChanged(known.transfer, transfer)) {
    rows.endUpdate.push(endUpdateCells(row, transfer));
  } else rows.update.push(updateCells(row, transfer));
  if (known !== undefined && hasEnded(known.transfer.state)) rows.count(known.transfer, -1);
  if (hasEnded(transfer.state)) rows.count(transfer, 1);
}

/** The chain gets an entry for each offer and each end; a change of either is a new entry. */
function chain(
  tx: WriteTransaction,
  merged: ReadonlyMap<string, Merged>,
  before: ReadonlyMap<string, Known>,
): void {
  for (const [id, { transfer }] of merged) {
    const known = before.get(id);
    if (known === undefined) tx.audit(offeredEntry(transfer), true);
    else if (offerChanged(known.transfer, transfer)) tx.audit(offeredEntry(transfer, true), true);
    if (hasEnded(transfer.state)) tx.audit(endedEntry(transfer), true);
  }
}

/** Whether a column that seldom changes did. Parties and file are told by identity: a change makes a new one. */
const lastingChanged = (known: Transfer, transfer: Transfer) =>
  known.declared !== transfer.declared ||
  known.sender !== transfer.sender ||
  known.receiver !== transfer.receiver ||
  known.sid !== transfer.sid ||
  known.contentName !== transfer.contentName ||
  known.method !== transfer.method ||
  known.measured.sha256 !== transfer.measured.sha256 ||
  sizeOf(known) !== sizeOf(transfer);

const endChanged = (known: Transfer, transfer: Transfer) =>
  known.reason !== transfer.reason ||
  durationOf(known) !== durationOf(transfer) ||
  rateOf(known) !== rateOf(transfer);

const offerChanged = (known: Transfer, { declared, sid, receiver }: Transfer) =>
  known.receiver.bareJid !== receiver.bareJid ||
  known.declared.name !== declared.name ||
  known.declared.size !== declared.size ||
  known.sid !== sid;

function settle(batch: readonly Call[], failed: ReadonlyMap<Call, unknown>): void {
  for (const call of batch) {
    if (failed.has(call)) call.reject(failed.get(call));
    else call.resolve();
  }
}
