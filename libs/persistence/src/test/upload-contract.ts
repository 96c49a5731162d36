import { randomUUID } from 'node:crypto';
import { newToken, type Upload } from '@waybill/domain';
import { describe, expect, it } from 'vitest';
import type { Database } from '../database.js';
import { NOON, sampleEntry } from './samples.js';

const DAY_MS = 86_400_000;
type Named = Pick<Upload, 'id'>;
const byId = (one: Named, other: Named) => (one.id < other.id ? -1 : 1);
const SHA = 'ab'.repeat(32);

function sample(change: Partial<Upload> = {}): Upload {
  return {
    id: randomUUID(),
    token: newToken(),
    fileName: '相片 ñ.jpg',
    sizeBytes: 5_000_000_000,
    contentType: 'image/jpeg',
    detectedType: undefined,
    purpose: 'message',
    expireBeforeAt: undefined,
    account: 'alice@example.org',
    domain: 'example.org',
    host: 'standalone',
    state: 'granted',
    sha256: undefined,
    grantedAt: NOON,
    slotExpiresAt: NOON + 300_000,
    storedAt: undefined,
    deletedAt: undefined,
    deletionRule: undefined,
    downloads: 0,
    lastDownloadAt: undefined,
    ...change,
  };
}

/** What every database does with uploads. */
export function uploadContract(db: () => Database): void {
  describe('uploads', () => {
    const put = async (change: Partial<Upload> = {}, at = NOON) => {
      const upload = sample(change);
      db().uploads.grant(upload);
      await db().uploads.store(upload.id, { at, sha256: SHA, detectedType: 'image/png' });
      return upload;
    };

    it('keeps a slot, its file and its end, and counts what is held', async () => {
      const account = 'counting@one.example';
      const upload = sample({ account, domain: 'one.example' });
      db().uploads.grant(upload);
      expect(await db().uploads.findByToken(upload.token)).toEqual(upload);
      expect((await db().uploads.openSlots()).map(({ id }) => id)).toContain(upload.id);
      const facts = { at: NOON + 1, sha256: SHA, detectedType: undefined };
      const held = { files: 1, bytes: 5_000_000_000 };
      expect(await db().uploads.store(upload.id, facts)).toEqual(held);
      expect(await db().uploads.store(upload.id, facts)).toBeUndefined();
      expect(await db().uploads.holdings('domain', 'one.example')).toEqual(held);
      const deletion = { at: NOON + 2, rule: 'retention' } as const;
      expect(await db().uploads.remove(upload.id, deletion, sampleEntry())).toBe(true);
      expect(await db().uploads.remove(upload.id, deletion, sampleEntry())).toBe(false);
      expect(await db().uploads.find(upload.id)).toMatchObject({
        state: 'deleted',
        deletionRule: 'retention',
      });
      expect(await db().uploads.holdings('account', account)).toEqual({ files: 0, bytes: 0 });
      expect((await db().audit.verify()).intact).toBe(true);
    });

    it('knows a slot before it is written, and counts files of one commit one after the other', async () => {
      const holder = { account: 'many@three.example', domain: 'three.example', sizeBytes: 7 };
      const slots = [sample(holder), sample({ ...holder, sizeBytes: 8 }), sample(holder)];
      for (const [i, slot] of slots.entries()) {
        db().uploads.grant(slot);
        expect(await db().uploads.find(slot.id)).toEqual(slot);
        // the first one is a row already when its file comes, the others are not
        if (i === 0) await db().uploads.flush();
      }
      const facts = { at: NOON + 1, sha256: SHA, detectedType: 'text/plain' };
      const held = await Promise.all(slots.map(({ id }) => db().uploads.store(id, facts)));
      expect(held).toEqual([
        { files: 1, bytes: 7 },
        { files: 2, bytes: 15 },
        { files: 3, bytes: 22 },
      ]);
      const { uploads } = await db().uploads.list({ account: holder.account }, 'time', 10);
      const expected = slots.map((slot) => ({
        ...slot,
        ...{ state: 'stored', storedAt: NOON + 1, sha256: SHA, detectedType: 'text/plain' },
      }));
      expect([...uploads].sort(byId)).toEqual(expected.sort(byId));
    });

    it('stores a file that comes while its slot is on its way to the disk', async () => {
      const [earlier, upload] = [sample(), sample()];
      const facts = { at: NOON + 1, sha256: SHA, detectedType: undefined };
      db().uploads.grant(earlier);
      const first = db().uploads.store(earlier.id, facts);
      db().uploads.grant(upload);
      const written = db().uploads.flush();
      const second = db().uploads.store(upload.id, facts);
      expect(await Promise.all([first, second])).not.toContain(undefined);
      await written;
      expect((await db().uploads.find(upload.id))?.state).toBe('stored');
    });

    it('closes a slot once, and forgets it in the day it was given', async () => {
      const account = 'lapsing@two.example';
      const upload = sample({ account });
      db().uploads.grant(upload);
      const used = await put({ account });
      expect(await db().uploads.grantedSince(account, NOON - 1)).toHaveLength(2);
      const bytes = upload.sizeBytes + used.sizeBytes;
      const standing = () => db().uploads.standing(account, NOON - 1);
      const held = { files: 1, bytes: used.sizeBytes };
      expect(await standing()).toEqual({ ...held, grantedBytes: bytes });
      const lapsed = await db().uploads.lapse([upload.id, used.id]);
      expect([...lapsed]).toEqual([upload.id]);
      expect(await standing()).toEqual({ ...held, grantedBytes: used.sizeBytes });
      expect(await db().uploads.grantedSince(account, NOON - 1)).toHaveLength(1);
    });

    it.each(['-time', '-bytes', 'time'] as const)('pages by %s without a gap', async (sort) => {
      const host = `paging${sort}`;
      const all: string[] = [];
      for (let i = 0; i < 7; i++) all.push((await put({ host, sizeBytes: i % 3 })).id);
      const seen: string[] = [];
      let after;
      do {
        const page = await db().uploads.list({ host, states: ['stored'] }, sort, 3, after);
        seen.push(...page.uploads.map(({ id }) => id));
        after = page.next;
      } while (after !== undefined);
      expect([...seen].sort()).toEqual([...all].sort());
    });

    it('finds names by words in any case and order, and pages through them', async () => {
      const host = 'naming';
      const names = [
        '采购合同 终稿.PDF',
        'Contract FINAL.pdf',
        'final draft.txt',
        'ＦＩＮＡＬ.pdf',
      ];
      for (const [i, fileName] of names.entries())
        await put({ host, fileName, grantedAt: NOON + i });
      const find = async (name: string, limit = 10) => {
        const { uploads, next } = await db().uploads.list({ host, name }, 'time', limit);
        return { names: uploads.map(({ fileName }) => fileName), next };
      };
      expect((await find('合同')).names).toEqual([names[0]]);
      expect((await find('pdf final')).names).toEqual([names[1], names[3]]);
      expect((await find('%')).names).toEqual([]);
      expect((await find(' ')).names).toEqual(names);
      const first = await find('final', 2);
      expect(first.names).toEqual([names[1], names[2]]);
      const rest = await db().uploads.list({ host, name: 'final' }, 'time', 2, first.next);
      expect(rest).toMatchObject({ uploads: [{ fileName: names[3] }], next: undefined });
    });

    it('finds what is due by purpose and by its own last instant', async () => {
      const never = { message: undefined, profile: undefined, ephemeral: undefined };
      const old = await put({ purpose: 'profile' }, NOON - 90 * DAY_MS);
      const brief = await put({ purpose: 'permanent', expireBeforeAt: NOON - 80 * DAY_MS });
      const before = { ...never, profile: NOON - 89 * DAY_MS, permanent: undefined };
      const due = await db().uploads.due(before, NOON - 79 * DAY_MS, 10);
      expect(due.map(({ id }) => id).sort()).toEqual([old.id, brief.id].sort());
      expect(await db().uploads.countDue(before, NOON - 79 * DAY_MS)).toEqual({
        files: 2,
        bytes: 10_000_000_000,
        oldestAt: NOON - 90 * DAY_MS,
      });
    });

    it('counts references, downloads and receivers', async () => {
      const upload = await put();
      expect(await db().uploads.references(SHA)).toBeGreaterThan(1);
      const range = { offset: 4_294_967_296, length: 10 };
      const note = { uploadId: upload.id, at: NOON, address: '192.0.2.1', bytes: 10 };
      await db().uploads.recordDownloads([
        { ...note, range, complete: true },
        { ...note, at: NOON + 5, range: undefined, complete: false },
      ]);
      const first = await db().uploads.downloads(upload.id, 1);
      expect(first.downloads).toEqual([
        { ...note, at: NOON + 5, range: undefined, complete: false },
      ]);
      const rest = await db().uploads.downloads(upload.id, 1, first.next);
      expect(rest).toEqual({ downloads: [{ ...note, range, complete: true }], next: undefined });
      const lastDownloadAt = NOON + 5;
      expect(await db().uploads.find(upload.id)).toMatchObject({ downloads: 2, lastDownloadAt });
      const bob = { jid: 'bob@example.org', at: NOON };
      expect(await db().uploads.addReceiver(upload.id, bob)).toBe(true);
      expect(await db().uploads.addReceiver(upload.id, bob)).toBe(false);
      expect(await db().uploads.receivers(upload.id)).toEqual([bob.jid]);
    });

    it('keeps what an operator set', async () => {
      const days = { message: 3, profile: undefined, ephemeral: 1, permanent: undefined };
      await db().uploads.setRetention(days, sampleEntry());
      const kept = { message: 3, profile: 'for-ever', ephemeral: 1, permanent: 'for-ever' };
      expect(await db().uploads.retention()).toEqual(kept);
    });
  });
}
