import {
  UPLOAD_PURPOSES,
  UploadRegister,
  type AuditEntry,
  type Deletion,
  type Download,
  type DueFiles,
  type DueInstants,
  type HolderKind,
  type HolderPage,
  type Holdings,
  type Retention,
  type Standing,
  type StoredFacts,
  type Upload,
  type UploadCursor,
  type UploadFilter,
  type UploadPage,
  type UploadPurpose,
  type UploadSort,
} from '@waybill/domain';
import type { UploadDownloadRow, UploadHoldingRow, UploadRow } from '../rows/upload.row.js';
import { bulkInsert, jsonCell, jsonRows } from '../sql/json-rows.js';
import type { RowNumbers, StoreContext } from '../store-context.js';
import {
  DOWNLOAD_COLUMNS,
  UPLOAD_COLUMNS,
  downloadCells,
  toDownload,
  toUpload,
} from './upload-mapping.js';
import { UploadArrivals } from './upload-arrivals.js';
import { UploadPages, Where } from './upload-pages.js';
import { UploadSlots } from './upload-slots.js';

/** The rows of uploads. */
export class SqlUploadStore extends UploadRegister {
  private readonly insertDownloads: string;
  private readonly countDownloads: string;
  private readonly slots: UploadSlots;
  private readonly arrivals: UploadArrivals;
  private readonly pages: UploadPages;

  constructor(
    private readonly context: StoreContext,
    private readonly numbers: RowNumbers,
  ) {
    super();
    const { queue, reader } = context;
    const { kind } = reader;
    this.pages = new UploadPages(reader);
    // a commit of which we did not hear is written again
    const insert = bulkInsert(kind, 'uploads', UPLOAD_COLUMNS, 'ON CONFLICT (id) DO NOTHING');
    this.slots = new UploadSlots(queue, insert);
    this.arrivals = new UploadArrivals(queue, this.slots, kind);
    this.insertDownloads = bulkInsert(kind, 'upload_downloads', DOWNLOAD_COLUMNS);
    this.countDownloads = `UPDATE uploads SET downloads = downloads + ${jsonCell(kind, 1, 'integer')},
      last_download_at = ${jsonCell(kind, 2, 'bigint')}
      FROM ${jsonRows(kind)} WHERE uploads.id = ${jsonCell(kind, 0, 'text')}`;
  }

  override grant(upload: Upload): void {
    this.slots.add(upload);
  }

  override flush(): Promise<void> {
    return this.slots.flush();
  }

  override async find(id: string): Promise<Upload | undefined> {
    return this.slots.find(id) ?? this.one('id = $1', id);
  }

  override async findByToken(token: string): Promise<Upload | undefined> {
    return this.slots.findByToken(token) ?? this.one('token = $1', token);
  }

  override store(id: string, facts: StoredFacts): Promise<Holdings | undefined> {
    return this.arrivals.add(id, facts);
  }

  override async lapse(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    await this.slots.flush();
    const marks = ids.map((_, index) => `$${index + 1}`).join(', ');
    return this.context.queue.submit(async (tx) => {
      const rows = await tx.all<{ id: string }>(
        `UPDATE uploads SET state = 'lapsed' WHERE id IN (${marks}) AND state = 'granted' RETURNING id`,
        ids,
      );
      return new Set(rows.map(({ id }) => id));
    });
  }

  override async remove(id: string, { at, rule }: Deletion, entry: AuditEntry): Promise<boolean> {
    await this.slots.flush();
    return this.context.queue.submit(async (tx) => {
      const [row] = await tx.all<UploadRow>(
        `SELECT * FROM uploads WHERE id = $1 AND state IN ('granted', 'stored')`,
        [id],
      );
      if (row === undefined) return false;
      await tx.run(
        `UPDATE uploads SET state = 'deleted', deleted_at = $2, deletion_rule = $3 WHERE id = $1`,
        [id, at, rule],
      );
      if (row.state === 'stored') await this.arrivals.count(tx, [row], -1);
      tx.audit(entry);
      return true;
    });
  }

  override async references(sha256: string): Promise<number> {
    const [row] = await this.context.reader.all<{ total: number }>(
      `SELECT count(*) AS total FROM uploads WHERE sha256 = $1 AND state = 'stored'`,
      [sha256],
    );
    return Number(row?.total ?? 0);
  }

  override async openSlots(): Promise<readonly Upload[]> {
    await this.slots.flush();
    const rows = await this.context.reader.all<UploadRow>(
      `SELECT * FROM uploads WHERE state = 'granted' ORDER BY slot_expires_at, id`,
    );
    return rows.map(toUpload);
  }

  override async holdings(kind: HolderKind, name: string): Promise<Holdings> {
    const [row] = await this.context.reader.all<UploadHoldingRow>(
      'SELECT * FROM upload_holdings WHERE kind = $1 AND name = $2',
      [kind, name],
    );
    return { files: row?.files ?? 0, bytes: row?.bytes ?? 0 };
  }

  override async standing(account: string, sinceAt: number): Promise<Standing> {
    await this.slots.flush();
    const [row] = await this.context.reader.all<{ files: number; bytes: number; granted: number }>(
      `SELECT coalesce(h.files, 0) AS files, coalesce(h.bytes, 0) AS bytes, g.granted FROM
         (SELECT coalesce(sum(size), 0) AS granted FROM uploads
          WHERE account = $1 AND granted_at > $2 AND state <> 'lapsed') g
       LEFT JOIN upload_holdings h ON h.kind = 'account' AND h.name = $1`,
      [account, sinceAt],
    );
    const { files = 0, bytes = 0, granted = 0 } = row ?? {};
    return { files: Number(files), bytes: Number(bytes), grantedBytes: Number(granted) };
  }

  override async grantedSince(account: string, sinceAt: number) {
    await this.slots.flush();
    const rows = await this.context.reader.all<{ at: number; bytes: number }>(
      `SELECT granted_at AS at, size AS bytes FROM uploads
       WHERE account = $1 AND granted_at > $2 AND (state <> 'lapsed') ORDER BY granted_at, id`,
      [account, sinceAt],
    );
    return rows;
  }

  override async list(
    filter: UploadFilter,
    sort: UploadSort,
    limit: number,
    after?: UploadCursor,
  ): Promise<UploadPage> {
    await this.slots.flush();
    return this.pages.page({ filter, sort }, limit, after);
  }

  override async due(before: DueInstants, now: number, limit: number): Promise<readonly Upload[]> {
    const where = dueWhere(before, now);
    const rows = await this.context.reader.all<UploadRow>(
      `SELECT * FROM uploads WHERE ${where.toString()} ORDER BY stored_at LIMIT ${where.add(limit)}`,
      where.params,
    );
    return rows.map(toUpload);
  }

  override async countDue(before: DueInstants, now: number): Promise<DueFiles> {
    const where = dueWhere(before, now);
    const [row] = await this.context.reader.all<{
      files: number;
      bytes: number;
      oldest: number | null;
    }>(
      `SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes, min(stored_at) AS oldest
       FROM uploads WHERE ${where.toString()}`,
      where.params,
    );
    return {
      files: Number(row?.files ?? 0),
      bytes: Number(row?.bytes ?? 0),
      oldestAt: row?.oldest ?? undefined,
    };
  }

  override recordDownloads(downloads: readonly Download[]): Promise<void> {
    const cells = downloads.map((one) => downloadCells(this.numbers.next(), one));
    const sums = new Map<string, [id: string, count: number, at: number]>();
    for (const { uploadId, at } of downloads) {
      const [, count, latest] = sums.get(uploadId) ?? [uploadId, 0, 0];
      sums.set(uploadId, [uploadId, count + 1, Math.max(at, latest)]);
    }
    return this.context.queue.submit((tx) => {
      tx.write(this.insertDownloads, cells);
      tx.write(this.countDownloads, [...sums.values()]);
      return Promise.resolve();
    });
  }

  override async downloads(uploadId: string, limit: number, after?: number) {
    const rows = await this.context.reader.all<UploadDownloadRow>(
      `SELECT * FROM upload_downloads WHERE upload_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3`,
      [uploadId, after ?? 2_147_483_647, limit + 1],
    );
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? page.at(-1)?.id : undefined;
    return { downloads: page.map(toDownload), next };
  }

  override async holders(
    kind: HolderKind,
    sort: '-bytes' | '-files',
    limit: number,
    after?: { readonly value: number; readonly name: string },
  ): Promise<HolderPage> {
    const column = sort === '-bytes' ? 'bytes' : 'files';
    const where = new Where();
    where.equals('kind', kind);
    where.and('files > 0');
    if (after !== undefined) {
      where.and(`(${column}, name) < (${where.add(after.value)}, ${where.add(after.name)})`);
    }
    const rows = await this.context.reader.all<UploadHoldingRow>(
      `SELECT * FROM upload_holdings WHERE ${where.toString()}
       ORDER BY ${column} DESC, name DESC LIMIT ${where.add(limit + 1)}`,
      where.params,
    );
    const holders = rows.slice(0, limit).map(({ name, files, bytes }) => ({ name, files, bytes }));
    const last = holders.at(-1);
    const more = rows.length > limit && last !== undefined;
    return { holders, next: more ? { value: last[column], name: last.name } : undefined };
  }

  override addReceiver(
    uploadId: string,
    { jid, at }: { readonly jid: string; readonly at: number },
  ): Promise<boolean> {
    return this.context.queue.submit(async (tx) => {
      const added = await tx.run(
        `INSERT INTO upload_receivers (upload_id, jid, at) VALUES ($1, $2, $3)
         ON CONFLICT (upload_id, jid) DO NOTHING`,
        [uploadId, jid, at],
      );
      return added > 0;
    });
  }

  override async receivers(uploadId: string): Promise<readonly string[]> {
    const rows = await this.context.reader.all<{ jid: string }>(
      'SELECT jid FROM upload_receivers WHERE upload_id = $1 ORDER BY at, jid',
      [uploadId],
    );
    return rows.map(({ jid }) => jid);
  }

  override async retention(): Promise<Partial<Record<UploadPurpose, number | 'for-ever'>>> {
    const rows = await this.context.reader.all<{ purpose: string; days: number | null }>(
      'SELECT * FROM upload_retention',
    );
    return Object.fromEntries(rows.map(({ purpose, days }) => [purpose, days ?? 'for-ever']));
  }

  override setRetention(retention: Retention, entry: AuditEntry): Promise<void> {
    return this.context.queue.submit(async (tx) => {
      for (const purpose of UPLOAD_PURPOSES) {
        await tx.run(
          `INSERT INTO upload_retention (purpose, days) VALUES ($1, $2)
           ON CONFLICT (purpose) DO UPDATE SET days = excluded.days`,
          [purpose, retention[purpose] ?? null],
        );
      }
      tx.audit(entry);
    });
  }

  override async hashes(limit: number, after = '') {
    const rows = await this.context.reader.all<{ sha256: string; bytes: number }>(
      `SELECT sha256, max(size) AS bytes FROM uploads
       WHERE sha256 > $1 AND state = 'stored' GROUP BY sha256 ORDER BY sha256 LIMIT $2`,
      [after, limit],
    );
    return rows.map(({ sha256, bytes }) => ({ sha256, bytes: Number(bytes) }));
  }

  override async withHash(sha256: string): Promise<readonly Upload[]> {
    const rows = await this.context.reader.all<UploadRow>(
      `SELECT * FROM uploads WHERE sha256 = $1 AND state = 'stored' ORDER BY id`,
      [sha256],
    );
    return rows.map(toUpload);
  }

  private async one(condition: string, value: string): Promise<Upload | undefined> {
    const [row] = await this.context.reader.all<UploadRow>(
      `SELECT * FROM uploads WHERE ${condition}`,
      [value],
    );
    return row === undefined ? undefined : toUpload(row);
  }
}

function dueWhere(before: DueInstants, now: number): Where {
  const where = new Where();
  where.equals('state', 'stored');
  const due = [`expire_before_at <= ${where.add(now)}`];
  for (const purpose of UPLOAD_PURPOSES) {
    const instant = before[purpose];
    if (instant === undefined) continue;
    due.push(`(purpose = ${where.add(purpose)} AND stored_at < ${where.add(instant)})`);
  }
  where.and(`(${due.join(' OR ')})`);
  return where;
}
