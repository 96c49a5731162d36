import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openDatabase, type Database } from '../database.js';
import { closeSqlite, openSqlite } from '../driver.js';
import { SqliteClient } from '../sql/sqlite-client.js';
import { accessContract } from '../test/access-contract.js';
import { accountContract } from '../test/account-contract.js';
import { appendOnlyContract } from '../test/append-only-contract.js';
import { operatorContract } from '../test/operator-contract.js';
import { statisticsContract } from '../test/statistics-contract.js';
import { transferContract } from '../test/transfer-contract.js';
import { uploadContract } from '../test/upload-contract.js';

describe('the stores on SQLite', () => {
  let folder: string;
  let database: Database;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waybill-stores-'));
    database = await openDatabase({ url: `sqlite:${folder}/waybill.db` });
  });

  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  const alter = async (sql: string) => {
    const handle = await openSqlite(`${folder}/waybill.db`);
    const client = new SqliteClient(handle);
    try {
      await client.run(sql);
    } finally {
      await client.release();
      await closeSqlite(handle);
    }
  };

  accountContract(() => database);
  operatorContract(() => database);
  accessContract(() => database);
  transferContract(() => database);
  statisticsContract(() => database);
  uploadContract(() => database);
  appendOnlyContract(() => database, alter);
});
