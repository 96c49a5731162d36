import type { DailyTotal, TransferMethod, TransferState } from '../api/types';

/** How far back the overview looks. */
export const DAYS = 30;
const DAY_MS = 86_400_000;

/** What the bars of the days are cut by. */
export const CUTS = ['method', 'outcome'] as const;
export type Cut = (typeof CUTS)[number];

/** One colour of the chart: which words of the ledger it stands for. */
export interface Band<Key extends string = string> {
  readonly key: Key;
  readonly words: readonly string[];
  readonly fill: string;
}

const band = <Key extends string>(key: Key, fill: string, words: readonly string[]): Band<Key> => ({
  key,
  fill,
  words,
});
const methods = (...words: TransferMethod[]): readonly string[] => words;
const states = (...words: TransferState[]): readonly string[] => words;

/** Lowest first, as they are stacked. */
export const BANDS = {
  method: [
    band('socks5', 'fill-accent', methods('si-socks5', 'jingle-socks5', 'socks5-proxy')),
    band('inBand', 'fill-live', methods('si-ibb', 'jingle-ibb')),
    band('upload', 'fill-warn', methods('http-upload')),
    band('other', 'fill-ink-3', methods('oob', 'si', 'jingle')),
  ],
  outcome: [
    band('delivered', 'fill-accent', states('completed', 'handed-over', 'stored')),
    band('failed', 'fill-bad', states('failed')),
    band('stopped', 'fill-warn', states('declined', 'cancelled', 'expired')),
    band('running', 'fill-live', states('offered', 'accepted', 'streaming')),
  ],
} as const satisfies Readonly<Record<Cut, readonly Band[]>>;

export type BandKey = (typeof BANDS)[Cut][number]['key'];

/** One UTC day: transfers by band in the order of the bands, and the bytes that were measured. */
export interface BandedDay {
  readonly day: string;
  readonly counts: readonly number[];
  readonly transfers: number;
  readonly bytes: number;
}

/** The last `DAYS` days up to `now`, oldest first, with the days on which nothing happened. */
export function bandedDays(
  totals: readonly DailyTotal[],
  cut: Cut,
  now: number,
): readonly BandedDay[] {
  const wordOf = (total: DailyTotal): string => (cut === 'method' ? total.method : total.state);
  return Array.from({ length: DAYS }, (_, index) => {
    const day = new Date(now - (DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    const own = totals.filter((total) => total.day === day);
    const counts = BANDS[cut].map(({ words }: Band) =>
      own
        .filter((total) => words.includes(wordOf(total)))
        .reduce((so, { transfers }) => so + transfers, 0),
    );
    return {
      day,
      counts,
      transfers: own.reduce((so, { transfers }) => so + transfers, 0),
      bytes: own.reduce((so, { bytes }) => so + bytes, 0),
    };
  });
}

/** The list behind a mark: the transfers of a band from one day to another. */
export function bandHref(cut: Cut, band: Band | undefined, since: string, until: string): string {
  const words = band === undefined ? {} : { [cut === 'method' ? 'method' : 'status']: band.words };
  const query = Object.entries({ ...words, since, until }).map(
    ([key, value]) => `${key}=${String(value)}`,
  );
  return `/transfers?${query.join('&')}`;
}
