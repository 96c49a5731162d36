import type { TransferFilter } from '@waybill/domain';
import type { SqlValue } from '../sql/sql-client.js';

/** Branches of one query; beyond that a filter is a plain condition. */
const MAX_BRANCHES = 8;

/** A condition on one column, which it is given by the name that the statement has for it. */
export interface Condition {
  readonly column: string;
  readonly sql: (column: string) => string;
  /** An index can find the rows for which it holds. */
  readonly findable: boolean;
  /** Holds for nearly every row. */
  readonly weak?: boolean;
}

/** The WHERE clause of a filter, before it is decided how to walk. */
export class TransferConditions {
  readonly params: SqlValue[] = [];
  /**
   * Conditions of which one set must hold, each walking its own index: sender or receiver, this or that state. A plain
   * OR would sort all rows it finds.
   */
  branches: readonly (readonly Condition[])[] = [[]];

  constructor(filter: TransferFilter) {
    this.narrow(filter);
    if (filter.party !== undefined) {
      const party = this.add(filter.party);
      // a file to oneself is found once
      this.multiply([
        [is('sender', '=', party)],
        [is('receiver', '=', party), { ...is('sender', '<>', party), findable: false, weak: true }],
      ]);
    }
    if (filter.hash !== undefined) {
      const hash = this.add(filter.hash);
      const sql = (column: string) => `(${column} IS NULL OR ${column} <> ${hash})`;
      const notMeasured = { column: 'sha256', sql, findable: false, weak: true };
      this.multiply([[is('sha256', '=', hash)], [is('declared_hash', '=', hash), notMeasured]]);
    }
    this.choose('reason', filter.reasons);
    this.choose('state', filter.states);
    this.choose('method', filter.methods);
  }

  add(value: SqlValue): string {
    return `$${this.params.push(value)}`;
  }

  private narrow(filter: TransferFilter): void {
    const all: Condition[] = [];
    const bound = (column: string, operator: string, value: SqlValue | undefined) => {
      if (value !== undefined) all.push(is(column, operator, this.add(value)));
    };
    bound('short_id', '=', filter.shortId);
    bound('sender', '=', filter.sender);
    bound('receiver', '=', filter.receiver);
    bound('offered_at', '>=', filter.sinceAt);
    bound('offered_at', '<', filter.untilAt);
    bound('size', '>=', filter.minBytes);
    bound('size', '<=', filter.maxBytes);
    // an unknown size is -1, and not small
    if (filter.maxBytes !== undefined) bound('size', '>=', 0);
    if (filter.host !== undefined) {
      all.push({ ...is('host', '=', this.add(filter.host)), findable: false });
    }
    if (filter.paths !== undefined) all.push(this.oneOf('path', filter.paths));
    this.multiply([all]);
  }

  private choose(column: string, values: readonly string[] | undefined): void {
    if (values === undefined) return;
    const distinct = [...new Set(values)];
    if (distinct.length === 0 || this.branches.length * distinct.length > MAX_BRANCHES) {
      this.multiply([[this.oneOf(column, distinct)]]);
    } else this.multiply(distinct.map((value) => [is(column, '=', this.add(value))]));
  }

  private multiply(sets: readonly (readonly Condition[])[]): void {
    this.branches = this.branches.flatMap((branch) => sets.map((set) => [...branch, ...set]));
  }

  private oneOf(column: string, values: readonly string[]): Condition {
    const list = values.map((value) => this.add(value)).join(', ');
    const sql = values.length === 0 ? () => '1 = 0' : (name: string) => `${name} IN (${list})`;
    return { column, sql, findable: false };
  }
}

const is = (column: string, operator: string, value: string): Condition => ({
  column,
  sql: (name) => `${name} ${operator} ${value}`,
  findable: true,
});
