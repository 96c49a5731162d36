import type { Holdings, StoredFacts, Upload } from '@waybill/domain';
import type { UploadHoldingRow, UploadRow } from '../rows/upload.row.js';
import { bulkInsert, jsonCell, jsonRows, type BulkColumn } from '../sql/json-rows.js';
import type { DatabaseKind } from '../sql/sql-client.js';
import type { WriteQueue, WriteTransaction } from '../write-queue.js';
import { UPLOAD_COLUMNS, uploadCells } from './upload-mapping.js';
import type { UploadSlots } from './upload-slots.js';

/** Files that are written together. */
const MAX_BATCH = 128;
const FACTS: readonly BulkColumn[] = [
  ['stored_at', 'bigint'],
  ['sha256', 'text'],
  ['detected_type', 'text'],
];

interface Arrival {
  readonly id: string;
  readonly facts: StoredFacts;
  /** Its slot, where that was not written yet: both are one row from the start. */
  slot?: Upload | undefined;
  readonly resolve: (holdings: Holdings | undefined) => void;
  readonly reject: (error: unknown) => void;
}

type Holder = Pick<UploadRow, 'id' | 'account' | 'domain' | 'size'>;

/** Whose a file is. */
const holdersOf = ({ account, domain }: Holder): (readonly [string, string])[] => [
  ['domain', domain],
  ...(account === null ? [] : [['account', account] as const]),
];

/** Writes files that are here, those that wait for one commit with one statement of each kind. */
export class UploadArrivals {
  private waiting: Arrival[] = [];
  private isQueued = false;
  private readonly insert: string;
  private readonly update: string;
  private readonly hold: string;

  constructor(
    private readonly queue: WriteQueue,
    private readonly slots: UploadSlots,
    kind: DatabaseKind,
  ) {
    this.insert = bulkInsert(kind, 'uploads', [...UPLOAD_COLUMNS, ...FACTS]);
    const sets = FACTS.map(([name, type], i) => `"${name}" = ${jsonCell(kind, i + 1, type)}`);
    const rows = jsonRows(kind);
    this.update = `UPDATE uploads SET state = 'stored', ${sets.join(', ')} FROM ${rows}
      WHERE uploads.id = ${jsonCell(kind, 0, 'text')} AND state = 'granted'
      RETURNING id, account, domain, size`;
    const columns: readonly BulkColumn[] = [
      ['kind', 'text'],
      ['name', 'text'],
      ['files', 'integer'],
      ['bytes', 'bigint'],
    ];
    this.hold = bulkInsert(
      kind,
      'upload_holdings',
      columns,
      `ON CONFLICT (kind, name) DO UPDATE SET files = upload_holdings.files + excluded.files,
         bytes = upload_holdings.bytes + excluded.bytes RETURNING *`,
    );
  }

  /** @returns what the account holds with this file; undefined where the slot is no longer open */
  add(id: string, facts: StoredFacts): Promise<Holdings | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ id, facts, resolve, reject });
      this.queueBatch();
    });
  }

  /** Counts files to those who hold them, or takes them off. @returns what they hold then */
  async count(tx: WriteTransaction, files: readonly Holder[], by: 1 | -1) {
    const sums = new Map<string, [kind: string, name: string, files: number, bytes: number]>();
    for (const file of files) {
      for (const [kind, name] of holdersOf(file)) {
        const sum = sums.get(`${kind} ${name}`) ?? [kind, name, 0, 0];
        sums.set(`${kind} ${name}`, [kind, name, sum[2] + by, sum[3] + by * file.size]);
      }
    }
    return tx.all<UploadHoldingRow>(this.hold, [JSON.stringify([...sums.values()])]);
  }

  private queueBatch(): void {
    if (this.isQueued) return;
    this.isQueued = true;
    let batch: readonly Arrival[] | undefined;
    const job = (tx: WriteTransaction) => {
      // a job that runs again writes what it wrote before
      batch ??= this.takeBatch();
      return this.write(tx, batch);
    };
    this.queue.submit(job).then(
      (held) => batch?.forEach(({ id, resolve }) => resolve(held.get(id))),
      (error: unknown) => {
        // without a batch the job never ran: the queue was full or closed
        if (batch === undefined) this.isQueued = false;
        for (const { slot, reject } of batch ?? this.waiting.splice(0)) {
          if (slot !== undefined) this.slots.add(slot);
          reject(error);
        }
      },
    );
  }

  private takeBatch(): readonly Arrival[] {
    const batch = this.waiting.splice(0, MAX_BATCH);
    for (const arrival of batch) arrival.slot = this.slots.takeOut(arrival.id);
    this.isQueued = false;
    if (this.waiting.length > 0) this.queueBatch();
    return batch;
  }

  private async write(
    tx: WriteTransaction,
    batch: readonly Arrival[],
  ): Promise<ReadonlyMap<string, Holdings>> {
    const [fresh, known]: [unknown[][], unknown[][]] = [[], []];
    const holders = new Map<string, Holder>();
    for (const { id, facts, slot } of batch) {
      const cells = [facts.at, facts.sha256, facts.detectedType];
      if (slot === undefined) known.push([id, ...cells]);
      else {
        fresh.push([...uploadCells({ ...slot, state: 'stored' }), ...cells]);
        holders.set(id, { ...slot, account: slot.account ?? null, size: slot.sizeBytes });
      }
    }
    if (fresh.length > 0) tx.write(this.insert, fresh);
    if (known.length > 0) {
      const rows = await tx.all<Holder>(this.update, [JSON.stringify(known)]);
      for (const row of rows) holders.set(row.id, row);
    }
    const arrived = batch.flatMap(({ id }) => holders.get(id) ?? []);
    return eachHolding(arrived, arrived.length === 0 ? [] : await this.count(tx, arrived, 1));
  }
}

/** What each file's account held when that file came, from what it holds after all of them. */
function eachHolding(
  arrived: readonly Holder[],
  after: readonly UploadHoldingRow[],
): ReadonlyMap<string, Holdings> {
  const left = new Map(
    after.filter(({ kind }) => kind === 'account').map((row) => [row.name, { ...row }]),
  );
  const held = new Map<string, Holdings>();
  for (const { id, account, size } of arrived.toReversed()) {
    const holder = left.get(account ?? '');
    held.set(id, { files: holder?.files ?? 0, bytes: holder?.bytes ?? 0 });
    if (holder === undefined) continue;
    holder.files -= 1;
    holder.bytes -= size;
  }
  return held;
}
