import { describe, expect, it } from 'vitest';
import { matching, valueText } from './match';

const setting = (path: string, value: unknown, source = 'default') => ({
  path,
  value,
  source,
  where: '',
  variable: `WAYBILL_${path.toUpperCase()}`,
  description: `About ${path}`,
});

const ALL = [
  setting('dataDir', '/var/lib/waybill', 'file'),
  setting('http.listen', '127.0.0.1:8080'),
  setting('http.publicUrl', null),
  setting('log.level', 'debug', 'environment'),
];

const paths = (query: string, changedOnly = false) =>
  matching(ALL, query, changedOnly).flatMap(({ items }) => items.map(({ path }) => path));

describe('matching settings', () => {
  it('groups them by the first word of their paths', () => {
    expect(matching(ALL, '', false).map(({ name }) => name)).toEqual(['dataDir', 'http', 'log']);
  });

  it('finds every word, in path, value, variable or description', () => {
    expect(paths('8080')).toEqual(['http.listen']);
    expect(paths('HTTP public')).toEqual(['http.publicUrl']);
    expect(paths('waybill_log')).toEqual(['log.level']);
    expect(paths('http debug')).toEqual([]);
  });

  it('leaves out what nobody has set, where that is wanted', () => {
    expect(paths('', true)).toEqual(['dataDir', 'log.level']);
  });

  it('writes values as they are, lists and objects as JSON', () => {
    expect(valueText(null)).toBe('');
    expect(valueText('a b')).toBe('a b');
    expect(valueText(0)).toBe('0');
    expect(valueText(false)).toBe('false');
    expect(valueText(['a'])).toBe('[\n "a"\n]');
  });
});
