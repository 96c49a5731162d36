import { beforeEach, describe, expect, it } from 'vitest';
import { SignInThrottle, THROTTLE_LIMITS, addressKey } from './sign-in-throttle.js';

const HOUR = 3_600_000;

describe('SignInThrottle', () => {
  let now: number;
  let throttle: SignInThrottle;

  beforeEach(() => {
    now = 1_000_000;
    throttle = new SignInThrottle(() => now, { ...THROTTLE_LIMITS, maxRemembered: 50 });
  });

  const fail = (times: number, address = '192.0.2.1', name = 'alice') => {
    for (let i = 0; i < times; i++) throttle.failed(address, name);
  };

  it('delays an account from one address by 1, 2, 4 … 60 seconds after five failures', () => {
    fail(4);
    expect(throttle.admit('192.0.2.1', 'alice')).toEqual({ refused: false, delayMs: 0 });
    const delays = Array.from({ length: 8 }, () => {
      fail(1);
      return throttle.admit('192.0.2.1', 'alice').delayMs;
    });
    expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(throttle.admit('192.0.2.2', 'alice').delayMs).toBe(0);
    expect(throttle.admit('192.0.2.1', 'bob').delayMs).toBe(0);
  });

  it('refuses an address for a quarter of an hour after 20 failures, whatever the names', () => {
    for (let i = 0; i < 20; i++) {
      expect(throttle.admit('192.0.2.1', 'new').refused).toBe(false);
      fail(1, '192.0.2.1', `name${i}`);
    }
    expect(throttle.admit('192.0.2.1', 'new').refused).toBe(true);
    expect(throttle.admit('192.0.2.2', 'name1').refused).toBe(false);
    now += HOUR / 4;
    expect(throttle.admit('192.0.2.1', 'new').refused).toBe(false);
  });

  it('forgets failures after an hour, and those of a pair at success', () => {
    fail(6);
    throttle.succeeded('192.0.2.1', 'alice');
    expect(throttle.admit('192.0.2.1', 'alice').delayMs).toBe(0);
    fail(13);
    now += HOUR + 1;
    fail(6);
    expect(throttle.admit('192.0.2.1', 'alice')).toEqual({ refused: false, delayMs: 2000 });
  });

  it('does not let a success hide a search for other passwords', () => {
    for (let i = 0; i < 20; i++) {
      fail(1, '192.0.2.1', `name${i}`);
      throttle.succeeded('192.0.2.1', 'own');
    }
    expect(throttle.admit('192.0.2.1', 'x').refused).toBe(true);
  });

  it('remembers a bounded number, the latest', () => {
    fail(20, '192.0.2.1');
    for (let i = 0; i < 49; i++) fail(1, `198.51.100.${i}`);
    expect(throttle.admit('192.0.2.1', 'x').refused).toBe(true);
    fail(1, '203.0.113.1');
    expect(throttle.admit('192.0.2.1', 'x').refused).toBe(false);
  });
});

describe('addressKey', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('counts %s as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
