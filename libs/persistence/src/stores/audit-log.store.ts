import {
  AUDIT_KINDS,
  AuditLog,
  readBody,
  type AuditEntry,
  type AuditFilter,
  type AuditPage,
  type AuditRecord,
  type AuditVerdict,
} from '@waybill/domain';
import type { AuditEntryRow, AuditPersonalRow } from '../rows/audit.row.js';
import type { SqlValue } from '../sql/sql-client.js';
import type { StoreContext } from '../store-context.js';
import { AuditVerifier } from './audit-verifier.js';

type StoredEntry = AuditEntryRow & Partial<Pick<AuditPersonalRow, 'salts' | 'facts'>>;

function toRecord(row: StoredEntry): AuditRecord {
  const facts = typeof row.facts === 'string' ? row.facts : '{}';
  return {
    ...readBody(row.body, row.hash),
    personal: JSON.parse(facts) as AuditRecord['personal'],
  };
}

/** What people do and what is done to them; by far the fewest entries, and the ones that name an actor. */
const DEEDS = AUDIT_KINDS.filter((kind) => !kind.startsWith('transfer-'));

/** Part of JSON text, so that no function that only one database has is needed. */
const inside = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

function narrowed(filter: AuditFilter, add: (value: SqlValue) => string): string[] {
  const { actor, target, sinceAt, untilAt } = filter;
  const conditions: string[] = [];
  const like = (column: string, text: string) => `${column} LIKE ${add(inside(text))} ESCAPE '\\'`;
  const named = actor !== undefined || target !== undefined;
  const kinds = filter.kinds ?? (named ? DEEDS : undefined);
  if (kinds !== undefined) {
    const list = kinds.map(add).join(', ');
    conditions.push(list === '' ? '1 = 0' : `e.kind IN (${list})`);
  }
  if (actor !== undefined) {
    const name = JSON.stringify(actor);
    const names = ['actorName', 'operatorName', 'jid'].map((fact) => `"${fact}":${name}`);
    const [acting = '', ...signing] = names.map((text) => like('p.facts', text));
    // a sign-in names the one who signs in, and nobody else
    conditions.push(`(${acting} OR (e.kind = 'sign-in' AND (${signing.join(' OR ')})))`);
  }
  if (target !== undefined) {
    const value = `:${JSON.stringify(target)}`;
    conditions.push(`(${like('p.facts', value)} OR ${like('e.body', value)})`);
  }
  if (sinceAt !== undefined) conditions.push(`e.at >= ${add(sinceAt)}`);
  if (untilAt !== undefined) conditions.push(`e.at < ${add(untilAt)}`);
  return conditions;
}

/** The chain's rows. */
export class SqlAuditLog extends AuditLog {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override append(entry: AuditEntry): Promise<void> {
    return this.context.queue.submit((tx) => {
      tx.audit(entry);
      return Promise.resolve();
    });
  }

  override async list(filter: AuditFilter, limit: number, before?: number): Promise<AuditPage> {
    const params: SqlValue[] = [before ?? 2 ** 31 - 1];
    const add = (value: SqlValue) => `$${params.push(value)}`;
    const conditions = ['e.seq < $1', ...narrowed(filter, add)];
    const rows = await this.context.reader.all<StoredEntry>(
      `SELECT e.*, p.salts, p.facts FROM audit_entries e LEFT JOIN audit_personal p ON p.seq = e.seq
       WHERE ${conditions.join(' AND ')} ORDER BY e.seq DESC LIMIT ${add(limit + 1)}`,
      params,
    );
    const page = rows.slice(0, limit);
    return {
      entries: page.map(toRecord),
      next: rows.length > limit ? page.at(-1)?.seq : undefined,
    };
  }

  override verify(): Promise<AuditVerdict> {
    return new AuditVerifier(this.context.reader).run();
  }

  override erase(value: string): Promise<number> {
    return this.context.queue.submit(async (tx) => {
      // candidates are checked below
      const like = inside(JSON.stringify(value));
      const own = await tx.all<AuditPersonalRow>(
        `SELECT * FROM audit_personal WHERE facts LIKE $1 ESCAPE '\\'`,
        [like],
      );
      let erased = 0;
      for (const row of own) {
        const facts = JSON.parse(row.facts ?? '{}') as Record<string, string>;
        const names = Object.keys(facts).filter((name) => facts[name] === value);
        if (names.length === 0) continue;
        const salts = JSON.parse(row.salts) as Record<string, string>;
        const keep = ([name]: [string, string]) => !names.includes(name);
        const kept = (record: Record<string, string>) =>
          JSON.stringify(Object.fromEntries(Object.entries(record).filter(keep)));
        await tx.run('UPDATE audit_personal SET salts = $2, facts = $3 WHERE seq = $1', [
          row.seq,
          kept(salts),
          kept(facts),
        ]);
        erased++;
      }
      return erased;
    });
  }
}
