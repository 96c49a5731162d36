import { describe, expect, it } from 'vitest';
import { TimerWheel, type Timed } from './timer-wheel.js';

describe('the timer wheel', () => {
  const setUp = () => {
    const clock = { now: 1_000_000 };
    const wheel = new TimerWheel(() => clock.now, 250, 8);
    const rung: number[] = [];
    const once: Timed = { due: (now) => void rung.push(now) };
    const advance = (ms: number) => {
      clock.now += ms;
      wheel.tick();
    };
    return { clock, wheel, rung, once, advance };
  };

  it('rings once, never early, late by one tick at most', () => {
    const { wheel, rung, once, advance } = setUp();
    wheel.schedule(once, 1_000_600);
    advance(500);
    expect(rung).toEqual([]);
    advance(250);
    advance(10_000);
    expect(rung).toEqual([1_000_750]);
  });

  it('rings those in the past at the next tick', () => {
    const { wheel, rung, once, advance } = setUp();
    wheel.schedule(once, 5);
    advance(250);
    expect(rung).toHaveLength(1);
  });

  it('rings again when asked to', () => {
    const { wheel, advance } = setUp();
    let times = 0;
    wheel.schedule({ due: (now) => (++times < 3 ? now + 500 : undefined) }, 1_000_250);
    for (let i = 0; i < 20; i++) advance(250);
    expect(times).toBe(3);
  });

  it('rings all that is due after a long sleep', () => {
    const { wheel, rung, once, advance } = setUp();
    wheel.schedule(once, 1_000_300);
    wheel.schedule({ due: once.due.bind(once) }, 1_001_400);
    advance(86_400_000);
    expect(rung).toHaveLength(2);
  });

  it('forgets what is cancelled', () => {
    const { wheel, rung, once, advance } = setUp();
    wheel.cancel(once, wheel.schedule(once, 1_000_300));
    advance(5_000);
    expect(rung).toEqual([]);
  });
});
