import { dateFormat, numberFormat, relativeFormat } from './formatters';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** A size in IEC units with three significant digits: `4.12 MiB`. */
export function formatBytes(bytes: number, locale: string): string {
  let value = Math.abs(bytes);
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  // 1023.9 KiB rounds to 1,024 KiB: move it up instead.
  if (unit > 0 && unit < UNITS.length - 1 && Math.round(value) === 1024) {
    value = 1;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const number = numberFormat(locale, {
    minimumFractionDigits: unit === 0 ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(bytes < 0 ? -value : value);
  return `${number} ${UNITS[unit] ?? 'B'}`;
}

/** `4,318,220 B`: what stands behind the rounded size. */
export function exactBytes(bytes: number, locale: string): string {
  return `${numberFormat(locale).format(bytes)} B`;
}

/** Bytes per second, in IEC units. */
export function formatRate(bytesPerSecond: number, locale: string): string {
  return `${formatBytes(bytesPerSecond, locale)}/s`;
}

/** A stretch of time in the two largest units that matter: `340 ms`, `3.1 s`, `2 min 5 s`, `1 h 20 min`. */
export function formatDuration(ms: number, locale: string): string {
  const whole = numberFormat(locale, { maximumFractionDigits: 0 });
  if (ms < 1000) return `${whole.format(Math.max(0, ms))} ms`;
  if (ms < 60_000) {
    const seconds = numberFormat(locale, { maximumFractionDigits: ms < 10_000 ? 1 : 0 });
    return `${seconds.format(ms / 1000)} s`;
  }
  const totalSeconds = Math.round(ms / 1000);
  const minutes = Math.floor(totalSeconds / 60);
  if (minutes < 60) return `${String(minutes)} min ${String(totalSeconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${String(hours)} h ${String(minutes % 60)} min`;
  return `${String(Math.floor(hours / 24))} d ${String(hours % 24)} h`;
}

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

/**
 * A moment as a list needs it: the time alone for today, day and month this year, else the full date.
 * @param now the viewer's clock, epoch milliseconds
 */
export function formatMoment(instant: string, locale: string, now: number): string {
  const at = new Date(instant);
  const today = new Date(now);
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  if (sameDay(at, today)) return dateFormat(locale, time).format(at);
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const day =
    at.getFullYear() === today.getFullYear()
      ? ({ day: 'numeric', month: 'short', ...clock } as const)
      : ({ day: 'numeric', month: 'short', year: 'numeric' } as const);
  return dateFormat(locale, day).format(at);
}

/** Date, time and zone in full, for facts and headers. */
export function formatFull(instant: string, locale: string): string {
  return dateFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(new Date(instant));
}

/** The same instant in UTC to the millisecond, for the hover. */
export function formatUtc(instant: string): string {
  return new Date(instant).toISOString().replace('T', ' ').replace('Z', ' UTC');
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** `3 hours ago`, `昨天`. Under a minute it is "now". */
export function formatRelative(instant: string, locale: string, now: number): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const relative = relativeFormat(locale, { numeric: 'auto' });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return relative.format(0, 'second');
}

/** Milliseconds between two instants; undefined while either is missing. */
export function elapsed(from: string | null, to: string | null): number | undefined {
  if (from === null || to === null) return undefined;
  return new Date(to).getTime() - new Date(from).getTime();
}
