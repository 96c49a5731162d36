import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { addressBlock, plainAddress, usableAddresses } from './addresses.js';

function at(address: string, internal = false): NetworkInterfaceInfo {
  const common = { address, netmask: '', mac: '', internal, cidr: null };
  return address.includes(':')
    ? { ...common, family: 'IPv6', scopeid: 0 }
    : { ...common, family: 'IPv4' };
}

const lan = {
  lo: [at('127.0.0.1', true), at('::1', true)],
  docker0: [at('172.17.0.1')],
  eth0: [at('2001:db8::17'), at('192.168.1.17'), at('fe80::1')],
  wlan0: [at('169.254.3.4'), at('10.0.0.5')],
};

describe('usableAddresses', () => {
  it('offers what others can reach: real interfaces first, IPv4 first, no link-local', () => {
    expect(usableAddresses(['::'], ['example.org'], lan)).toEqual([
      '192.168.1.17',
      '10.0.0.5',
      '2001:db8::17',
      '172.17.0.1',
    ]);
  });

  it('offers what is listened on only', () => {
    expect(usableAddresses(['0.0.0.0'], ['example.org'], lan)).toEqual([
      '192.168.1.17',
      '10.0.0.5',
      '172.17.0.1',
    ]);
    expect(usableAddresses(['10.0.0.5'], ['example.org'], lan)).toEqual(['10.0.0.5']);
  });

  it('adds loopback for clients on this machine', () => {
    expect(usableAddresses(['0.0.0.0'], ['localhost'], { eth0: lan.eth0 })).toEqual([
      '192.168.1.17',
      '127.0.0.1',
    ]);
  });

  it('has nothing but loopback to offer without a network', () => {
    expect(usableAddresses(['0.0.0.0'], ['example.org'], { lo: lan.lo })).toEqual(['127.0.0.1']);
    expect(usableAddresses(['127.0.0.1'], ['example.org'], lan)).toEqual(['127.0.0.1']);
    expect(usableAddresses(['::1'], ['example.org'], lan)).toEqual(['::1']);
  });
});

describe('addressBlock', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('takes %s as %s', (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });
});

describe('plainAddress', () => {
  it('takes IPv4 out of its IPv6 form', () => {
    expect(plainAddress('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(plainAddress('2001:db8::1')).toBe('2001:db8::1');
  });
});
