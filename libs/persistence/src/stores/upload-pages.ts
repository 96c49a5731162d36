import type { Upload, UploadCursor, UploadFilter, UploadPage, UploadSort } from '@waybill/domain';
import type { UploadRow } from '../rows/upload.row.js';
import type { SqlClient, SqlValue } from '../sql/sql-client.js';
import { NameQuery } from './name-bigrams.js';
import { toUpload } from './upload-mapping.js';

const SORTS = {
  '-time': { column: 'granted_at', order: 'granted_at DESC, id DESC', beyond: '<' },
  time: { column: 'granted_at', order: 'granted_at, id', beyond: '>' },
  '-bytes': { column: 'size', order: 'size DESC, id DESC', beyond: '<' },
} as const;

/** Rows of a search by name that are read at once, and that one call looks at. */
const NAMES_AT_ONCE = 2_000;
const MAX_LOOKED = 100_000;

type NamedRow = Pick<UploadRow, 'id' | 'file_name' | 'granted_at' | 'size'>;

/** What is listed, and in which order. */
export interface UploadOrder {
  readonly filter: UploadFilter;
  readonly sort: UploadSort;
}

const cursorAt = (row: Pick<NamedRow, 'id' | 'granted_at' | 'size'>, sort: UploadSort) => ({
  value: row[SORTS[sort].column],
  id: row.id,
});

/** Conditions with their parameters. */
export class Where {
  readonly params: SqlValue[] = [];
  private readonly conditions: string[] = ['1 = 1'];

  add(value: SqlValue): string {
    return `$${this.params.push(value)}`;
  }

  and(condition: string): void {
    this.conditions.push(condition);
  }

  equals(column: string, value: string | undefined): void {
    if (value !== undefined) this.and(`${column} = ${this.add(value)}`);
  }

  toString(): string {
    return this.conditions.join(' AND ');
  }
}

/** Lists of uploads, a page at a time. */
export class UploadPages {
  constructor(private readonly reader: SqlClient) {}

  async page(order: UploadOrder, limit: number, after?: UploadCursor): Promise<UploadPage> {
    const { name } = order.filter;
    const names = name === undefined ? undefined : new NameQuery(name);
    if (names !== undefined && !names.isEmpty) return this.named(names, order, limit, after);
    const rows = await this.walk<UploadRow>('*', order, limit + 1, after);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const next = rows.length > limit ? last && cursorAt(last, order.sort) : undefined;
    return { uploads: page.map(toUpload), next };
  }

  /** Names have no index of their own: they are looked at in order, as many as a call may take. */
  private async named(
    names: NameQuery,
    order: UploadOrder,
    limit: number,
    after?: UploadCursor,
  ): Promise<UploadPage> {
    const columns = 'id, file_name, granted_at, size';
    const found: string[] = [];
    let next = after;
    for (let looked = 0; looked < MAX_LOOKED; looked += NAMES_AT_ONCE) {
      const rows = await this.walk<NamedRow>(columns, order, NAMES_AT_ONCE, next);
      for (const row of rows) {
        next = cursorAt(row, order.sort);
        if (names.matches(row.file_name)) found.push(row.id);
        if (found.length === limit) return { uploads: await this.all(found), next };
      }
      if (rows.length < NAMES_AT_ONCE) return { uploads: await this.all(found), next: undefined };
    }
    return { uploads: await this.all(found), next };
  }

  private async walk<Row>(
    columns: string,
    { filter, sort }: UploadOrder,
    limit: number,
    after: UploadCursor | undefined,
  ): Promise<Row[]> {
    const where = narrowed(filter);
    const { column, order, beyond } = SORTS[sort];
    if (after !== undefined) {
      where.and(`(${column}, id) ${beyond} (${where.add(after.value)}, ${where.add(after.id)})`);
    }
    const sql = `SELECT ${columns} FROM uploads WHERE ${where.toString()} ORDER BY ${order}`;
    return this.reader.all<Row>(`${sql} LIMIT ${where.add(limit)}`, where.params);
  }

  /** In the order of `ids`. */
  private async all(ids: readonly string[]): Promise<readonly Upload[]> {
    if (ids.length === 0) return [];
    const marks = ids.map((_, index) => `$${index + 1}`).join(', ');
    const sql = `SELECT * FROM uploads WHERE id IN (${marks})`;
    const rows = await this.reader.all<UploadRow>(sql, ids);
    const byId = new Map(rows.map((row) => [row.id, toUpload(row)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}

function narrowed(filter: UploadFilter): Where {
  const where = new Where();
  for (const column of ['account', 'domain', 'host', 'purpose'] as const) {
    where.equals(column, filter[column]);
  }
  if (filter.states !== undefined) {
    const states = filter.states.map((state) => where.add(state));
    where.and(states.length === 0 ? '1 = 0' : `state IN (${states.join(', ')})`);
  }
  if (filter.sinceAt !== undefined) where.and(`granted_at >= ${where.add(filter.sinceAt)}`);
  if (filter.untilAt !== undefined) where.and(`granted_at < ${where.add(filter.untilAt)}`);
  return where;
}
