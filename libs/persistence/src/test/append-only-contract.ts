import { expect, it } from 'vitest';
import type { Database } from '../database.js';
import { offer, sampleEntry, sampleStep, sampleTransfer } from './samples.js';

/** What neither database lets anybody do, whoever asks. @param alter runs a statement past the stores */
export function appendOnlyContract(
  db: () => Database,
  alter: (sql: string) => Promise<unknown>,
): void {
  it('refuses changes of the chain from within', async () => {
    await db().audit.append(sampleEntry());
    await expect(alter('UPDATE audit_entries SET at = 0')).rejects.toThrow(/append-only/);
    await expect(alter('DELETE FROM audit_entries')).rejects.toThrow(/append-only/);
    expect(await db().audit.verify()).toMatchObject({ intact: true });
  });

  it('refuses to change a timeline, and to delete it or its transfer out of time', async () => {
    const transfer = sampleTransfer();
    const steps = [sampleStep(0), sampleStep(1, { kind: 'accepted', lane: 'receiver' })];
    await db().transfers.record([{ ...offer(transfer), steps }]);
    await expect(alter('UPDATE transfer_steps SET at = 0')).rejects.toThrow(/never changed/);
    const deletions = ['DELETE FROM transfer_steps', 'DELETE FROM transfers'];
    for (const sql of deletions) await expect(alter(sql)).rejects.toThrow(/append-only/);
    // a pass covers what was offered before it, and nothing else
    await alter(`INSERT INTO retention_passes VALUES (${transfer.offeredAt})`);
    await expect(
      alter(`DELETE FROM transfers WHERE offered_at >= ${transfer.offeredAt}`),
    ).rejects.toThrow(/append-only/);
    await alter('DELETE FROM retention_passes');
    expect(await db().transfers.find(transfer.id)).toEqual(transfer);
    expect(await db().transfers.steps(transfer.id)).toEqual(steps);
    expect(await db().audit.verify()).toMatchObject({ intact: true });
  });
}
