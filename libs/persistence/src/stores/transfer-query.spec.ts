import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TransferFilter, TransferSort } from '@waybill/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../database.js';
import { closeSqlite, openSqlite } from '../driver.js';
import { SqliteClient } from '../sql/sqlite-client.js';
import { completed, offer, sampleTransfer } from '../test/samples.js';
import { TransferQuery, type Query } from './transfer-query.js';

describe('how lists walk SQLite', () => {
  let folder: string;
  let connection: Awaited<ReturnType<typeof openSqlite>>;
  let client: SqliteClient;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waybill-plans-'));
    const file = join(folder, 'waybill.db');
    const database = await openDatabase({ url: `sqlite:${file}` });
    const many = Array.from({ length: 50 }, () => offer(completed(sampleTransfer())));
    await database.transfers.record(many);
    await database.close();
    connection = await openSqlite(file);
    client = new SqliteClient(connection);
  });

  afterAll(async () => {
    await client.release();
    await closeSqlite(connection);
    await rm(folder, { recursive: true });
  });

  const explained = async ({ sql, params }: Query) => {
    const rows = await client.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params);
    return rows.map(({ detail }) => detail).join('\n');
  };
  const after = { value: 1, row: 1 };

  it.each<[TransferSort, TransferFilter, string]>([
    ['-time', {}, 'ix_transfers_offered_at_id'],
    ['-time', { sinceAt: 1, untilAt: 9 }, 'ix_transfers_offered_at_id'],
    ['-time', { states: ['failed'], sinceAt: 1 }, 'ix_transfers_state_offered_at_id'],
    ['-time', { methods: ['si-ibb'] }, 'ix_transfers_method_offered_at_id'],
    ['-time', { reasons: ['peer-gone'] }, 'ix_transfers_reason_offered_at_id'],
    ['-time', { sender: 'a@b', states: ['failed'] }, 'ix_transfers_sender_offered_at_id'],
    ['-time', { minBytes: 5 }, 'ix_transfers_offered_at_id'],
    ['-bytes', {}, 'ix_transfers_size_id'],
    ['-bytes', { minBytes: 5, states: ['failed'] }, 'ix_transfers_size_id'],
    ['-duration', { sender: 'a@b' }, 'ix_transfers_duration_id'],
    ['-rate', { methods: ['si-ibb'], sinceAt: 1 }, 'ix_transfers_rate_id'],
  ])('pages by %s of %j from one index, and sorts nothing', async (sort, filter, index) => {
    const plan = await explained(new TransferQuery('sqlite', filter).page(sort, 51, after));
    expect(plan).toContain(`USING INDEX ${index}`);
    expect(plan).not.toContain('TEMP B-TREE');
  });

  it('reads each branch in order where a party or several states are asked for', async () => {
    const filter = { party: 'a@b', states: ['failed', 'declined'] } as const;
    const plan = await explained(new TransferQuery('sqlite', filter).page('-time', 51, after));
    expect(plan).toContain('ix_transfers_sender_offered_at_id');
    expect(plan).toContain('ix_transfers_receiver_offered_at_id');
    expect(plan).not.toMatch(/SCAN t$/m);
  });

  it('finds few rows by the index that knows them, whatever order is asked for', async () => {
    const query = new TransferQuery('sqlite', { states: ['completed'], receiver: 'nobody@here' });
    await query.plan(client, '-bytes');
    const plan = await explained(query.page('-bytes', 51, after));
    expect(plan).toContain('ix_transfers_receiver_offered_at_id');
  });

  it('looks few rows up among the names, and many names up among the rows', async () => {
    const few = new TransferQuery('sqlite', { text: '合同', sender: 'nobody@here' });
    await few.plan(client, '-time');
    expect(await explained(few.page('-time', 51, after))).toContain('ix_transfers_sender');
    const many = new TransferQuery('sqlite', { text: '合同', sender: 'nobody@here' });
    const plan = await explained(many.page('-time', 51, after));
    expect(plan).toContain('SCAN n VIRTUAL TABLE');
    expect(plan).toContain('SEARCH t USING INTEGER PRIMARY KEY');
    expect(plan).not.toContain('TEMP B-TREE');
  });

  it('counts what an index covers without a look at the rows', async () => {
    const filter = { states: ['failed'], sinceAt: 5 } as const;
    const plan = await explained(new TransferQuery('sqlite', filter).count(10, false));
    expect(plan).toContain('USING COVERING INDEX ix_transfers_state_offered_at_id');
  });

  it('stops counting after so many rows that had to be fetched', async () => {
    const filter = { sender: 'alice@example.org', paths: ['in-band'] } as const;
    const query = new TransferQuery('sqlite', filter);
    const { sql, params } = query.count(20, false);
    expect(await client.all(sql, params)).toEqual([{ total: 0, looked: 20 }]);
    const exact = query.count(20, true);
    expect(await client.all(exact.sql, exact.params)).toEqual([{ total: 0, looked: 0 }]);
  });
});
