import { expect, it } from 'vitest';
import { backupName, superfluous } from './backup-folder.js';

const at = (text: string) => ({ createdAt: Date.parse(text) });
const days = (backups: readonly { readonly createdAt: number }[]) =>
  backups.map(({ createdAt }) => new Date(createdAt).toISOString().slice(0, 13));

it('keeps the last of each day and of each week, and no more', () => {
  // a month of two backups a day, newest first; the 30th is a Monday
  const month = Array.from({ length: 30 }, (_, i) => String(30 - i).padStart(2, '0')).flatMap(
    (day) => [at(`2026-11-${day}T22:00:00Z`), at(`2026-11-${day}T10:00:00Z`)],
  );
  const gone = new Set(superfluous(month, { daily: 7, weekly: 4 }));
  const kept = days(month.filter((one) => !gone.has(one)));
  const last = ['30', '29', '28', '27', '26', '25', '24'];
  // the weeks' last ones are the 30th, the Sundays before it, and no more than four
  expect(kept).toEqual([...last, '22', '15'].map((day) => `2026-11-${day}T22`));
});

it('keeps old ones where no newer take their place', () => {
  const few = [at('2026-11-20T10:00:00Z'), at('2025-01-01T10:00:00Z')];
  expect(superfluous(few, { daily: 7, weekly: 4 })).toEqual([]);
  expect(superfluous(few, { daily: 1, weekly: 0 })).toEqual([few[1]]);
});

it('names a backup by its second', () => {
  expect(backupName(Date.parse('2026-11-28T19:05:06.789Z'))).toBe(
    'waybill-2026-11-28T19-05-06Z.tar.gz',
  );
});
