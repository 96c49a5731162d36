import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveFeed, applyLive, type Schemas } from './index.js';

type LiveTransfer = Schemas['LiveTransfer'];

/** An event source that says what it is told to. */
class FakeSource extends EventTarget {
  closed = false;

  say(type: string, data: object): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
  }

  close(): void {
    this.closed = true;
  }
}

const transfer = (id: string, bytes = 0) => ({ id, bytes }) as LiveTransfer;

function feed() {
  const source = new FakeSource();
  const told: { lists: string[][]; fresh: boolean[]; counters: unknown[] } = {
    lists: [],
    fresh: [],
    counters: [],
  };
  const made = new LiveFeed(
    {
      live: (items) => told.lists.push(items.map(({ id, bytes }) => `${id}:${bytes}`)),
      counters: (counters) => told.counters.push(counters),
      fresh: (isFresh) => told.fresh.push(isFresh),
    },
    { open: () => source as unknown as EventSource },
  );
  return { source, told, feed: made };
}

describe('LiveFeed', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('keeps the list: everything, changes, ends, and everything anew', () => {
    const { source, told } = feed();
    source.say('live', { full: true, items: [transfer('a'), transfer('b')], ended: [] });
    source.say('live', { full: false, items: [transfer('a', 5), transfer('c')], ended: ['b'] });
    source.say('live', { full: true, items: [transfer('d')], ended: [] });
    expect(told.lists).toEqual([['a:0', 'b:0'], ['a:5', 'c:0'], ['d:0']]);
  });

  it('passes counters on', () => {
    const { source, told } = feed();
    source.say('counters', { live: 3 });
    expect(told.counters).toEqual([{ live: 3 }]);
  });

  it('tells when the picture is stale, and when it is not any more', () => {
    const { source, told } = feed();
    source.say('heartbeat', {});
    vi.advanceTimersByTime(4999);
    source.say('heartbeat', {});
    vi.advanceTimersByTime(4999);
    expect(told.fresh).toEqual([true]);
    vi.advanceTimersByTime(1);
    expect(told.fresh).toEqual([true, false]);
    source.say('live', { full: true, items: [], ended: [] });
    expect(told.fresh).toEqual([true, false, true]);
  });

  it('tells nothing after it was closed', () => {
    const { source, told, feed: made } = feed();
    made.close();
    vi.advanceTimersByTime(10_000);
    expect(source.closed).toBe(true);
    expect(told.fresh).toEqual([]);
  });
});

it('applies an end that it never saw begin', () => {
  expect(applyLive(new Map(), { full: false, items: [], ended: ['x'] })).toEqual(new Map());
});
