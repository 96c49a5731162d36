import type { TransferCursor, TransferFilter, TransferSort } from '@waybill/domain';
import type { DatabaseKind, SqlClient, SqlValue } from '../sql/sql-client.js';
import { NameQuery } from './name-bigrams.js';
import { TransferConditions, type Condition } from './transfer-conditions.js';
import {
  conjunction,
  isCovered,
  isInOrderOfTime,
  isOfIndex,
  plansFor,
  usualPlan,
  whereOf,
  type Plan,
} from './transfer-plan.js';

const SORT_COLUMNS: Readonly<Record<TransferSort, string>> = {
  '-time': 'offered_at',
  '-bytes': 'size',
  '-duration': 'duration',
  '-rate': 'rate',
};

/** Candidates of a text search that counts look at. */
const MAX_CANDIDATES = 4_000;
/** Rows that a count fetches. */
const MAX_FETCHED = 4_000;

export interface Query {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** A query that may stop before it has seen everything: after `bound` rows looked at, of one branch. */
export interface BoundedQuery extends Query {
  readonly bound: number;
}

interface Walk {
  readonly source: string;
  readonly where: readonly string[];
  /** What to order by; the row's number, or the sort's column. */
  readonly order: string;
}

/** Turns a filter into SQL that walks an index and stops after the rows of one page. */
export class TransferQuery {
  readonly names: NameQuery | undefined;
  private readonly filter: TransferConditions;
  /** The condition of the text, on the table of names. */
  private readonly match: string | undefined;
  private plans: readonly Plan[];

  constructor(
    private readonly kind: DatabaseKind,
    filter: TransferFilter,
  ) {
    const names = filter.text === undefined ? undefined : new NameQuery(filter.text);
    this.names = names === undefined || names.isEmpty ? undefined : names;
    this.filter = new TransferConditions(filter);
    this.plans = this.filter.branches.map(usualPlan);
    this.match = this.names === undefined ? undefined : this.matchOf(this.names);
  }

  /** Looks which way to walk, where that is not plain. PostgreSQL keeps the statistics to know by itself. */
  async plan(reader: SqlClient, sort: TransferSort): Promise<void> {
    const isPlain =
      this.names === undefined && sort === '-time' && this.filter.branches.every(isCovered);
    if (this.kind === 'sqlite' && !isPlain) this.plans = await plansFor(reader, this.filter);
  }

  /** One page and a row more, newest, largest, longest or fastest first. */
  page(sort: TransferSort, limit: number, after?: TransferCursor): Query {
    const params = [...this.filter.params];
    const add = (value: SqlValue) => `$${params.push(value)}`;
    const byRow = this.isByRow(sort);
    const start =
      after === undefined
        ? undefined
        : byRow
          ? (order: string) => `${order} < ${row}`
          : (order: string) => `(${order}, t.id) < (${value}, ${row})`;
    const value = after === undefined || byRow ? '' : add(after.value);
    const row = after === undefined ? '' : add(after.row);
    const last = add(limit);
    const parts = this.filter.branches.map((branch, i) => {
      const { source, where, order } = this.walk(branch, i, sort);
      const all = start === undefined ? where : [...where, start(order)];
      return `SELECT t.*, t.${SORT_COLUMNS[sort]} AS sort_value FROM ${source}
        WHERE ${conjunction(all)} ORDER BY ${order} DESC${byRow ? '' : ', t.id DESC'} LIMIT ${last}`;
    });
    if (parts.length === 1) return { sql: parts[0] ?? '', params };
    const union = parts.map((part, i) => `SELECT * FROM (${part}) p${i}`).join(' UNION ALL ');
    const outer = byRow ? 'id DESC' : 'sort_value DESC, id DESC';
    return { sql: `${union} ORDER BY ${outer} LIMIT ${last}`, params };
  }

  /**
   * Counts as `total` what it finds in `looked` rows, of which it looks at `bound` at most: `cap`, or fewer where rows
   * have to be fetched to be told.
   * @param exact whether only rows of the filter count as looked at
   */
  count(cap: number, exact: boolean): BoundedQuery {
    const parts = this.filter.branches.map((branch, i) => this.split(branch, i));
    const bound = !exact && parts.some(({ fetched }) => fetched) ? Math.min(cap, MAX_FETCHED) : cap;
    const rows = parts.map(({ index, rest, lead, fetched }) => {
      if (rest !== undefined && fetched && !exact) {
        return this.newest(`${flag(rest)} AS ok`, index, lead, bound);
      }
      const where = conjunction([index, ...(rest === undefined ? [] : [rest])]);
      return `SELECT 1 AS ok FROM transfers t WHERE ${where} LIMIT ${bound}`;
    });
    const all = rows.map((part, i) => `SELECT * FROM (${part}) p${i}`).join(' UNION ALL ');
    const sql = `SELECT coalesce(sum(ok), 0) AS total, count(*) AS looked FROM (${all} LIMIT ${bound}) q`;
    return { sql, params: this.filter.params, bound };
  }

  /** Counts by `columns` the newest rows, `bound` of each branch at most. */
  groups(columns: string, bound: number): BoundedQuery {
    const parts = this.filter.branches.map((branch, i) => {
      const { index, rest, lead } = this.split(branch, i);
      const ok = rest === undefined ? '1' : flag(rest);
      const newest = this.newest(`${columns}, ${ok} AS ok`, index, lead, bound + 1);
      return `SELECT ${columns}, sum(ok) AS total, count(*) AS looked, ${i} AS branch
        FROM (${newest}) r GROUP BY ${columns}`;
    });
    const sql = parts.map((part, i) => `SELECT * FROM (${part}) p${i}`).join(' UNION ALL ');
    return { sql, params: this.filter.params, bound };
  }

  /**
   * `columns` of the newest `limit` rows that the text may mean, and before them a row that has nothing but
   * `candidates`, how many of those were looked at; 0 where the filter finds the rows and not the text.
   */
  hits(columns: readonly string[], limit: number): BoundedQuery {
    const params = [...this.filter.params, limit];
    const last = `$${params.length}`;
    const nothing = columns.map((column) => `NULL AS ${column}`).join(', ');
    const wanted = columns.map((column) => `t.${column}`).join(', ');
    if (this.isLedByFilter) {
      const { sql } = this.page('-time', limit);
      const rows = `SELECT ${columns.join(', ')}, 0 AS candidates FROM (${sql}) t`;
      return { sql: `SELECT ${nothing}, 0 AS candidates UNION ALL ${rows}`, params, bound: 0 };
    }
    const key = this.kind === 'sqlite' ? 'rowid' : 'transfer_id';
    const found = `SELECT ${key} AS id FROM transfer_names n WHERE ${this.match ?? '1 = 1'}
      ORDER BY ${key} DESC LIMIT ${MAX_CANDIDATES + 1}`;
    const any = this.filter.branches.map(
      (branch) => `(${conjunction(branch.map((one) => one.sql(`t.${one.column}`)))})`,
    );
    const sql = `WITH found AS MATERIALIZED (${found})
      SELECT ${nothing}, count(*) AS candidates FROM found UNION ALL
      SELECT * FROM (SELECT ${wanted}, 0 AS candidates FROM found CROSS JOIN transfers t
        WHERE t.id = found.id AND (${any.join(' OR ')}) LIMIT ${last}) r`;
    return { sql, params, bound: MAX_CANDIDATES };
  }

  private isByRow(sort: TransferSort): boolean {
    return this.names !== undefined && sort === '-time';
  }

  /** Whether so few rows pass the filter that they are looked up among the names, and not the other way. */
  private get isLedByFilter(): boolean {
    return this.plans.every(({ few }) => few);
  }

  private walk(branch: readonly Condition[], i: number, sort: TransferSort): Walk {
    const column = SORT_COLUMNS[sort];
    const byRow = this.isByRow(sort);
    if (this.kind === 'postgres' || (this.match !== undefined && !this.isLedByFilter)) {
      const where = branch.map((one) => one.sql(`t.${one.column}`));
      if (this.match === undefined) return { source: 'transfers t', where, order: `t.${column}` };
      const names = this.kind === 'sqlite' ? 'rowid' : 'transfer_id';
      // SQLite's CROSS JOIN: the names drive, the transfers are looked up
      const join = this.kind === 'sqlite' ? 'CROSS JOIN' : 'JOIN';
      const source = `transfer_names n ${join} transfers t ON t.id = n.${names}`;
      const rowid = this.kind === 'sqlite' ? 'n.rowid' : 't.id';
      return { source, where: [this.match, ...where], order: byRow ? rowid : `t.${column}` };
    }
    const { lead, few } = this.plans[i] ?? usualPlan(branch);
    const walked = few ? lead : sort === '-time' ? timely(lead) : column;
    const where = [whereOf(branch, walked)];
    if (this.match !== undefined) {
      where.push(`+t.id IN (SELECT n.rowid FROM transfer_names n WHERE ${this.match})`);
      return { source: 'transfers t', where, order: byRow ? '+t.id' : `+t.${column}` };
    }
    const ordered = walked === column || (sort === '-time' && isInOrderOfTime(walked));
    return { source: 'transfers t', where, order: `${ordered ? '' : '+'}t.${column}` };
  }

  /** The conditions that an index answers, and those that need the rows it finds. */
  private split(branch: readonly Condition[], i: number) {
    if (this.kind === 'postgres') {
      const all = conjunction(branch.map((one) => one.sql(`t.${one.column}`)));
      return { index: all, rest: undefined, lead: undefined, fetched: false };
    }
    const { lead } = this.plans[i] ?? usualPlan(branch);
    const isIndexed = (one: Condition) => one.findable && isOfIndex(one, lead);
    const rest = branch.filter((one) => !isIndexed(one));
    const index = whereOf(branch.filter(isIndexed), lead);
    const fetched = rest.some(({ weak }) => weak !== true);
    return { index, rest: rest.length === 0 ? undefined : whereOf(rest, lead), lead, fetched };
  }

  /** The newest, where the index has them in order of time; any, where it has not. */
  private newest(select: string, where: string, lead: string | undefined, limit: number): string {
    const order = isInOrderOfTime(lead) ? 'ORDER BY t.offered_at DESC, t.id DESC' : '';
    return `SELECT ${select} FROM transfers t WHERE ${where} ${order} LIMIT ${limit}`;
  }

  private matchOf(names: NameQuery): string | undefined {
    if (this.kind === 'sqlite') return `n.transfer_names MATCH ${this.filter.add(names.match)}`;
    if (names.pairs.length === 0) return '1 = 1';
    return `n.bigrams @> ${this.filter.add(arrayLiteral(names.pairs))}::text[]`;
  }
}

const timely = (lead: string | undefined) => (isInOrderOfTime(lead) ? lead : undefined);

const flag = (condition: string) => `CASE WHEN ${condition} THEN 1 ELSE 0 END`;

const arrayLiteral = (values: readonly string[]) =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
