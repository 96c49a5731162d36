import type { TransferCursor, TransferFilter, TransferSort } from '@waybill/domain';
import type { DatabaseKind, SqlValue } from '../sql/sql-client.js';
import { NameQuery } from './name-bigrams.js';

/** Branches of one query; beyond that a filter is a plain condition. */
const MAX_BRANCHES = 8;

const SORT_VALUES: Readonly<Record<TransferSort, string>> = {
  '-time': 't.offered_at',
  '-bytes': 't.size',
  '-duration': 't.duration',
};

export interface Query {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** Turns a filter into SQL that walks an index and stops after the rows of one page. */
export class TransferQuery {
  private readonly params: SqlValue[] = [];
  private readonly conditions: string[] = [];
  /**
   * Conditions of which one must hold, each walking its own index: sender or receiver, this or that state. A plain
   * OR would sort all rows it finds.
   */
  private branches: readonly (readonly string[])[] = [[]];
  readonly names: NameQuery | undefined;
  private readonly source: string;
  private readonly bySize: boolean;

  constructor(
    private readonly kind: DatabaseKind,
    filter: TransferFilter,
  ) {
    const names = filter.text === undefined ? undefined : new NameQuery(filter.text);
    this.names = names === undefined || names.isEmpty ? undefined : names;
    this.source = this.names === undefined ? 'transfers t' : this.textSource(this.names);
    this.bySize = filter.minBytes !== undefined || filter.maxBytes !== undefined;
    this.narrow(filter);
    this.branch(filter);
  }

  /** One page and a row more, newest, largest or longest first. */
  page(sort: TransferSort, limit: number, after?: TransferCursor): Query {
    const params = [...this.params];
    const add = (value: SqlValue) => `$${params.push(value)}`;
    const value = SORT_VALUES[sort];
    // names come in order of insertion, which is that of time; sorting them anew costs 300 times as much
    const byRow = this.names !== undefined && sort === '-time';
    const row = this.rowColumn(byRow);
    const conditions = [...this.conditions];
    if (after !== undefined && byRow) conditions.push(`${row} < ${add(after.row)}`);
    else if (after !== undefined) {
      conditions.push(`(${value}, t.id) < (${add(after.value)}, ${add(after.row)})`);
    }
    const order = byRow ? `${row} DESC` : `${value} DESC, t.id DESC`;
    const select = `SELECT t.*, ${value} AS sort_value FROM ${this.source}`;
    const tail = `ORDER BY ${order} LIMIT ${add(limit)}`;
    const parts = this.branches.map(
      (branch) => `${select} WHERE ${conjunction([...conditions, ...branch])} ${tail}`,
    );
    if (parts.length === 1) return { sql: parts[0] ?? '', params };
    const union = parts.map((part, i) => `SELECT * FROM (${part}) p${i}`).join(' UNION ALL ');
    const outer = byRow ? 'id DESC' : 'sort_value DESC, id DESC';
    return { sql: `${union} ORDER BY ${outer} LIMIT $${params.length}`, params };
  }

  /** Counts up to `cap`. */
  count(cap: number): Query {
    const params = [...this.params, cap];
    const limit = `LIMIT $${params.length}`;
    const parts = this.branches.map(
      (branch, i) =>
        `SELECT * FROM (SELECT 1 AS one FROM ${this.source}
         WHERE ${conjunction([...this.conditions, ...branch])} ${limit}) p${i}`,
    );
    const sql = `SELECT count(*) AS total FROM (${parts.join(' UNION ALL ')} ${limit}) q`;
    return { sql, params };
  }

  /**
   * Counts by `columns` the newest `limit` rows; any so many where the size decides, as the order of time would then
   * be one to look through everything in.
   */
  groups(columns: string, limit: number): Query {
    const params = [...this.params, limit];
    const order = this.bySize ? '' : 'ORDER BY t.offered_at DESC, t.id DESC';
    const parts = this.branches.map(
      (branch, i) =>
        `SELECT * FROM (SELECT ${columns} FROM ${this.source}
         WHERE ${conjunction([...this.conditions, ...branch])} ${order} LIMIT $${params.length}) p${i}`,
    );
    const all = `${parts.join(' UNION ALL ')} LIMIT $${params.length}`;
    const sql = `SELECT ${columns}, count(*) AS total FROM (${all}) q GROUP BY ${columns}`;
    return { sql, params };
  }

  private add(value: SqlValue): string {
    return `$${this.params.push(value)}`;
  }

  private rowColumn(byRow: boolean): string {
    return byRow && this.kind === 'sqlite' ? 'transfer_names.rowid' : 't.id';
  }

  private textSource(names: NameQuery): string {
    if (this.kind === 'sqlite') {
      this.conditions.push(`transfer_names MATCH ${this.add(names.match)}`);
      // CROSS JOIN: the names drive, the transfers are looked up
      return 'transfer_names CROSS JOIN transfers t ON t.id = transfer_names.rowid';
    }
    if (names.pairs.length > 0) {
      this.conditions.push(`n.bigrams @> ${this.add(arrayLiteral(names.pairs))}::text[]`);
    }
    return 'transfer_names n JOIN transfers t ON t.id = n.transfer_id';
  }

  private narrow(filter: TransferFilter): void {
    const equal = (column: string, value: string | undefined) => {
      if (value !== undefined) this.conditions.push(`t.${column} = ${this.add(value)}`);
    };
    const bound = (column: string, operator: string, value: number | undefined) => {
      if (value !== undefined) this.conditions.push(`t.${column} ${operator} ${this.add(value)}`);
    };
    equal('sender', filter.sender);
    equal('receiver', filter.receiver);
    equal('host', filter.host);
    equal('short_id', filter.shortId);
    bound('offered_at', '>=', filter.sinceAt);
    bound('offered_at', '<', filter.untilAt);
    bound('size', '>=', filter.minBytes);
    bound('size', '<=', filter.maxBytes);
    // an unknown size is -1, and not small
    if (filter.maxBytes !== undefined) bound('size', '>=', 0);
    if (filter.paths !== undefined) this.conditions.push(this.oneOf('path', filter.paths));
    if (filter.reasons !== undefined) this.conditions.push(this.oneOf('reason', filter.reasons));
  }

  private branch(filter: TransferFilter): void {
    if (filter.party !== undefined) {
      const party = this.add(filter.party);
      // a file to oneself is found once
      this.multiply([`t.sender = ${party}`, `t.receiver = ${party} AND t.sender <> ${party}`]);
    }
    if (filter.hash !== undefined) {
      const hash = this.add(filter.hash);
      const other = `(t.sha256 IS NULL OR t.sha256 <> ${hash})`;
      this.multiply([`t.sha256 = ${hash}`, `t.declared_hash = ${hash} AND ${other}`]);
    }
    this.choose('state', filter.states);
    this.choose('method', filter.methods);
  }

  private choose(column: string, values: readonly string[] | undefined): void {
    if (values === undefined) return;
    const distinct = [...new Set(values)];
    if (distinct.length === 0 || this.branches.length * distinct.length > MAX_BRANCHES) {
      this.conditions.push(this.oneOf(column, distinct));
    } else this.multiply(distinct.map((value) => `t.${column} = ${this.add(value)}`));
  }

  private multiply(conditions: readonly string[]): void {
    this.branches = this.branches.flatMap((branch) =>
      conditions.map((condition) => [...branch, condition]),
    );
  }

  private oneOf(column: string, values: readonly string[]): string {
    if (values.length === 0) return '1 = 0';
    return `t.${column} IN (${values.map((value) => this.add(value)).join(', ')})`;
  }
}

const conjunction = (conditions: readonly string[]) =>
  conditions.length === 0 ? '1 = 1' : conditions.join(' AND ');

const arrayLiteral = (values: readonly string[]) =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
