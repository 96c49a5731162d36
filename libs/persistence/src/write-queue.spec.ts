import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreFault } from '@waybill/domain';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditAppender } from './audit-appender.js';
import { openDatabase } from './database.js';
import { sqliteHandle, sqliteOptions } from './driver.js';
import { SqliteClient } from './sql/sqlite-client.js';
import { sampleEntry } from './test/samples.js';
import { WriteQueue, type WriteTransaction } from './write-queue.js';

const insert = (name: string) => async (tx: WriteTransaction) => {
  await tx.run(`INSERT INTO server_keys (name, secret, created_at) VALUES ($1, 's', 1)`, [name]);
  return name;
};

describe('WriteQueue', () => {
  let folder: string;
  let sources: DataSource[];
  let clients: SqliteClient[];
  let writer: SqliteClient;
  let reader: SqliteClient;
  let queue: WriteQueue;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waybill-queue-'));
    const url = `sqlite:${folder}/waybill.db`;
    await (await openDatabase({ url })).close();
    sources = [1, 2].map(() => new DataSource(sqliteOptions(`${folder}/waybill.db`)));
    for (const source of sources) await source.initialize();
    clients = sources.map((source) => new SqliteClient(sqliteHandle(source)));
    [writer, reader] = clients as [SqliteClient, SqliteClient];
    queue = new WriteQueue(writer, new AuditAppender(), { maxGroup: 64, maxWaiting: 100 });
  });

  afterEach(async () => {
    await queue.close();
    for (const client of clients) await client.release();
    for (const source of sources) await source.destroy();
    await rm(folder, { recursive: true });
  });

  const names = async () =>
    (await reader.all<{ name: string }>('SELECT name FROM server_keys ORDER BY name')).map(
      ({ name }) => name,
    );

  it('keeps acknowledged writes when a neighbour fails after its own insert', async () => {
    const results = await Promise.allSettled([
      queue.submit(insert('a')),
      queue.submit(async (tx) => {
        await insert('lost')(tx);
        throw new Error('changed my mind');
      }),
      queue.submit(insert('b')),
      queue.submit(insert('a')),
      queue.submit(insert('c')),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await names()).toEqual(['a', 'b', 'c']);
  });

  it('shows readers nothing that is not committed', async () => {
    let seenInside: string[] = [];
    await queue.submit(async (tx) => {
      await insert('x')(tx);
      seenInside = await names();
    });
    expect(seenInside).toEqual([]);
    expect(await names()).toEqual(['x']);
  });

  it('commits jobs of one turn together', async () => {
    const commits: string[] = [];
    const commit = writer.commit.bind(writer);
    writer.commit = async () => {
      commits.push('commit');
      await commit();
    };
    await Promise.all(Array.from({ length: 40 }, (_, i) => queue.submit(insert(`n${i}`))));
    expect(commits).toHaveLength(1);
  });

  it('keeps 400 overlapping writes that it acknowledged', async () => {
    const large = new WriteQueue(writer, new AuditAppender());
    await Promise.all(Array.from({ length: 400 }, (_, i) => large.submit(insert(`n${i}`))));
    expect(await names()).toHaveLength(400);
    await large.close();
  });

  it('refuses what exceeds its bound, and takes more once it has worked', async () => {
    const jobs = Array.from({ length: 101 }, (_, i) => queue.submit(insert(`n${i}`)));
    const last = await jobs[100]?.catch((error: unknown) => error);
    expect(last).toBeInstanceOf(StoreFault);
    expect(last).toMatchObject({ code: 'overloaded' });
    await Promise.all(jobs.slice(0, 100));
    expect(await queue.submit(insert('more'))).toBe('more');
  });

  it('chains no entry of a job that failed', async () => {
    const chained = (name: string, fails: boolean) =>
      queue.submit(async (tx) => {
        tx.audit(sampleEntry({ data: { name } }));
        await insert(name)(tx);
        if (fails) throw new Error('no');
      });
    const results = await Promise.allSettled([chained('a', false), chained('b', true)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await chained('c', false);
    const bodies = await reader.all<{ seq: number; body: string }>('SELECT * FROM audit_entries');
    expect(bodies.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(bodies.map(({ body }) => /"name":"(.)"/.exec(body)?.[1])).toEqual(['a', 'c']);
  });

  it('says that the disk is full, keeps what it acknowledged, and goes on when there is room', async () => {
    await queue.submit(insert('before'));
    const [{ page_count: pages } = { page_count: 0 }] = await writer.all<{ page_count: number }>(
      'PRAGMA page_count',
    );
    await writer.all(`PRAGMA max_page_count = ${pages}`);
    const big = 'x'.repeat(1_000_000);
    const results = await Promise.allSettled([
      queue.submit(insert(big)),
      queue.submit(insert(`${big}2`)),
    ]);
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'disk-full' } });
    }
    expect(await names()).toEqual(['before']);
    await writer.all('PRAGMA max_page_count = 1000000');
    expect(await queue.submit(insert('later'))).toBe('later');
  });

  it('reports a statement that cannot be prepared to each who waits for it', async () => {
    const wrong = () => queue.submit((tx) => tx.run('INSERT INTO nowhere VALUES (1)'));
    const results = await Promise.allSettled([wrong(), queue.submit(insert('fine')), wrong()]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
    const reads = [1, 2].map(() => reader.all('SELECT wrong'));
    const readings = await Promise.allSettled(reads);
    expect(readings.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('refuses work once closed', async () => {
    const last = queue.submit(insert('last'));
    await queue.close();
    expect(await last).toBe('last');
    await expect(queue.submit(insert('late'))).rejects.toMatchObject({ code: 'unavailable' });
  });
});
