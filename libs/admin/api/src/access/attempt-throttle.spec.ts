import { describe, expect, it } from 'vitest';
import { ManualClock } from '../testing/manual-clock.js';
import { AttemptThrottle } from './attempt-throttle.js';

function throttle(maxRemembered = 100) {
  const clock = new ManualClock();
  const made = new AttemptThrottle(
    { failures: 2, windowMs: 10_000 },
    () => clock.now(),
    maxRemembered,
  );
  return { clock, throttle: made };
}

describe('AttemptThrottle', () => {
  it('closes after the allowed failures and opens when the window that they began in is over', () => {
    const { clock, throttle: one } = throttle();
    one.begin('a');
    clock.advance(4000);
    one.begin('a');
    expect(one.retryAfterSeconds('a')).toBe(6);
    expect(one.retryAfterSeconds('b')).toBeUndefined();
    clock.advance(6000);
    expect(one.retryAfterSeconds('a')).toBeUndefined();
  });

  it('forgives what was no failure', () => {
    const { throttle: one } = throttle();
    for (let i = 0; i < 10; i++) {
      one.begin('a');
      one.forgive('a');
    }
    expect(one.retryAfterSeconds('a')).toBeUndefined();
  });

  it('remembers a bounded number of keys', () => {
    const { throttle: one } = throttle(3);
    for (const key of ['a', 'a', 'b', 'c', 'd']) one.begin(key);
    expect(one.retryAfterSeconds('a')).toBeUndefined();
    one.begin('d');
    expect(one.retryAfterSeconds('d')).toBe(10);
  });
});
