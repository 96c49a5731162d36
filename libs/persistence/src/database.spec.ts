import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, openDatabase } from './database.js';
import { closeSqlite, openSqlite, parseDatabaseUrl, sqliteOptions } from './driver.js';
import { SqliteClient } from './sql/sqlite-client.js';
import { offer, sampleEntry, sampleTransfer } from './test/samples.js';
import { walkSchema } from './test/schema.js';
import { loadVaultKeys } from './vault-key-file.js';

describe('openDatabase on SQLite', () => {
  let folder: string;
  let file: string;
  let url: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waybill-database-'));
    file = join(folder, 'data', 'waybill.db');
    url = `sqlite:${file}`;
  });

  afterEach(() => rm(folder, { recursive: true }));

  const alter = async (sql: string) => {
    const database = await openSqlite(file);
    const client = new SqliteClient(database);
    await client.run(sql);
    await client.release();
    await closeSqlite(database);
  };

  it('runs the migrations up, down and up again, and then wants no change', async () => {
    expect(await walkSchema(`sqlite:${join(folder, 'walk.db')}`)).toEqual({
      driftAfterUp: [],
      leftAfterDown: [],
      driftAfterAgain: [],
    });
  });

  it('keeps a second instance off, and lets it in afterwards', async () => {
    const first = await openDatabase({ url });
    await expect(openDatabase({ url })).rejects.toMatchObject({ code: 'in-use' });
    await first.close();
    await (await openDatabase({ url })).close();
  });

  it('empties the log at a checkpoint, between writes, and loses none of them', async () => {
    const database = await openDatabase({ url });
    const [first, ...others] = Array.from({ length: 20 }, () => sampleTransfer());
    if (first === undefined) throw new Error('no sample');
    await database.transfers.record([offer(first)]);
    expect((await stat(`${file}-wal`)).size).toBeGreaterThan(0);
    await database.checkpoint();
    expect((await stat(`${file}-wal`)).size).toBe(0);
    const writing = others.map((each) => database.transfers.record([offer(each)]));
    await Promise.all([...writing, database.checkpoint()]);
    await database.close();
    const again = await openDatabase({ url });
    expect((await again.transfers.count({})).total).toBe(20);
    await again.close();
  });

  it('keeps the file to its owner', async () => {
    await (await openDatabase({ url })).close();
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('copies an existing file before it migrates, and refuses when it may not migrate', async () => {
    const database = await openDatabase({ url });
    expect(database.migrationBackup).toBeUndefined();
    await database.audit.append(sampleEntry());
    await database.close();
    const source = new DataSource(sqliteOptions(file));
    await source.initialize();
    await source.undoLastMigration();
    await source.destroy();
    const refused = openDatabase({ url, migrate: false });
    await expect(refused).rejects.toMatchObject({ code: 'pending-migrations' });
    const again = await openDatabase({ url });
    expect(again.migrationBackup).toMatch(/before-migration-.*\.db$/);
    expect(await readdir(join(folder, 'data', 'backups'))).toHaveLength(1);
    await again.close();
    expect(await migrate({ url })).toBe(0);
  });

  it('refuses a file that a newer version wrote', async () => {
    await (await openDatabase({ url })).close();
    await alter(`INSERT INTO migrations (timestamp, name) VALUES (9e12, 'Future9000000000000')`);
    const opening = openDatabase({ url });
    await expect(opening).rejects.toMatchObject({ code: 'newer-schema' });
    await expect(opening).rejects.toThrow('Future9000000000000');
  });

  it('refuses what is not a database, or not ours, and leaves it as it was', async () => {
    await (await openDatabase({ url })).close();
    await writeFile(file, 'this is no database, but it is long enough to be looked at'.repeat(99));
    await expect(openDatabase({ url })).rejects.toMatchObject({ code: 'corrupt' });
    await rm(file);
    await alter('CREATE TABLE somebody_elses (id integer)');
    await expect(openDatabase({ url })).rejects.toThrow('not a Waybill database');
  });

  it('names the folder that it cannot write', async () => {
    await writeFile(join(folder, 'data'), 'a file where the folder should be');
    const opening = openDatabase({ url });
    await expect(opening).rejects.toMatchObject({ code: 'read-only' });
    await expect(opening).rejects.toThrow(file);
  });

  it('refuses writes while another program locks the file, reads on, and recovers by itself', async () => {
    const database = await openDatabase({ url });
    await database.audit.append(sampleEntry());
    const other = new SqliteClient(await openSqlite(file));
    await other.begin();
    const refused = database.audit.append(sampleEntry());
    expect((await database.audit.list({}, 9)).entries).toHaveLength(1);
    // after its patience of five seconds; what comes then waits anew
    await expect(refused).rejects.toMatchObject({ code: 'in-use' });
    const patient = database.audit.append(sampleEntry());
    await expect(database.ping()).resolves.toBeUndefined();
    await other.rollback();
    await patient;
    expect(await database.audit.verify()).toMatchObject({ intact: true, entries: 2 });
    await other.release();
    await database.close();
  });

  it('keeps what was acknowledged, and the chain, over a restart', async () => {
    const transfer = sampleTransfer();
    const first = await openDatabase({ url });
    await first.transfers.record([offer(transfer)]);
    const entry = await first.audit.verify();
    await first.close();
    const second = await openDatabase({ url });
    expect(await second.audit.verify()).toEqual(entry);
    expect(await second.transfers.open()).toEqual([transfer]);
    const ended = { ...transfer, state: 'failed', reason: 'server-restarted', endedAt: 1 } as const;
    await second.transfers.record([{ transfer: ended, created: false, steps: [] }]);
    expect(await second.transfers.find(transfer.id)).toEqual(ended);
    expect(await second.audit.verify()).toMatchObject({ intact: true, entries: 2 });
    await second.close();
  });

  it.each([
    [
      'altered-entry',
      `UPDATE audit_entries SET body = replace(body, '"size":1022', '"size":1')`,
      1,
    ],
    ['altered-entry', 'UPDATE audit_entries SET at = at + 1 WHERE seq = 2', 2],
    ['missing-entry', 'DELETE FROM audit_entries WHERE seq = 2', 2],
    ['missing-entry', 'DELETE FROM audit_entries WHERE seq >= 2', 2],
    ['altered-personal', `UPDATE audit_personal SET facts = replace(facts, 'alice', 'mallory')`, 3],
    ['altered-transfer', `UPDATE transfers SET sender = 'mallory@example.org' WHERE id = 2`, 2],
    ['altered-transfer', `UPDATE transfers SET file_name = 'other' WHERE id = 1`, 1],
    ['altered-transfer', 'DELETE FROM transfers WHERE id = 2', 2],
  ])('finds %s after: %s', async (fault, sql, badSeq) => {
    const database = await openDatabase({ url });
    await database.transfers.record([offer(sampleTransfer())]);
    await database.transfers.record([offer(sampleTransfer())]);
    await database.audit.append(sampleEntry());
    expect(await database.audit.verify()).toMatchObject({ intact: true, entries: 3 });
    // somebody who has the file has these as well
    await alter('DROP TRIGGER audit_entries_no_update');
    await alter('DROP TRIGGER audit_entries_no_delete');
    await alter('DROP TRIGGER transfers_no_delete');
    await alter(sql);
    expect(await database.audit.verify()).toMatchObject({ intact: false, badSeq, fault });
    await database.close();
  });

  it('copies itself while it is written to', async () => {
    const database = await openDatabase({ url });
    await database.transfers.record([offer(sampleTransfer())]);
    const copy = join(folder, 'copies', 'copy.db');
    const writing = database.transfers.record([offer(sampleTransfer())]);
    await Promise.all([database.backupTo(copy), writing]);
    await database.close();
    const restored = await openDatabase({ url: `sqlite:${copy}` });
    expect(await restored.audit.verify()).toMatchObject({ intact: true });
    expect((await restored.transfers.count({})).total).toBeGreaterThanOrEqual(1);
    await restored.close();
    expect(await readdir(join(folder, 'copies'))).not.toContain('copy.db.part');
  });
});

describe('parseDatabaseUrl', () => {
  it('reads both kinds and refuses the rest', () => {
    expect(parseDatabaseUrl('sqlite:./d/w.db')).toEqual({ kind: 'sqlite', file: './d/w.db' });
    expect(parseDatabaseUrl('sqlite:///d/w.db')).toEqual({ kind: 'sqlite', file: '/d/w.db' });
    const postgres = 'postgres://u@localhost/w';
    expect(parseDatabaseUrl(postgres)).toEqual({ kind: 'postgres', url: postgres });
    for (const url of ['mysql://x', 'sqlite::memory:', '', 'waybill.db']) {
      expect(() => parseDatabaseUrl(url)).toThrow('database.url');
    }
  });
});

describe('loadVaultKeys', () => {
  it('makes a key once, and refuses a file that others may read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waybill-vault-'));
    const file = join(folder, 'secrets', 'legacy.key');
    const [made] = await loadVaultKeys(file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await loadVaultKeys(file)).toEqual([made]);
    await chmod(file, 0o640);
    await expect(loadVaultKeys(file)).rejects.toThrow('chmod 600');
    await chmod(file, 0o600);
    await writeFile(file, 'too short\n');
    await expect(loadVaultKeys(file)).rejects.toMatchObject({ code: 'corrupt' });
    await rm(folder, { recursive: true });
  });
});
