import { describe, expect, it } from 'vitest';
import type { LiveTransfer } from '../api/types';
import { SteadyOrder } from './steady-order';

const running = (id: string, rateBytesPerSecond: number | null) =>
  ({ id, rateBytesPerSecond }) as LiveTransfer;

describe('the order of what runs', () => {
  const order = new SteadyOrder();
  const ids = (items: readonly LiveTransfer[], now: number) =>
    order
      .of(items, now)
      .map(({ id }) => id)
      .join('');

  it('begins with the fastest, and ends with what has no rate', () => {
    expect(ids([running('a', null), running('b', 5), running('c', 9)], 0)).toBe('cba');
  });

  it('stands for five seconds, whatever becomes of the rates', () => {
    expect(ids([running('a', 99), running('b', 5), running('c', 1)], 4_999)).toBe('cba');
    expect(ids([running('a', 99), running('b', 5), running('c', 1)], 5_000)).toBe('abc');
  });

  it('puts what comes meanwhile at the end, and closes up behind what ended', () => {
    expect(ids([running('a', 9), running('d', 50), running('c', 1)], 6_000)).toBe('acd');
    expect(ids([running('a', 9), running('d', 50), running('c', 1)], 10_000)).toBe('dac');
  });
});
