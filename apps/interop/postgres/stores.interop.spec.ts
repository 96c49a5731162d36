import { openDatabase, type Database } from '@waybill/persistence';
import {
  accountContract,
  accessContract,
  appendOnlyContract,
  operatorContract,
  samples,
  statisticsContract,
  transferContract,
  uploadContract,
  walkSchema,
} from '@waybill/persistence/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresServer } from '../support/postgres.js';
import { missing, programs } from '../support/programs.js';

const lacking = missing(programs.postgres);

describe.skipIf(lacking !== '')(`the stores on PostgreSQL${lacking}`, () => {
  let server: PostgresServer;
  let url: string;
  let database: Database;

  beforeAll(async () => {
    server = await PostgresServer.start();
    url = server.createDatabase();
    database = await openDatabase({ url });
  });

  afterAll(async () => {
    await database.close();
    await server.stop();
  });

  accountContract(() => database);
  operatorContract(() => database);
  accessContract(() => database);
  transferContract(() => database);
  statisticsContract(() => database);
  uploadContract(() => database);
  appendOnlyContract(
    () => database,
    // a throw becomes a rejection
    async (sql) => Promise.resolve(server.execute(sql, new URL(url).pathname.slice(1))),
  );

  it('runs the migrations up, down and up again, and then wants no change', async () => {
    expect(await walkSchema(server.createDatabase())).toEqual({
      driftAfterUp: [],
      leftAfterDown: [],
      driftAfterAgain: [],
    });
  });

  it('keeps a second instance off the same database', async () => {
    await expect(openDatabase({ url })).rejects.toMatchObject({ code: 'in-use' });
  });

  it('says that backups are made with other tools', async () => {
    await expect(database.backupTo('/tmp/nowhere')).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('keeps the chain and what is open over a restart', async () => {
    const other = server.createDatabase();
    const transfer = samples.sampleTransfer();
    const first = await openDatabase({ url: other });
    await first.transfers.record([samples.offer(transfer)]);
    await first.close();
    const second = await openDatabase({ url: other, migrate: false });
    expect(await second.transfers.open()).toEqual([transfer]);
    expect(await second.audit.verify()).toMatchObject({ intact: true, entries: 1 });
    await second.close();
  });

  it('takes connection and lock again when they were lost', async () => {
    server.dropConnections();
    const [before, after] = [samples.sampleTransfer(), samples.sampleTransfer()];
    // what is on its way may fail, and says so; what comes next works
    const lost = await Promise.allSettled([database.transfers.record([samples.offer(before)])]);
    if (lost[0].status === 'rejected')
      expect(lost[0].reason).toMatchObject({ code: 'unavailable' });
    await database.transfers.record([samples.offer(after)]);
    expect(await database.transfers.find(after.id)).toEqual(after);
    await expect(openDatabase({ url })).rejects.toMatchObject({ code: 'in-use' });
    expect(await database.audit.verify()).toMatchObject({ intact: true });
  });

  it('names the database that does not answer', async () => {
    const opening = openDatabase({ url: 'postgres://waybill@127.0.0.1:1/none' });
    await expect(opening).rejects.toMatchObject({ code: 'unavailable' });
  });
});
