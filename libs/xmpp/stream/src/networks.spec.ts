import { describe, expect, it } from 'vitest';
import { Networks } from './networks.js';

describe('networks', () => {
  const home = new Networks(['127.0.0.0/8', '192.0.2.7', 'fe80::/10', '::1']);

  it.each(['127.0.0.1', '127.255.0.9', '192.0.2.7', 'fe80::1%eth0', '::1'])(
    'have %s',
    (address) => {
      expect(home.has(address)).toBe(true);
    },
  );

  it.each(['192.0.2.8', '128.0.0.1', '::2', 'fec0::1', '', 'localhost'])(
    'do not have "%s"',
    (address) => {
      expect(home.has(address)).toBe(false);
    },
  );

  it('are empty without any', () => {
    expect(new Networks([]).has('127.0.0.1')).toBe(false);
  });
});
