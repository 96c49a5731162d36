import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Jid } from '@waybill/core';
import { systemClock, TransferLedger, type Slot, type SlotWish } from '@waybill/domain';
import { createLog, loadConfig } from '@waybill/platform';
import { openStorage, type Storage } from '../../src/wiring/storage.js';
import { Uploads } from '../../src/wiring/uploads.js';

export const ALICE = Jid.parse('alice@localhost/phone') as Jid;
export const SERVICE = Jid.parse('upload.localhost') as Jid;

/** Uploads as the server wires them, over a real database and a real listener, without the XMPP side. */
export class UploadWorld {
  storage!: Storage;
  ledger!: TransferLedger;
  uploads!: Uploads;
  port = 0;
  /** How far its clock is ahead of the machine's, ms. */
  aheadMs = 0;

  private constructor(readonly folder: string) {}

  static async make(): Promise<UploadWorld> {
    return new UploadWorld(await mkdtemp(join(tmpdir(), 'waybill-uploads-')));
  }

  async up(...settings: readonly string[]): Promise<void> {
    const overrides = [
      `dataDir=${this.folder}`,
      'upload.listen=127.0.0.1:0',
      'upload.tls=off',
      'upload.globalReserve=0',
      ...settings,
    ];
    const loaded = loadConfig({ cwd: this.folder, env: {}, overrides });
    if (!('config' in loaded)) throw new Error(JSON.stringify(loaded));
    const { config } = loaded;
    const log = createLog('error', 'json', { write: () => true });
    this.storage = await openStorage({ config, log, now: Date.now, migrate: true });
    const { database } = this.storage;
    this.ledger = new TransferLedger(database.transfers);
    const domainsOf = () => ['localhost'];
    const clock = { ...systemClock, now: () => Date.now() + this.aheadMs };
    const { ledger } = this;
    const { accounts } = this.storage;
    const wiring = { config, database, accounts, ledger, log, domainsOf, clock };
    const made = await Uploads.make(wiring);
    if (made === undefined) throw new Error('uploads are off');
    this.uploads = made;
    await this.ledger.recover(await made.openSlotIds());
    const listener = await made.open(() => {
      throw new Error('no TLS here');
    });
    this.port = listener.port;
  }

  async down(): Promise<void> {
    await this.uploads.close();
    await this.ledger.close();
    await this.storage.close();
  }

  async remove(): Promise<void> {
    await this.down();
    await rm(this.folder, { recursive: true, force: true });
  }

  async grant(wish: Partial<SlotWish> = {}): Promise<Slot> {
    const slot = await this.uploads.desk.grant({
      requester: ALICE,
      service: SERVICE,
      host: 'standalone',
      fileName: 'photo.png',
      sizeBytes: 5,
      purpose: 'message',
      ...wish,
    });
    if ('refused' in slot) throw new Error(slot.refused);
    return slot;
  }

  put(url: string, body: Buffer | string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.here(url), { method: 'PUT', body, headers });
  }

  get(url: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.here(url), { headers });
  }

  /** Where a URL of ours is while the test runs: plain HTTP on loopback. */
  here(url: string): string {
    return url.replace(/^https:\/\/[^/]+/, `http://127.0.0.1:${this.port}`);
  }
}
