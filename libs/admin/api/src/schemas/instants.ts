/** ISO 8601 in UTC, of epoch milliseconds. */
export function isoOf(at: number): string {
  return new Date(at).toISOString();
}

export function isoOrNull(at: number | undefined): string | null {
  return at === undefined ? null : isoOf(at);
}
