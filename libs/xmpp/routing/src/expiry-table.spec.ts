import { describe, expect, it } from 'vitest';
import { ExpiryTable } from './expiry-table.js';

describe('ExpiryTable', () => {
  it('ends what is due and keeps the rest', () => {
    const ended: string[] = [];
    const table = new ExpiryTable<string>(10, 5, (value) => ended.push(value));
    table.set('a', 'A', 0);
    table.set('b', 'B', 5);
    table.sweep(10);
    expect(ended).toEqual(['A']);
    expect(table.size).toBe(1);
  });

  it('lives longer when set again', () => {
    const table = new ExpiryTable<string>(10, 5);
    table.set('a', 'A', 0);
    table.set('b', 'B', 1);
    table.set('a', 'A2', 8);
    table.sweep(12);
    expect(table.get('a')).toBe('A2');
    expect(table.get('b')).toBeUndefined();
  });

  it('gives up the oldest at its bound, and says so', () => {
    const ended: string[] = [];
    const table = new ExpiryTable<string>(10, 2, (value) => ended.push(value));
    for (const key of ['a', 'b', 'c']) table.set(key, key, 0);
    expect(ended).toEqual(['a']);
    expect(table.take('c')).toBe('c');
    table.clear();
    expect(ended).toEqual(['a', 'b']);
  });
});
