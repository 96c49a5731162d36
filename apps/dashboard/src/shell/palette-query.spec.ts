import { describe, expect, it } from 'vitest';
import {
  bestFirst,
  fits,
  parsePalette,
  transfersHref,
  userHref,
  waybillHref,
} from './palette-query';

describe('what is typed into the palette', () => {
  it('is a verb with its object, in either language', () => {
    expect(parsePalette('lock mallory')).toEqual({ verb: 'lock', words: 'mallory' });
    expect(parsePalette('锁定 mallory')).toEqual({ verb: 'lock', words: 'mallory' });
    expect(parsePalette(' Cancel  wb-7K3Q9F ')).toEqual({
      verb: 'cancel',
      words: 'wb-7K3Q9F',
      waybill: 'wb-7K3Q9F',
    });
  });

  it('is words where the verb has no object yet', () => {
    expect(parsePalette('lock')).toEqual({ words: 'lock' });
    expect(parsePalette('')).toEqual({ words: '' });
  });

  it('is a waybill by its short or its whole number', () => {
    expect(parsePalette('WB-7k3q')).toMatchObject({ waybill: 'WB-7k3q' });
    const whole = '01a22387-949e-7dbe-bfba-23b5e776093a';
    expect(parsePalette(whole)).toMatchObject({ waybill: whole });
    expect(parsePalette('wb-x').waybill).toBeUndefined();
  });

  it('finds labels by any of their words, in any order', () => {
    expect(fits('Host servers', 'serv host')).toBe(true);
    expect(fits('Host servers', 'hosts')).toBe(false);
    expect(fits('审计', '审')).toBe(true);
  });

  it('shows first who is called exactly so', () => {
    const jids = ['user30@a.org', 'user31@a.org', 'user3@a.org', 'the-user3@a.org'];
    expect(bestFirst(jids, 'User3')).toEqual([
      'user3@a.org',
      'user30@a.org',
      'user31@a.org',
      'the-user3@a.org',
    ]);
  });

  it('leads to lists and pages that ask before they do anything', () => {
    expect(transfersHref('合同 status:failed')).toBe(
      `/transfers?q=${encodeURIComponent('合同')}&status=failed`,
    );
    expect(transfersHref('status:')).toBe('/transfers');
    expect(userHref('a/b@example.org', 'lock')).toBe('/users/a%2Fb%40example.org?do=lock');
    expect(userHref('a@example.org', 'cancel')).toBe('/users/a%40example.org');
    expect(waybillHref('wb-7K3Q', 'cancel')).toBe('/transfers/wb-7K3Q?do=cancel');
  });
});
