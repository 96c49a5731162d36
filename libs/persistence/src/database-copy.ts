import { access, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreFault, type AuditVerdict } from '@waybill/domain';
import { parseDatabaseUrl } from './driver.js';
import { InstanceLock, inspect, prepareFile, withFile, withSqlite } from './sqlite-files.js';
import { AuditVerifier } from './stores/audit-verifier.js';

const SLICE = 1_000;

/** What a copy of a database holds, and whether it holds together. */
export interface CopyReport {
  /** The last migration it has had. */
  readonly schema: string;
  readonly transfers: number;
  readonly accounts: number;
  readonly chain: AuditVerdict;
}

/**
 * Examines a copy that nothing else has open: pages, schema and audit chain.
 * @throws StoreFault `corrupt`, or `newer-schema` where this version cannot read it
 */
export async function examineCopy(file: string): Promise<CopyReport> {
  const { empty } = await inspect(file);
  if (empty) throw new StoreFault('corrupt', `${file} holds nothing`);
  try {
    return await withSqlite(file, true, async (client) => {
      const [check] = await client.all<{ integrity_check: string }>('PRAGMA integrity_check(1)');
      if (check?.integrity_check !== 'ok') throw new StoreFault('corrupt', `${file} is damaged`);
      const [facts] = await client.all<Omit<CopyReport, 'chain'>>(
        `SELECT (SELECT name FROM migrations ORDER BY timestamp DESC LIMIT 1) AS "schema",
          (SELECT count(*) FROM transfers) AS transfers, (SELECT count(*) FROM accounts) AS accounts`,
      );
      if (facts === undefined) throw new StoreFault('corrupt', `${file} answers nothing`);
      return { ...facts, chain: await new AuditVerifier(client).run() };
    });
  } catch (error) {
    throw withFile(error, file);
  }
}

/** A file that uploads point to. */
export interface StoredFile {
  readonly sha256: string;
  readonly size: number;
}

/** The files of uploads that a database knows as kept, each once, in the order of their hashes. */
export async function storedFilesOf(
  file: string,
  take: (files: readonly StoredFile[]) => Promise<void>,
): Promise<void> {
  await withSqlite(file, true, async (client) => {
    for (let after = ''; ;) {
      const files = await client.all<StoredFile>(
        `SELECT sha256, max(size) AS size FROM uploads
         WHERE state = 'stored' AND sha256 > $1 GROUP BY sha256 ORDER BY sha256 LIMIT ${SLICE}`,
        [after],
      );
      const last = files.at(-1);
      if (last === undefined) return;
      await take(files);
      after = last.sha256;
    }
  });
}

/** The SQLite file that an address names; undefined for PostgreSQL. */
export function sqliteFileOf(url: string): string | undefined {
  const target = parseDatabaseUrl(url);
  return target.kind === 'sqlite' ? target.file : undefined;
}

/**
 * Puts `copy` in the place of the database `file`, which no server may have open. What was there stays beside it.
 * @param suffix of the names that the old database gets
 * @returns the old database's new name; undefined where there was none
 * @throws StoreFault `in-use` while a server runs
 */
export async function putInPlace(
  copy: string,
  file: string,
  suffix: string,
): Promise<string | undefined> {
  await prepareFolderOf(file);
  const lock = await InstanceLock.take(file);
  try {
    const old = (await exists(file)) ? `${file}${suffix}` : undefined;
    // the log of a server that was killed belongs to its file
    for (const part of ['', '-wal', '-shm']) {
      if (await exists(file + part)) await rename(file + part, `${file}${suffix}${part}`);
    }
    await rename(copy, file);
    const folder = await open(dirname(file));
    await folder.sync();
    await folder.close();
    return old;
  } finally {
    await lock.release();
  }
}

async function prepareFolderOf(file: string): Promise<void> {
  // the same as for a database, but for the empty file
  if (!(await exists(file))) await prepareFile(`${file}.lock`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
