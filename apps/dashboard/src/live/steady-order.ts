import type { LiveTransfer } from '../api/types';

/** Rates change with every beat; rows that changed places as often could neither be read nor clicked. */
const STANDS_MS = 5_000;

const byRate = (a: LiveTransfer, b: LiveTransfer): number =>
  (b.rateBytesPerSecond ?? 0) - (a.rateBytesPerSecond ?? 0) || a.id.localeCompare(b.id);

/** The running transfers, fastest first: put in order every five seconds, and meanwhile each stays where it is. */
export class SteadyOrder {
  private places: ReadonlyMap<string, number> = new Map();
  private orderedAt = -Infinity;

  /**
   * @param now milliseconds, on any clock
   * @returns what came since the order was made stands at the end
   */
  of(items: readonly LiveTransfer[], now: number): readonly LiveTransfer[] {
    if (now - this.orderedAt >= STANDS_MS) {
      const ordered = items.toSorted(byRate);
      this.places = new Map(ordered.map(({ id }, place) => [id, place]));
      this.orderedAt = now;
      return ordered;
    }
    const placeOf = ({ id }: LiveTransfer): number => this.places.get(id) ?? this.places.size;
    return items.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
