/** Whose files are taken, which ones, and what becomes of those of an account that goes. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Jid } from '@waybill/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SERVICE, UploadWorld } from './support/upload-world.js';

const OPERATOR = { kind: 'command-line' } as const;

let world: UploadWorld;
beforeEach(async () => {
  world = await UploadWorld.make();
});
afterEach(() => world.remove());

describe('an upload', () => {
  it('is taken from those alone whom the operator lets', async () => {
    await world.up('upload.allow=LOCALHOST', 'upload.deny=Mallory@localhost');
    const wish = { service: SERVICE, host: 'standalone', purpose: 'message' } as const;
    const ask = (account: string) =>
      world.uploads.desk.grant({
        ...{ ...wish, fileName: 'a', sizeBytes: 5 },
        requester: Jid.parse(`${account}@localhost/x`) as Jid,
      });
    expect(await ask('mallory')).toEqual({ refused: 'not-entitled' });
    expect(await ask('alice')).toHaveProperty('putUrl');
    await world.down();
    await world.up('upload.allow=bob@localhost');
    expect(await ask('alice')).toEqual({ refused: 'not-entitled' });
    expect(await ask('bob')).toHaveProperty('putUrl');
  });

  it('is refused by what its bytes are, whatever it was called, and its slot is closed', async () => {
    await world.up('upload.blockTypes=image/png');
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    );
    const wish = { fileName: 'notes.txt', contentType: 'text/plain', sizeBytes: png.length };
    const { putUrl, upload } = await world.grant(wish);
    expect((await world.put(putUrl, png, { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await world.put(putUrl, png, { 'Content-Type': 'text/plain' })).status).toBe(410);
    for (const folder of ['incoming', 'files']) {
      expect(await readdir(join(world.folder, 'uploads', folder))).toEqual([]);
    }
    await world.ledger.flush();
    const row = await world.storage.database.transfers.find(upload.id);
    expect(row).toMatchObject({ state: 'failed', reason: 'policy-type' });
  });

  it('goes with the account that put it here', async () => {
    await world.up();
    const { putUrl, getUrl, upload } = await world.grant();
    await world.put(putUrl, 'hello');
    const waiting = await world.grant();
    const account = Jid.parse('alice@localhost') as Jid;
    const { accounts, database } = world.storage;
    await accounts.add({ jid: account, password: 'a password of hers' }, OPERATOR);
    await accounts.remove(account, OPERATOR);
    await expect.poll(async () => (await world.get(getUrl)).status).toBe(410);
    expect((await database.uploads.find(upload.id))?.deletionRule).toBe('account-removed');
    await expect.poll(async () => (await world.put(waiting.putUrl, '12345')).status).toBe(410);
    expect((await database.audit.verify()).intact).toBe(true);
  });
});
