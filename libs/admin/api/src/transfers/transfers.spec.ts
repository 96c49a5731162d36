import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TransferDetail, TransferSummary } from '../schemas/transfers.js';
import { transferDetail, transferPage, overview } from '../schemas/transfers.js';
import { AdminFixture } from '../testing/admin-fixture.js';

interface Page {
  readonly items: TransferSummary[];
  readonly next: string | null;
  readonly total: { readonly count: number; readonly capped: boolean };
}

let fixture: AdminFixture;
beforeEach(async () => {
  fixture = await AdminFixture.start();
});
afterEach(() => fixture.stop());

const page = async (query: string, role: 'owner' | 'helpdesk' = 'owner') => {
  const call = await fixture.as(role);
  const answer = await call('GET', `/transfers${query}`).expect(200);
  transferPage.parse(answer.body);
  return answer.body as Page;
};
const refusal = async (query: string, role: 'owner' | 'helpdesk' = 'owner') => {
  const call = await fixture.as(role);
  const { status, body } = await call('GET', `/transfers${query}`);
  return { status, slug: (body as { type: string }).type.split(':').at(-1) };
};

// what breaks pages, spreadsheets and terminals; JSON is to pass it on as it is
const HOSTILE_NAMES = [
  '合同\u202Efdp.exe',
  '=HYPERLINK("http://x";"y").csv',
  '@SUM(1)\t\r\n.xlsx',
  '<img src=x onerror=alert(1)>.png',
  '../../etc/passwd',
  '\u0000\u001b[31mred\u2066.txt',
  '长'.repeat(1366),
];

describe('facets', () => {
  const facets = async (query: string, role: 'owner' | 'helpdesk' = 'owner') => {
    const call = await fixture.as(role);
    return call('GET', `/transfers/facets${query}`);
  };

  it('count under the other filters, their own left out', async () => {
    await fixture.offer({ name: '合同.pdf' });
    await fixture.offer({ name: '合同 2.pdf' });
    await fixture.offer({ name: 'other.pdf' });
    const found = await facets(`?status=failed&q=${encodeURIComponent('合同')}`);
    expect(found.body).toEqual({
      status: [{ value: 'offered', transfers: 2 }],
      method: [],
      reason: [],
      capped: false,
    });
  });

  it('are no way around the mask of names, and take no cursor', async () => {
    expect((await facets('?q=pdf', 'helpdesk')).status).toBe(403);
    expect((await facets('?after=x')).status).toBe(400);
  });
});

describe('the list', () => {
  it.each(HOSTILE_NAMES)('passes the name %j on unaltered', async (name) => {
    await fixture.offer({ name, size: 3 });
    const { items } = await page('');
    expect(items[0]?.file).toEqual({ name, nameMasked: false, size: 3, type: null });
  });

  it('pages by cursor, without gap or repetition, to a last page', async () => {
    for (let i = 0; i < 7; i++) await fixture.offer({ name: `${i}.txt` });
    const seen: (string | null)[] = [];
    let after = '';
    for (let pages = 1; ; pages++) {
      const { items, next, total } = await page(`?limit=3${after}`);
      expect(total).toEqual({ count: 7, capped: false });
      seen.push(...items.map(({ file }) => file.name));
      if (next === null) {
        expect(pages).toBe(3);
        break;
      }
      after = `&after=${encodeURIComponent(next)}`;
    }
    expect(seen).toEqual(['6', '5', '4', '3', '2', '1', '0'].map((i) => `${i}.txt`));
  });

  it('refuses a cursor of another filter, order or list, and a made-up one', async () => {
    for (let i = 0; i < 3; i++) await fixture.offer({ name: `${i}.txt` });
    const { next } = await page('?limit=1&status=offered');
    const after = `after=${encodeURIComponent(next ?? '')}`;
    expect((await page(`?limit=2&status=offered&${after}`)).items).toHaveLength(2);
    const mismatch = { status: 400, slug: 'cursor-mismatch' };
    expect(await refusal(`?${after}`)).toEqual(mismatch);
    expect(await refusal(`?status=failed&${after}`)).toEqual(mismatch);
    expect(await refusal(`?status=offered&sort=-bytes&${after}`)).toEqual(mismatch);
    expect(await refusal('?after=e30')).toEqual(mismatch);
    const [print = ''] = (next ?? '').split('.');
    for (const body of ['e30', 'bm90IGpzb24', '', 'eyJyb3ciOiIxOyBEUk9QIiwidmFsdWUiOjF9']) {
      expect(await refusal(`?status=offered&after=${print}.${body}`)).toEqual(mismatch);
    }
    const call = await fixture.as('owner');
    await call('GET', `/users?${after}`).expect(400);
  });

  it('understands the URL grammar', async () => {
    await page(
      '?q=%E5%90%88%E5%90%8C&from=alice&to=bob@example.net/phone&party=Carol@Example.org' +
        '&status=failed,declined&method=si-socks5&reason=peer-gone&size=100MB..' +
        '&since=2026-04-01&until=2026-04-30&sort=-bytes&limit=200',
    );
    expect(fixture.parts.transfers.lastFilter).toEqual({
      text: '合同',
      sender: 'alice@example.org',
      receiver: 'bob@example.net',
      party: 'carol@example.org',
      states: ['failed', 'declined'],
      methods: ['si-socks5'],
      reasons: ['peer-gone'],
      minBytes: 100_000_000,
      sinceAt: Date.parse('2026-04-01T00:00:00Z'),
      untilAt: Date.parse('2026-05-01T00:00:00Z'),
    });
    const { shortId } = await fixture.offer({ name: 'a' });
    expect((await page(`?q=${shortId.toLowerCase()}`)).items).toHaveLength(1);
  });

  it.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'status=lost',
    'method=pigeon',
    'size=big',
    'since=yesterday',
    'sort=name',
    'q=',
    'order=1',
    'q=a&q=b',
    'status[]=failed',
  ])('refuses %s', async (query) => {
    expect(await refusal(`?${query}`)).toEqual({ status: 400, slug: 'invalid-request' });
  });

  it('refuses what is no address', async () => {
    expect(await refusal('?from=a%40b%40c')).toEqual({ status: 400, slug: 'invalid-jid' });
  });

  it('shows a running transfer as the live view does', async () => {
    const { id } = await fixture.offer({ name: 'a', size: 1000 });
    const { ledger, clock } = fixture.parts;
    ledger.tell(id, { at: clock.now(), event: { kind: 'accepted', at: clock.now() } });
    ledger.progress(id, clock.now(), 250, 0);
    const { items } = await page('');
    expect(items[0]).toMatchObject({ bytes: 250, percent: 25 });
  });
});

describe('someone who may not see names', () => {
  it('gets them shortened wherever they stand', async () => {
    const { id } = await fixture.offer({
      name: '合作合同.pdf',
      description: '合作合同 final',
      size: 5,
    });
    await fixture.parts.ledger.flush();
    const call = await fixture.as('helpdesk');
    for (const path of ['/transfers', `/transfers/${id}`, '/live', '/overview']) {
      const { text } = await call('GET', path).expect(200);
      expect(text).toContain('合…同.pdf');
      expect(text).not.toContain('合作');
    }
    const own = await fixture.as('owner');
    expect((await own('GET', `/transfers/${id}`)).text).toContain('合作合同 final');
  });

  it('can not find them by searching, but can look up an id', async () => {
    const { shortId } = await fixture.offer({ name: '合同.pdf' });
    expect(await refusal('?q=%E5%90%88%E5%90%8C', 'helpdesk')).toEqual({
      status: 403,
      slug: 'names-hidden',
    });
    expect((await page(`?q=${shortId}`, 'helpdesk')).items).toHaveLength(1);
  });
});

describe('one waybill', () => {
  it('has its facts and timeline, by either id', async () => {
    const { id, shortId } = await fixture.offer({ name: 'a.bin', size: 10, hash: 'ab' });
    await fixture.parts.ledger.flush();
    const call = await fixture.as('auditor');
    const { body } = await call('GET', `/transfers/${id}`).expect(200);
    const detail = transferDetail.parse(body);
    expect(detail).toMatchObject({ id, shortId, state: 'offered', explanation: null });
    expect(detail.declared.hash).toBe('ab');
    expect(detail.steps).toMatchObject([
      { seq: 0, kind: 'offered', sinceOfferMs: 0, stanza: "<iq><file name='a.bin'/></iq>" },
    ]);
    const byShortId = await call('GET', `/transfers/${shortId}`).expect(200);
    expect(byShortId.body).toEqual(body);
  });

  it('is not found under a made-up id', async () => {
    const call = await fixture.as('owner');
    for (const id of ['x', 'wb-NOTHING', "wb-' OR 1=1", '%E5%90%88']) {
      await call('GET', `/transfers/${encodeURIComponent(id)}`).expect(404);
    }
  });

  it('is cancelled once, with an entry that says who did it', async () => {
    const { id } = await fixture.offer({ name: 'a' });
    const call = await fixture.as('helpdesk');
    await call('POST', `/transfers/${id}/cancel`).expect(202);
    const again = await call('POST', `/transfers/${id}/cancel`).expect(409);
    expect(again.body).toMatchObject({ type: 'urn:waybill:problem:transfer-ended' });
    const deeds = fixture.parts.entries.filter(
      ({ data }) => data['action'] === 'transfer-cancelled',
    );
    expect(deeds).toMatchObject([
      {
        data: { transfer: id, before: 'offered', after: 'cancelled' },
        personal: { actorName: 'helpdesk', actorAddress: '127.0.0.1' },
      },
    ]);
    const { body } = await call('GET', `/transfers/${id}`).expect(200);
    const { state, explanation } = body as TransferDetail;
    expect(state).toBe('cancelled');
    expect(explanation).toMatchObject({ cause: 'cancelled-by-admin', remedy: 'nothing-to-do' });
  });
});

it('sums the day up in one sentence', async () => {
  const day = { method: 'si-socks5', bytes: 5 } as const;
  fixture.parts.transfers.days = [
    { ...day, day: '2026-03-31', state: 'failed', reason: 'io-error', transfers: 9 },
    { ...day, day: '2026-04-01', state: 'completed', reason: undefined, transfers: 20 },
    { ...day, day: '2026-04-01', state: 'failed', reason: 'peer-gone', transfers: 5 },
    { ...day, day: '2026-04-01', state: 'failed', reason: 'io-error', transfers: 2 },
  ];
  await fixture.addAccount('carol@example.org');
  await fixture.offer({ name: 'a' });
  fixture.bind('carol@example.org/x');
  const call = await fixture.as('owner');
  const { body } = await call('GET', '/overview').expect(200);
  expect(overview.parse(body)).toMatchObject({
    sentence: {
      transfersToday: 27,
      failedToday: 7,
      topReason: { reason: 'peer-gone', transfers: 5 },
    },
    live: [{ state: 'offered' }],
    accounts: 1,
    sessions: 1,
    streamhost: { listening: true, advertised: ['[2001:db8::1]:7777'] },
    startedAt: '2026-04-01T11:00:00.000Z',
  });
});
