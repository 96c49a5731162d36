import { describe, expect, it } from 'vitest';
import { strengthOf } from './strength';

describe('strengthOf', () => {
  it.each([
    ['aaaaaaaaaaaaaaaa', 0],
    ['Password12345!', 0],
    ['kestrel42', 1],
    ['kestrel-lamp', 2],
    ['correct horse battery staple', 3],
    ['今天下午三点在河边见面吧', 2],
  ])('of %s is %d', (password, strength) => {
    expect(strengthOf(password)).toBe(strength);
  });
});
