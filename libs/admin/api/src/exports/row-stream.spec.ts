import { once } from 'node:events';
import { Writable } from 'node:stream';
import type { Response } from 'express';
import type { Transfer, TransferCursor } from '@waybill/domain';
import { expect, it } from 'vitest';
import { MemoryTransfers } from '../testing/memory-transfers.js';
import { TRANSFER_COLUMNS, transferRows } from './export-rows.js';
import { sendRows, type ExportRow } from './row-stream.js';

const transfer: Transfer = {
  id: '01932c5e-0000-7000-8000-000000000000',
  shortId: 'wb-0123456789',
  method: 'si-socks5',
  path: 'relayed',
  sender: { bareJid: 'alice@example.org' },
  receiver: { bareJid: 'bob@example.org' },
  declared: { name: '年度总结.pdf', size: 1 },
  measured: {},
  state: 'completed',
  evidence: 'observed',
  visibility: 'full',
  host: 'standalone',
  offeredAt: 1_764_000_000_000,
};

/** A ledger without an end, that counts how many rows were asked of it. */
class EndlessTransfers extends MemoryTransfers {
  given = 0;

  override list(_filter: unknown, _sort: unknown, limit: number) {
    this.given += limit;
    const next: TransferCursor = { value: 1, row: 1 };
    return Promise.resolve({ transfers: Array.from({ length: limit }, () => transfer), next });
  }
}

/** A client that takes a piece only when it is told to. */
class SlowClient extends Writable {
  readonly headers = new Map<string, string>();
  lines = 0;
  private taken: (() => void) | undefined;

  setHeader(name: string, value: string): void {
    this.headers.set(name, value);
  }

  override _write(piece: Buffer, _encoding: string, done: () => void): void {
    for (const byte of piece) if (byte === 10) this.lines++;
    this.taken = done;
    this.emit('piece');
  }

  /** Takes a piece, and waits for the next. */
  async take(): Promise<void> {
    const next = once(this, 'piece');
    this.taken?.();
    await next;
  }
}

/** Lets everything run that waits for nothing from outside. */
async function settled(): Promise<void> {
  for (let turns = 0; turns < 50; turns++) await new Promise((done) => setImmediate(done));
}

const send = (client: SlowClient, format: 'csv' | 'ndjson', rows: AsyncIterable<ExportRow>) =>
  sendRows(
    client as unknown as Response,
    { name: 'x', format, bom: false, columns: TRANSFER_COLUMNS },
    rows,
  );

it.each(['csv', 'ndjson'] as const)(
  'reads no more for %s than its client takes',
  async (format) => {
    const store = new EndlessTransfers();
    const client = new SlowClient();
    const sending = send(client, format, transferRows(store, {}, 'names'));
    await once(client, 'piece');
    const perPiece = client.lines;
    for (let pieces = 0; pieces < 20; pieces++) {
      await settled();
      // in a buffer of the stream, in the piece that is being put together, and what is left of a page of 500
      expect(store.given - client.lines).toBeLessThanOrEqual(3 * perPiece + 500);
      await client.take();
    }
    expect(client.lines).toBeGreaterThan(15 * perPiece);
    client.destroy();
    await sending;
  },
);

it('ends the reading when the client goes away', async () => {
  const store = new EndlessTransfers();
  const client = new SlowClient();
  const sending = send(client, 'csv', transferRows(store, {}, 'names'));
  await once(client, 'piece');
  client.destroy();
  await sending;
  const { given } = store;
  await settled();
  expect(store.given).toBe(given);
});
