import type { Transfer, TransferFilter } from '@waybill/domain';
import { expect, it } from 'vitest';
import type { Database } from '../database.js';
import { NOON, completed, offer, sampleStep, sampleTransfer } from './samples.js';

const names = (transfers: readonly Transfer[]) => transfers.map(({ declared }) => declared.name);

/** What the ledger's rows promise on either database. */
export function transferContract(db: () => Database): void {
  const store = (...transfers: Transfer[]) => db().transfers.record(transfers.map(offer));

  it('gives back every field of a transfer and of its steps', async () => {
    const transfer = sampleTransfer({
      contentName: 'file',
      declared: {
        name: '‮gnp.契約"\\%_.pdf',
        size: 9_000_000_000,
        type: 'application/pdf',
        hash: 'abc',
        hashAlgorithm: 'md5',
        description: 'x\ny',
        range: { offset: 5, length: 10 },
      },
      streamhostJid: 'proxy.example.org',
      sender: { bareJid: 'alice@example.org', fullJid: 'alice@example.org/h', address: '::1' },
    });
    await store(transfer);
    const ended = { ...completed(transfer), reason: 'size-mismatch', state: 'failed' } as const;
    const steps = [sampleStep(1, { kind: 'activated', lane: 'server' }), sampleStep(2)];
    await db().transfers.record([{ transfer: ended, created: false, steps }]);
    expect(await db().transfers.find(transfer.id)).toEqual(ended);
    expect(await db().transfers.findByShortId(transfer.shortId)).toEqual(ended);
    expect(await db().transfers.steps(transfer.id)).toEqual([
      sampleStep(0, { stanza: '<iq/>' }),
      ...steps,
    ]);
  });

  it('keeps the last state of a transfer that changes within one commit', async () => {
    const transfer = sampleTransfer();
    const accepted = { ...transfer, state: 'accepted' as const, acceptedAt: NOON };
    await Promise.all([
      store(transfer),
      db().transfers.record([{ transfer: accepted, created: false, steps: [sampleStep(1)] }]),
      db().transfers.record([
        { transfer: completed(transfer), created: false, steps: [sampleStep(2)] },
      ]),
    ]);
    expect(await db().transfers.find(transfer.id)).toEqual(completed(transfer));
    expect(await db().transfers.steps(transfer.id)).toHaveLength(3);
  });

  it('gives back what changed alone, whatever it is', async () => {
    const transfer = sampleTransfer();
    await store(transfer);
    const sender = { ...transfer.sender, address: '192.0.2.7' };
    const receiver = { ...transfer.receiver, fullJid: 'bob@example.org/phone' };
    const changes: readonly Partial<Transfer>[] = [
      { state: 'accepted', acceptedAt: NOON + 1_000_000 },
      { sender },
      { receiver },
      { declared: { ...transfer.declared, hash: 'abc', hashAlgorithm: 'md5' } },
      { method: 'si-ibb' },
      { state: 'streaming', path: 'in-band', startedAt: NOON + 2_000_000 },
      { measured: { bytesSenderToReceiver: 1022, bytesReceiverToSender: 0 } },
      { measured: { bytesSenderToReceiver: 1022, bytesReceiverToSender: 0, sha256: 'f00d' } },
      { visibility: 'signalling-only', evidence: 'claimed', streamhostJid: 'proxy.example.org' },
      { state: 'failed', reason: 'peer-gone', endedAt: NOON + 3_000_000 },
    ];
    let now = transfer;
    for (const change of changes) {
      now = { ...now, ...change };
      await db().transfers.record([{ transfer: now, created: false, steps: [] }]);
      expect(await db().transfers.find(transfer.id)).toEqual(now);
    }
    expect((await db().audit.verify()).intact).toBe(true);
  });

  it('fails a bad record alone', async () => {
    const [good, twice, later] = [sampleTransfer(), sampleTransfer(), sampleTransfer()];
    await store(twice);
    const results = await Promise.allSettled([
      store(good),
      store(twice),
      db().transfers.record([{ transfer: sampleTransfer(), created: false, steps: [] }]),
      store(later),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(await db().transfers.find(good.id)).toEqual(good);
    expect(await db().transfers.find(later.id)).toEqual(later);
    expect((await db().audit.verify()).intact).toBe(true);
  });

  it('fails a bad record alone among large ones, whatever quotes they hold', async () => {
    const [good, twice, later] = [sampleTransfer(), sampleTransfer(), sampleTransfer()];
    await store(twice);
    const steps = [sampleStep(0, { stanza: `<iq id='it''s "é"'>${'x'.repeat(40_000)}</iq>` })];
    const results = await Promise.allSettled(
      [good, twice, later].map((transfer) =>
        db().transfers.record([{ transfer, created: true, steps }]),
      ),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await db().transfers.steps(good.id)).toEqual(steps);
    expect(await db().transfers.steps(later.id)).toEqual(steps);
    expect((await db().audit.verify()).intact).toBe(true);
  });

  it('finds names by two Chinese characters, by one, by words, and folded', async () => {
    const named = (name: string) => sampleTransfer({ declared: { name, size: 1 } });
    await store(
      named('销售合同-2024.pdf'),
      named('合作与同意.pdf'),
      named('ＦＵＬＬ width.TXT'),
      named('quote\'s "name".txt'),
    );
    const find = async (text: string) =>
      names((await db().transfers.list({ text }, '-time', 10)).transfers);
    expect(await find('合同')).toEqual(['销售合同-2024.pdf']);
    expect(await find('售')).toEqual(['销售合同-2024.pdf']);
    expect(await find('意')).toEqual(['合作与同意.pdf']);
    expect(await find('full WIDTH')).toEqual(['ＦＵＬＬ width.TXT']);
    expect(await find('e\'s "na')).toEqual(['quote\'s "name".txt']);
    expect(await find('同合')).toEqual([]);
    expect(await db().transfers.count({ text: '合同' })).toEqual({ total: 1, capped: false });
  });

  it('finds a name that was learnt later, and no longer the old one', async () => {
    const transfer = sampleTransfer({ declared: { name: 'before-rename.bin' } });
    await store(transfer);
    const renamed = { ...transfer, declared: { name: '改名后.bin' } };
    await db().transfers.record([{ transfer: renamed, created: false, steps: [] }]);
    const find = (text: string) => db().transfers.count({ text });
    expect(await find('改名')).toEqual({ total: 1, capped: false });
    expect(await find('before-rename')).toEqual({ total: 0, capped: false });
    expect((await db().audit.verify()).intact).toBe(true);
  });

  it.each(['-time', '-bytes', '-duration', '-rate'] as const)(
    'pages by %s without gaps',
    async (sort) => {
      const host = `paging${sort}`;
      const all = Array.from({ length: 23 }, (_, i) => {
        const transfer = sampleTransfer({ host, declared: { name: 'p', size: i % 5 } });
        return i % 3 === 0 ? transfer : completed(transfer);
      });
      await store(...all);
      const seen: string[] = [];
      let after;
      do {
        const page = await db().transfers.list({ host }, sort, 5, after);
        seen.push(...page.transfers.map(({ id }) => id));
        after = page.next;
      } while (after !== undefined);
      expect(new Set(seen)).toEqual(new Set(all.map(({ id }) => id)));
      expect(seen).toHaveLength(all.length);
    },
  );

  it('narrows by party, states, methods, reasons, size and time, each file once', async () => {
    const host = 'narrowing';
    const [me, other] = [{ bareJid: 'me@example.org' }, { bareJid: 'other@example.org' }];
    const sent = sampleTransfer({ host, sender: me, declared: { size: 10 } });
    const received = completed(sampleTransfer({ host, receiver: me, declared: { size: 20 } }));
    const toMyself = sampleTransfer({ host, sender: me, receiver: me, declared: {} });
    const failed = sampleTransfer({ host, sender: other, state: 'failed', reason: 'peer-gone' });
    await store(sent, received, toMyself, failed);
    const ids = async (filter: object) =>
      (await db().transfers.list({ host, ...filter }, '-time', 10)).transfers.map(({ id }) => id);
    expect(await ids({ party: me.bareJid })).toEqual([toMyself.id, received.id, sent.id]);
    expect(await ids({ party: me.bareJid, states: ['offered', 'completed'] })).toHaveLength(3);
    expect(await ids({ party: me.bareJid, states: ['completed'] })).toEqual([received.id]);
    expect(await ids({ states: [] })).toEqual([]);
    expect(await ids({ methods: ['si-socks5'] })).toEqual([received.id]);
    expect(await ids({ reasons: ['peer-gone', 'declined'] })).toEqual([failed.id]);
    expect(await ids({ minBytes: 10, maxBytes: 19 })).toEqual([sent.id]);
    expect(await ids({ maxBytes: 10 })).toEqual([sent.id]);
    expect(await ids({ sinceAt: toMyself.offeredAt })).toEqual([failed.id, toMyself.id]);
    expect(await ids({ untilAt: received.offeredAt })).toEqual([sent.id]);
    expect(await ids({ shortId: sent.shortId })).toEqual([sent.id]);
    const total = await db().transfers.count({ host, party: me.bareJid });
    expect(total).toEqual({ total: 3, capped: false });
  });

  it('counts facets over a filter, over the hits of a text, and over whole days', async () => {
    const host = 'facets';
    const offeredAt = Date.parse('2030-03-04T10:00:00Z');
    const named = { host, offeredAt, declared: { name: '分面.bin', size: 5 } };
    const gone = { state: 'failed', reason: 'peer-gone', method: 'si-ibb' } as const;
    const open = sampleTransfer(named);
    const done = completed(sampleTransfer({ host, offeredAt, declared: { name: 'other.bin' } }));
    await store(open, done, sampleTransfer({ ...named, ...gone }));
    const one = (value: string) => ({ value, count: 1 });
    const all = {
      states: ['completed', 'failed', 'offered'].map(one),
      methods: ['si', 'si-ibb', 'si-socks5'].map(one),
      reasons: [one('peer-gone')],
      capped: false,
    };
    const day = { sinceAt: Date.parse('2030-03-04'), untilAt: Date.parse('2030-03-05') };
    const of = (filter: TransferFilter) => db().transfers.facets(filter);
    expect(await of({ host })).toEqual(all);
    expect(await of(day)).toEqual(all);
    expect(await of({ ...day, untilAt: day.sinceAt })).toMatchObject({ states: [], reasons: [] });
    expect(await of({ ...day, sinceAt: offeredAt })).toEqual(all);
    const failed = { ...all, methods: [one('si-ibb')] };
    expect(await of({ host, states: ['failed'] })).toEqual(failed);
    expect(await of({ ...day, states: ['failed'] })).toEqual(failed);
    expect(await of({ host, party: 'bob@example.org' })).toEqual(all);
    expect(await of({ host, minBytes: 5, maxBytes: 5 })).toMatchObject({
      states: ['failed', 'offered'].map(one),
    });
    expect(await of({ text: '分面', methods: ['si'] })).toEqual({
      states: [one('offered')],
      methods: ['si', 'si-ibb'].map(one),
      reasons: [],
      capped: false,
    });
  });

  it('counts each end once in its day, and takes back one that is corrected', async () => {
    const offeredAt = Date.parse('2031-05-06T23:59:59Z');
    const end = completed(sampleTransfer({ offeredAt }));
    await store({ ...end, state: 'offered' }, completed(sampleTransfer({ offeredAt })));
    await db().transfers.record([{ transfer: end, created: false, steps: [] }]);
    const day = { day: '2031-05-06', method: 'si-socks5' };
    const done = { ...day, state: 'completed', reason: undefined };
    expect(await db().transfers.daily('2031-01-01')).toEqual([
      { ...done, transfers: 2, bytes: 2044 },
    ]);
    const corrected = { ...end, state: 'failed', reason: 'hash-mismatch' } as const;
    await db().transfers.record([{ transfer: corrected, created: false, steps: [] }]);
    expect(await db().transfers.daily('2031-01-01')).toEqual([
      { ...done, transfers: 1, bytes: 1022 },
      { ...day, state: 'failed', reason: 'hash-mismatch', transfers: 1, bytes: 1022 },
    ]);
    expect((await db().audit.verify()).intact).toBe(true);
  });

  it('lists as open what has not ended', async () => {
    const [running, ended] = [sampleTransfer({ state: 'streaming' }), sampleTransfer()];
    await store(running, completed(ended));
    const open = (await db().transfers.open()).map(({ id }) => id);
    expect(open).toContain(running.id);
    expect(open).not.toContain(ended.id);
  });
}
