import {
  CHAIN_ROOT,
  chainHash,
  endedEntry,
  offeredEntry,
  personalHash,
  readBody,
  type AuditEntry,
  type AuditFault,
  type AuditVerdict,
  type ChainedEntry,
  type Transfer,
  canonicalRecord,
} from '@waybill/domain';
import type { AuditEntryRow, AuditPersonalRow } from '../rows/audit.row.js';
import type { TransferRow } from '../rows/transfer.row.js';
import type { SqlClient } from '../sql/sql-client.js';
import { toTransfer } from './transfer-mapping.js';
import { transferStatements } from './transfer-sql.js';

const SLICE = 500;

type StoredEntry = AuditEntryRow & Partial<Pick<AuditPersonalRow, 'salts' | 'facts'>>;
type Transfers = ReadonlyMap<string, Transfer>;

interface Contradiction {
  readonly seq: number;
  readonly goneSince: number | undefined;
}

/** One run over the chain, a slice of entries in memory at a time. */
export class AuditVerifier {
  private seq = 0;
  private hash = CHAIN_ROOT;
  private offers = 0;
  private deletedBefore = 0;
  /** Offers and ends that the transfer contradicts, until a later entry agrees: corrections are entries too. */
  private readonly contradicted = new Map<string, Contradiction>();

  constructor(private readonly reader: SqlClient) {}

  async run(): Promise<AuditVerdict> {
    let deleted = await this.deletions();
    this.deletedBefore = deleted.before;
    const transfers = await this.transferCount();
    for (;;) {
      const slice = await this.reader.all<StoredEntry>(
        `SELECT e.*, p.salts, p.facts FROM audit_entries e LEFT JOIN audit_personal p ON p.seq = e.seq
         WHERE e.seq > $1 ORDER BY e.seq LIMIT ${SLICE}`,
        [this.seq],
      );
      if (slice.length === 0) break;
      const bad = await this.checkSlice(slice);
      if (bad !== undefined) return bad;
    }
    // what retention deleted while this walk was under way
    deleted = await this.deletions();
    const [contradicted] = [...this.contradicted.values()]
      .filter(({ goneSince }) => goneSince === undefined || goneSince >= deleted.before)
      .map(({ seq }) => seq)
      .sort((a, b) => a - b);
    if (contradicted !== undefined) return this.fault('altered-transfer', contradicted);
    // an end of the chain that was cut off leaves transfers that nobody offered
    if (this.offers < transfers) return this.fault('missing-entry', this.seq + 1);
    return { intact: true, entries: this.seq, lastHash: this.hash };
  }

  /** Until when retention has deleted transfers; its entries are links of the chain like any other. */
  private async deletions(): Promise<{ readonly before: number }> {
    const rows = await this.reader.all<AuditEntryRow>(
      `SELECT * FROM audit_entries WHERE kind = 'retention' ORDER BY seq`,
    );
    const ends = rows.map(({ body, hash }) => Number(readBody(body, hash).data['before'] ?? 0));
    return { before: ends.reduce((latest, end) => Math.max(latest, end), 0) };
  }

  private async transferCount(): Promise<number> {
    const [row] = await this.reader.all<{ total: number }>(
      'SELECT count(*) AS total FROM transfers',
    );
    return row?.total ?? 0;
  }

  private fault(fault: AuditFault, badSeq: number): AuditVerdict {
    return { intact: false, entries: this.seq, badSeq, fault };
  }

  private async checkSlice(slice: readonly StoredEntry[]): Promise<AuditVerdict | undefined> {
    const entries: ChainedEntry[] = [];
    for (const row of slice) {
      const seq = this.seq + entries.length + 1;
      const previous = entries.at(-1)?.hash ?? this.hash;
      if (row.seq !== seq) return this.fault('missing-entry', seq);
      const entry = chainedEntry(row, previous);
      if (entry === undefined) return this.fault('altered-entry', seq);
      entries.push(entry);
    }
    const transfers = await this.transfersOf(entries);
    for (const [i, entry] of entries.entries()) {
      const row = slice[i];
      const fault = row === undefined ? undefined : this.contentFault(entry, row, transfers);
      if (fault !== undefined) return this.fault(fault, entry.seq);
      this.seq = entry.seq;
      this.hash = entry.hash;
    }
    return undefined;
  }

  private async transfersOf(entries: readonly ChainedEntry[]): Promise<Transfers> {
    const ids = entries.flatMap(({ data }) =>
      typeof data['transfer'] === 'string' ? [data['transfer']] : [],
    );
    if (ids.length === 0) return new Map();
    const { lookup } = transferStatements(this.reader.kind);
    const rows = await this.reader.all<TransferRow>(lookup, [JSON.stringify([...new Set(ids)])]);
    return new Map(rows.map((row) => [row.uuid, toTransfer(row)]));
  }

  private contentFault(
    entry: ChainedEntry,
    row: StoredEntry,
    transfers: Transfers,
  ): AuditFault | undefined {
    const transfer = transfers.get(String(entry.data['transfer']));
    if (entry.kind === 'transfer-ended') {
      const agrees = transfer !== undefined && !differs(entry, endedEntry(transfer));
      this.note(entry, agrees, transfer === undefined ? offeredAtOf(entry) : undefined);
    } else if (entry.kind === 'transfer-offered') {
      this.checkOffer(entry, row, transfer);
    } else if (personalFault(entry, row, parse(row.facts))) return 'altered-personal';
    return undefined;
  }

  private checkOffer(entry: ChainedEntry, row: StoredEntry, transfer: Transfer | undefined): void {
    const amended = entry.data['amended'] === true;
    if (!amended) this.offers++;
    const expected = transfer === undefined ? undefined : offeredEntry(transfer, amended);
    const agrees =
      expected !== undefined &&
      !differs(entry, expected) &&
      !personalFault(entry, row, expected.personal);
    this.note(entry, agrees, transfer === undefined ? entry.at : undefined);
  }

  /** @param goneSince when a transfer was offered that is not there any more */
  private note(entry: ChainedEntry, agrees: boolean, goneSince: number | undefined): void {
    const key = `${entry.kind} ${String(entry.data['transfer'])}`;
    // deleted in its time, as the chain itself says
    if (goneSince !== undefined && goneSince < this.deletedBefore) return;
    if (agrees) this.contradicted.delete(key);
    else if (!this.contradicted.has(key)) {
      this.contradicted.set(key, { seq: entry.seq, goneSince });
    }
  }
}

/** @returns undefined when the row does not say what was hashed */
function chainedEntry(row: StoredEntry, previous: string): ChainedEntry | undefined {
  if (chainHash(previous, row.body) !== row.hash) return undefined;
  const entry = readBody(row.body, row.hash);
  const same = entry.seq === row.seq && entry.at === row.at && entry.kind === row.kind;
  return same ? entry : undefined;
}

/** A transfer's id tells when it was offered. @see RFC 9562 §5.7 */
function offeredAtOf({ data }: ChainedEntry): number {
  return parseInt(String(data['transfer']).replace('-', '').slice(0, 12), 16);
}

function differs(entry: ChainedEntry, expected: AuditEntry): boolean {
  return canonicalRecord(entry.data) !== canonicalRecord(expected.data) || entry.at !== expected.at;
}

const parse = (json: string | null | undefined): Readonly<Record<string, string>> =>
  json === null || json === undefined ? {} : (JSON.parse(json) as Record<string, string>);

/** Whether a fact whose salt is still there does not give its hash. Erased facts have lost their salts. */
function personalFault(
  entry: ChainedEntry,
  row: StoredEntry,
  facts: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(parse(row.salts)).some(([name, salt]) => {
    const value = facts[name];
    return value === undefined || personalHash(salt, value) !== entry.personalHashes[name];
  });
}
