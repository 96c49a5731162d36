import {
  TransferStore,
  withoutFacets,
  type DailyTotal,
  type Transfer,
  type TransferCursor,
  type TransferFacets,
  type TransferFilter,
  type TransferPage,
  type TransferRecord,
  type TransferSort,
  type TransferStep,
  type TransferTotals,
} from '@waybill/domain';
import type { TransferDayRow, TransferRow, TransferStepRow } from '../rows/transfer.row.js';
import type { RowNumbers, StoreContext } from '../store-context.js';
import type { NameQuery } from './name-bigrams.js';
import { countFacets, facetsOfHits } from './transfer-facets.js';
import { toDailyTotal, toStep, toTransfer } from './transfer-mapping.js';
import { TransferQuery } from './transfer-query.js';
import { TransferWriter } from './transfer-writer.js';

/** Rows that a count looks at. */
const COUNT_CAP = 10_000;
/** Hits of a text search have to be looked at one by one: counting more would cost more than the page itself. */
const TEXT_COUNT_CAP = 1000;
/** Candidates that one page of a text search looks at; what is left comes with the next page. */
const MAX_LOOKS = 20;

const HIT_COLUMNS = ['file_name', 'state', 'method', 'reason'] as const;
type Hit = Pick<TransferRow, (typeof HIT_COLUMNS)[number]>;
interface CountRow {
  readonly total: number;
  readonly looked: number;
}
type ListedRow = TransferRow & { readonly sort_value: number };

/** The ledger's rows. */
export class SqlTransferStore extends TransferStore {
  private readonly writer: TransferWriter;

  constructor(
    private readonly context: StoreContext,
    numbers: RowNumbers,
  ) {
    super();
    this.writer = new TransferWriter(context.queue, numbers, context.reader.kind);
  }

  /** To be called once, before anything is recorded. */
  load(): Promise<void> {
    return this.writer.load(this.context.reader);
  }

  override record(records: readonly TransferRecord[]): Promise<void> {
    return this.writer.record(records);
  }

  override async find(id: string): Promise<Transfer | undefined> {
    const [row] = await this.context.reader.all<TransferRow>(
      'SELECT * FROM transfers WHERE uuid = $1',
      [id],
    );
    return row === undefined ? undefined : toTransfer(row);
  }

  override async findByShortId(shortId: string): Promise<Transfer | undefined> {
    const [row] = await this.context.reader.all<TransferRow>(
      'SELECT * FROM transfers WHERE short_id = $1 ORDER BY id DESC LIMIT 1',
      [shortId],
    );
    return row === undefined ? undefined : toTransfer(row);
  }

  override async steps(transferId: string): Promise<readonly TransferStep[]> {
    const rows = await this.context.reader.all<TransferStepRow>(
      `SELECT s.* FROM transfers t JOIN transfer_steps s ON s.transfer_id = t.id
       WHERE t.uuid = $1 ORDER BY s.seq`,
      [transferId],
    );
    return rows.map(toStep);
  }

  override async list(
    filter: TransferFilter,
    sort: TransferSort,
    limit: number,
    after?: TransferCursor,
  ): Promise<TransferPage> {
    const query = new TransferQuery(this.context.reader.kind, filter);
    await query.plan(this.context.reader, sort);
    const found: ListedRow[] = [];
    let cursor = after;
    for (let looks = 0; looks < MAX_LOOKS; looks++) {
      const { sql, params } = query.page(sort, limit + 1, cursor);
      const rows = await this.context.reader.all<ListedRow>(sql, params);
      for (const row of rows) {
        if (query.names?.matches(row.file_name ?? undefined) ?? true) found.push(row);
      }
      const last = rows.at(-1);
      if (rows.length <= limit || last === undefined) cursor = undefined;
      else cursor = cursorOf(last);
      if (cursor === undefined || found.length > limit) break;
    }
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last !== undefined ? cursorOf(last) : cursor;
    return { transfers: page.map(toTransfer), next };
  }

  override async count(filter: TransferFilter, wanted?: number): Promise<TransferTotals> {
    const query = new TransferQuery(this.context.reader.kind, filter);
    const { names } = query;
    const cap = wanted ?? (names === undefined ? COUNT_CAP : TEXT_COUNT_CAP);
    await query.plan(this.context.reader, '-time');
    if (names !== undefined) {
      const { hits, capped } = await this.hits(query, names, cap);
      return { total: hits.length, capped };
    }
    const { sql, params, bound } = query.count(cap + 1, wanted !== undefined);
    const [row] = await this.context.reader.all<CountRow>(sql, params);
    return { total: Math.min(row?.total ?? 0, cap), capped: (row?.looked ?? 0) >= bound };
  }

  override async facets(filter: TransferFilter): Promise<TransferFacets> {
    const query = new TransferQuery(this.context.reader.kind, withoutFacets(filter));
    const { names } = query;
    if (names === undefined) return countFacets(this.context.reader, filter, query);
    await query.plan(this.context.reader, '-time');
    const { hits, capped } = await this.hits(query, names, TEXT_COUNT_CAP);
    return facetsOfHits(hits, filter, capped);
  }

  /** The hits among the newest candidates, `cap` at most; `capped` when there may be more. */
  private async hits(query: TransferQuery, names: NameQuery, cap: number) {
    const { sql, params, bound } = query.hits(HIT_COLUMNS, cap + 1);
    const [head, ...rows] = await this.context.reader.all<Hit & { candidates: number }>(
      sql,
      params,
    );
    const hits = rows
      .slice(0, cap)
      .filter(({ file_name }) => names.matches(file_name ?? undefined));
    return { hits, capped: rows.length > cap || (head?.candidates ?? 0) > bound };
  }

  override async open(): Promise<readonly Transfer[]> {
    const rows = await this.context.reader.all<TransferRow>(
      `SELECT * FROM transfers WHERE state IN ('offered', 'accepted', 'streaming') ORDER BY id`,
    );
    return rows.map(toTransfer);
  }

  override async daily(sinceDay: string): Promise<readonly DailyTotal[]> {
    const rows = await this.context.reader.all<TransferDayRow>(
      'SELECT * FROM transfer_days WHERE day >= $1 AND transfers > 0 ORDER BY day, method, state, reason',
      [sinceDay],
    );
    return rows.map(toDailyTotal);
  }
}

const cursorOf = (row: ListedRow): TransferCursor => ({ value: row.sort_value, row: row.id });
