import { CHAIN_ROOT, link, type AuditEntry, type ChainHead } from '@waybill/domain';
import { bulkInsert, type BulkColumn } from './sql/json-rows.js';
import type { BulkStatement, DatabaseKind, SqlClient } from './sql/sql-client.js';

const ENTRY_COLUMNS: readonly BulkColumn[] = [
  ['seq', 'integer'],
  ['at', 'bigint'],
  ['kind', 'text'],
  ['body', 'text'],
  ['hash', 'text'],
];
const PERSONAL_COLUMNS: readonly BulkColumn[] = [
  ['seq', 'integer'],
  ['salts', 'text'],
  ['facts', 'text'],
];

const forBoth = (table: string, columns: readonly BulkColumn[]) => ({
  sqlite: bulkInsert('sqlite', table, columns),
  postgres: bulkInsert('postgres', table, columns),
});
const ENTRIES = forBoth('audit_entries', ENTRY_COLUMNS);
const PERSONAL = forBoth('audit_personal', PERSONAL_COLUMNS);

/** Entries of one transaction, chained but not written. */
export class AuditDraft {
  private readonly entries: unknown[][] = [];
  private readonly personal: unknown[][] = [];

  constructor(public head: ChainHead) {}

  /** @param factsElsewhere the personal facts stand in the row that the entry is about */
  add(entry: AuditEntry, factsElsewhere = false): void {
    const { seq, body, hash, salts } = link(this.head, entry);
    this.head = { seq, hash };
    this.entries.push([seq, entry.at, entry.kind, body, hash]);
    if (Object.keys(salts).length === 0) return;
    const facts = factsElsewhere ? null : JSON.stringify(entry.personal);
    this.personal.push([seq, JSON.stringify(salts), facts]);
  }

  /** What writes the entries. */
  statements(kind: DatabaseKind): readonly BulkStatement[] {
    const parts = [
      { sql: ENTRIES[kind], cells: this.entries },
      { sql: PERSONAL[kind], cells: this.personal },
    ];
    return parts
      .filter(({ cells }) => cells.length > 0)
      .map(({ sql, cells }) => ({ sql, rows: JSON.stringify(cells) }));
  }
}

/** Knows the end of the chain. Only the write queue moves it, after a commit. */
export class AuditAppender {
  private head: ChainHead = { seq: 0, hash: CHAIN_ROOT };

  async load(client: SqlClient): Promise<void> {
    const [last] = await client.all<ChainHead>(
      'SELECT seq, hash FROM audit_entries ORDER BY seq DESC LIMIT 1',
    );
    this.head = last ?? { seq: 0, hash: CHAIN_ROOT };
  }

  draft(): AuditDraft {
    return new AuditDraft(this.head);
  }

  committed(draft: AuditDraft): void {
    this.head = draft.head;
  }
}
