import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { liveEvent, type LiveEvent } from '../schemas/transfers.js';
import { AdminFixture } from '../testing/admin-fixture.js';
import { EventReader, type StreamEvent } from '../testing/event-reader.js';
import { MAX_STREAMS_PER_OPERATOR } from './stream.controller.js';

let fixture: AdminFixture;
let readers: EventReader[];
beforeEach(async () => {
  fixture = await AdminFixture.start();
  readers = [];
});
afterEach(async () => {
  for (const reader of readers) reader.close();
  await fixture.stop();
});

const open = async (cookie: string, lastEventId?: string) => {
  const headers = {
    cookie,
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
  const reader = await EventReader.open(`${fixture.url}/api/v1/stream`, headers);
  readers.push(reader);
  return reader;
};
const live = (event: StreamEvent): LiveEvent => liveEvent.parse(event.data);
const names = (event: StreamEvent) => live(event).items.map(({ file }) => file.name);
/** Lets the ledger gather its changes and the board send them. */
const tick = () => fixture.parts.clock.advance(1300);

describe('the stream', () => {
  it('begins with everything that runs, and goes on with what changes', async () => {
    const first = await fixture.offer({ name: '合同.pdf', size: 100 });
    const reader = await open(await fixture.cookieOf('owner'));
    const whole = await reader.next('live');
    expect(live(whole)).toMatchObject({ full: true, ended: [] });
    expect(names(whole)).toEqual(['合同.pdf']);
    expect((await reader.next('counters')).data).toMatchObject({
      live: 1,
      sessions: 0,
      relay: { active: 1, maxActive: 512, maxBytesPerSecond: null },
    });
    await fixture.offer({ name: 'second' });
    tick();
    const change = await reader.next('live');
    expect(live(change).full).toBe(false);
    expect(names(change)).toEqual(['second']);
    fixture.parts.ledger.cancel(first.id, 'owner');
    tick();
    expect(live(await reader.next('live'))).toMatchObject({ items: [], ended: [first.id] });
  });

  it('sends many changes of one second as one', async () => {
    const { id } = await fixture.offer({ name: 'a', size: 1000 });
    const reader = await open(await fixture.cookieOf('owner'));
    await reader.next('live');
    const { ledger, clock } = fixture.parts;
    ledger.tell(id, { at: clock.now(), event: { kind: 'accepted', at: clock.now() } });
    for (let bytes = 1; bytes <= 500; bytes++) ledger.progress(id, clock.now(), bytes, 0);
    tick();
    expect(live(await reader.next('live')).items).toMatchObject([{ bytes: 500, percent: 50 }]);
    tick();
    await reader.next('heartbeat');
    expect(reader.events.filter(({ event }) => event === 'live')).toEqual([]);
  });

  it('shows a sign of life every two seconds', async () => {
    const reader = await open(await fixture.cookieOf('owner'));
    expect((await reader.next('heartbeat')).data).toEqual({ at: '2026-04-01T12:00:00.000Z' });
    fixture.parts.clock.advance(2000);
    expect((await reader.next('heartbeat')).data).toEqual({ at: '2026-04-01T12:00:02.000Z' });
  });

  it('resumes where a reader was, while somebody else kept it going', async () => {
    const cookie = await fixture.cookieOf('owner');
    const stays = await open(cookie);
    await stays.next('live');
    const leaves = await open(cookie);
    const { id } = await leaves.next('live');
    leaves.close();
    await fixture.offer({ name: 'missed' });
    tick();
    await stays.next('live');
    const back = await open(cookie, id);
    const resumed = await back.next('live');
    expect(live(resumed).full).toBe(false);
    expect(names(resumed)).toEqual(['missed']);
  });

  it.each(['nonsense', '0', 'ffffffffffff-1', '-', '-1', '9'.repeat(100)])(
    'starts over for the unknown position %s',
    async (position) => {
      await fixture.offer({ name: 'a' });
      const reader = await open(await fixture.cookieOf('owner'), position);
      expect(live(await reader.next('live')).full).toBe(true);
    },
  );

  it('starts over when too much was missed', async () => {
    const cookie = await fixture.cookieOf('owner');
    const stays = await open(cookie);
    const { id } = await stays.next('live');
    for (let i = 0; i < 61; i++) {
      await fixture.offer({ name: `${i}` });
      tick();
      await stays.next('live');
    }
    const back = await open(cookie, id);
    const whole = await back.next('live');
    expect(live(whole).full).toBe(true);
    expect(live(whole).items).toHaveLength(61);
  });

  it('masks names for those who may not see them', async () => {
    await fixture.offer({ name: '合作合同.pdf' });
    const reader = await open(await fixture.cookieOf('helpdesk'));
    const other = await open(await fixture.cookieOf('owner'));
    expect(names(await reader.next('live'))).toEqual(['合…同.pdf']);
    expect(names(await other.next('live'))).toEqual(['合作合同.pdf']);
    await fixture.offer({ name: '工资表格.xls' });
    tick();
    expect(names(await reader.next('live'))).toEqual(['工…格.xls']);
    expect(names(await other.next('live'))).toEqual(['工资表格.xls']);
  });

  it('ends with the session, at once where it ended here', async () => {
    const cookie = await fixture.cookieOf('owner');
    const reader = await open(cookie);
    await reader.next('live');
    await fixture
      .bare('POST', '/api/v1/logout')
      .set({ Cookie: cookie, 'X-Waybill-CSRF': '1' })
      .expect(204);
    await reader.closed;
    expect((await open(cookie)).status).toBe(401);
  });

  it('ends within ten seconds where the session ended elsewhere', async () => {
    const reader = await open(await fixture.cookieOf('owner'));
    await reader.next('live');
    // the command line changes the database
    fixture.parts.operatorSessions.rows.clear();
    fixture.parts.clock.advance(10_000);
    await reader.closed;
  });

  it('does not keep an idle session alive', async () => {
    const reader = await open(await fixture.cookieOf('owner'));
    await reader.next('live');
    fixture.parts.clock.advance(20 * 60_000 + 10_000);
    await reader.closed;
  });

  it('is open a bounded number of times for each operator', async () => {
    const cookie = await fixture.cookieOf('owner');
    for (let i = 0; i < MAX_STREAMS_PER_OPERATOR; i++) {
      expect((await open(cookie)).status).toBe(200);
    }
    expect((await open(cookie)).status).toBe(429);
    expect((await open(await fixture.cookieOf('admin'))).status).toBe(200);
  });
});
