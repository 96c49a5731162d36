import { expect, it } from 'vitest';
import { TransferRetention, type Transfer } from '@waybill/domain';
import type { Database } from '../database.js';
import { completed, offer, sampleTransfer } from './samples.js';

const DAY = 86_400_000;
const START = Date.parse('2020-01-10T12:00:00Z');
let counted = 0;
const SPAN = { since: '2020-01-01', until: '2020-01-31' };

/** A transfer of long ago, whose id tells when, as real ones do. */
function old(day: number, change: Partial<Transfer> = {}): Transfer {
  const offeredAt = START + day * DAY;
  const hex = offeredAt.toString(16).padStart(12, '0');
  const tail = (++counted).toString(16).padStart(12, '0');
  const id = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${tail}`;
  const sender = { bareJid: 'ann@old.example' };
  const receiver = { bareJid: 'ben@old.example' };
  return sampleTransfer({ id, offeredAt, sender, receiver, ...change });
}

/** What roll-ups and retention promise on either database. */
export function statisticsContract(db: () => Database): void {
  const end = (transfer: Transfer) => {
    const done = { ...completed(transfer), startedAt: transfer.offeredAt, reason: undefined };
    return { ...done, endedAt: transfer.offeredAt + 3000, state: 'completed' } as const;
  };

  it('counts by account and day with the commit, and takes a correction back', async () => {
    const { transfers, statistics } = db();
    const first = old(0);
    await transfers.record([offer(first), offer(old(0)), offer(old(1))]);
    expect(await statistics.ofAccount('ann@old.example', SPAN)).toEqual([]);
    await transfers.record([{ transfer: end(first), created: false, steps: [] }]);
    const failed = { ...end(first), state: 'failed', measured: { bytesSenderToReceiver: 7 } };
    const corrected = failed as unknown as Transfer;
    await transfers.record([{ transfer: corrected, created: false, steps: [] }]);
    const day = { day: '2020-01-10', receivedTransfers: 0, receivedBytes: 0 };
    expect(await statistics.ofAccount('ann@old.example', SPAN)).toEqual([
      { ...day, sentTransfers: 1, sentBytes: 7 },
    ]);
    const people = ['ben@old.example', 'nobody@old.example', 'ann@old.example'];
    const both = await statistics.ofAccounts(people, SPAN);
    expect([...both].sort((a, b) => (a.account < b.account ? -1 : 1))).toEqual([
      {
        account: 'ann@old.example',
        sentTransfers: 1,
        sentBytes: 7,
        receivedTransfers: 0,
        receivedBytes: 0,
      },
      {
        account: 'ben@old.example',
        sentTransfers: 0,
        sentBytes: 0,
        receivedTransfers: 1,
        receivedBytes: 7,
      },
    ]);
    expect(await statistics.ofAccounts([], SPAN)).toEqual([]);
    expect(await statistics.top('received', SPAN, 5)).toEqual([
      { account: 'ben@old.example', transfers: 1, bytes: 7 },
    ]);
    expect(await statistics.top('sent', { since: '2020-01-11', until: '2020-01-31' }, 5)).toEqual(
      [],
    );
    expect(await statistics.days(SPAN)).toMatchObject([{ day: '2020-01-10', state: 'failed' }]);
  });

  it('sorts by duration, and finds the same file by its hash', async () => {
    const { transfers } = db();
    const sha256 = 'ab'.repeat(32);
    const one = end(old(2));
    const known = { ...one, measured: { ...one.measured, sha256 }, endedAt: one.endedAt + 9000 };
    const told = old(2);
    const declared = { ...told, declared: { ...told.declared, hash: sha256 } };
    await transfers.record([offer(known), offer(declared)]);
    const page = await transfers.list({ hash: sha256 }, '-duration', 5);
    expect(page.transfers.map(({ id }) => id)).toEqual([known.id, declared.id]);
    const relayed = await transfers.list({ hash: sha256, paths: ['relayed'] }, '-time', 5);
    expect(relayed.transfers.map(({ id }) => id)).toEqual([known.id]);
  });

  it('deletes whole days in their time, leaves what is open, and the chain holds', async () => {
    const { transfers, transferRetention, audit, statistics } = db();
    const now = START + 40 * DAY;
    const retention = new TransferRetention(transferRetention, 37, () => now);
    const [gone, open, young] = [end(old(2)), old(2), end(old(3))];
    await transfers.record([offer(gone), offer(open), offer(young)]);
    expect(await audit.verify()).toMatchObject({ intact: true });
    const before = await statistics.days(SPAN);
    const preview = await retention.preview(37);
    expect(preview).toMatchObject({ beforeAt: Date.parse('2020-01-13T00:00:00Z') });
    expect(await retention.run({ kind: 'server' })).toBe(preview.transfers);
    expect(await retention.run({ kind: 'server' })).toBe(0);
    expect(await transfers.find(gone.id)).toBeUndefined();
    expect(await transfers.steps(gone.id)).toEqual([]);
    expect(await transfers.find(open.id)).toBeDefined();
    expect(await transfers.find(young.id)).toBeDefined();
    expect(await statistics.days(SPAN)).toEqual(before);
    expect(await audit.verify()).toMatchObject({ intact: true });
    const [entry] = (await audit.list({ kinds: ['retention'] }, 1)).entries;
    expect(entry?.data).toMatchObject({ transfers: preview.transfers, actor: 'server' });
    const kept = new TransferRetention(transferRetention, undefined, () => now);
    expect(await kept.run({ kind: 'server' })).toBe(0);
  });
}
