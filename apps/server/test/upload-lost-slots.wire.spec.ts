/** Slots of which a crash took the row, the record, or both: their URLs are as good as before. */
import { join } from 'node:path';
import {
  UploadUrls,
  grantedUpload,
  newToken,
  newTransferId,
  type SlotClaims,
  type SlotOrigin,
} from '@waybill/domain';
import { loadVaultKeys } from '@waybill/persistence';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ALICE, UploadWorld } from './support/upload-world.js';

let world: UploadWorld;
beforeEach(async () => {
  world = await UploadWorld.make();
  await world.up();
});
afterEach(() => world.remove());

interface LostSlot {
  readonly claims: SlotClaims;
  readonly origin: SlotOrigin;
  readonly putUrl: string;
  readonly getUrl: string;
}

/** A slot as this server would have given it, and of which it knows nothing. */
async function lostSlot(ttlMs = 300_000): Promise<LostSlot> {
  const [key] = await loadVaultKeys(join(world.folder, 'keys', 'upload.key'));
  const urls = new UploadUrls('https://localhost:1', key);
  const grantedAt = Date.now();
  const expiresAt = Math.ceil((grantedAt + ttlMs) / 1000) * 1000;
  const contentType = undefined;
  const claims = { token: newToken(), fileName: 'a.txt', sizeBytes: 5, contentType, expiresAt };
  const origin = {
    id: newTransferId(grantedAt).id,
    sender: ALICE.full,
    service: 'upload.localhost',
    host: 'standalone',
    purpose: 'ephemeral',
    grantedAt,
    expireBeforeAt: undefined,
  } as const;
  return { claims, origin, putUrl: urls.putUrl(claims, origin), getUrl: urls.getUrl(claims) };
}

async function told({ origin }: LostSlot) {
  await world.ledger.flush();
  const { transfers, uploads } = world.storage.database;
  const steps = (await transfers.steps(origin.id)).map(({ kind }) => kind);
  const [transfer, upload] = [await transfers.find(origin.id), await uploads.find(origin.id)];
  return { steps, transfer, upload };
}

it('takes the file of a slot that is neither in the database nor in the ledger, once', async () => {
  const slot = await lostSlot();
  const both = [world.put(slot.putUrl, 'hello'), world.put(slot.putUrl, 'hello')];
  const statuses = (await Promise.all(both)).map(({ status }) => status);
  expect(statuses.sort()).toEqual([201, 409]);
  expect((await world.put(slot.putUrl, 'again')).status).toBe(409);
  expect(await (await world.get(slot.getUrl)).text()).toBe('hello');
  const { steps, transfer, upload } = await told(slot);
  expect(steps).toEqual(['offered', 'put-started', 'stored', 'downloaded']);
  expect(transfer).toMatchObject({
    state: 'completed',
    sender: { fullJid: ALICE.full },
    receiver: { bareJid: 'upload.localhost' },
    declared: { name: 'a.txt', size: 5 },
  });
  expect(upload).toMatchObject({ account: ALICE.bare, purpose: 'ephemeral', state: 'stored' });
});

it('tells the story of a slot on whose row alone was written', async () => {
  const slot = await lostSlot();
  const { uploads } = world.storage.database;
  const { expiresAt: slotExpiresAt, ...claims } = slot.claims;
  const { id, host, purpose, grantedAt, expireBeforeAt } = slot.origin;
  const row = grantedUpload({
    ...claims,
    ...{ id, host, purpose, expireBeforeAt, slotExpiresAt, grantedAt },
    account: ALICE.bare,
    domain: ALICE.domain,
  });
  uploads.grant(row);
  await uploads.flush();
  await world.down();
  await world.up();
  expect((await world.put(slot.putUrl, 'hello')).status).toBe(201);
  const { steps, upload } = await told(slot);
  expect(steps).toEqual(['offered', 'put-started', 'stored']);
  expect(upload?.state).toBe('stored');
});

it('goes on with the record of a slot that a restart has ended', async () => {
  const slot = await lostSlot();
  const { origin, claims } = slot;
  world.ledger.offer({
    ...{ id: origin.id, method: 'http-upload', path: 'stored', key: undefined },
    ...{ sender: ALICE, receiver: ALICE, host: 'standalone', at: origin.grantedAt },
    declared: { name: claims.fileName, size: claims.sizeBytes },
    step: { kind: 'offered', lane: 'sender' },
  });
  await world.ledger.flush();
  await world.down();
  await world.up();
  expect((await told(slot)).transfer).toMatchObject({ reason: 'server-restarted' });
  expect((await world.put(slot.putUrl, 'hello')).status).toBe(201);
  expect((await told(slot)).transfer).toMatchObject({ state: 'stored', reason: undefined });
});

it('refuses one whose time is over, and one that somebody has changed', async () => {
  expect((await world.put((await lostSlot(-5_000)).putUrl, 'hello')).status).toBe(410);
  const { putUrl } = await lostSlot();
  const other = new URL((await lostSlot()).putUrl).searchParams.get('o') ?? '';
  const mixed = putUrl.replace(/&o=[^&]*/, `&o=${other}`);
  expect((await world.put(mixed, 'hello')).status).toBe(403);
});
