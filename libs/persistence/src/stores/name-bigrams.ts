/** Longer names are found by their beginning. */
const MAX_CHARACTERS = 1024;
/** Pairs that one search looks for. */
const MAX_PAIRS = 8;
/** Stands behind the last character, so that it begins a pair too. */
const END = '\ue000';
const PLAIN = /^\p{ASCII}*$/u;

/** The form of a name that is searched: compatibility forms and case folded. */
export function foldName(name: string): string {
  if (PLAIN.test(name)) return name.toLowerCase();
  return name.normalize('NFKC').toLowerCase().normalize('NFKC');
}

/** ASCII punctuation would end a token; private-use characters do not. */
const asToken = (text: string) =>
  text.replace(/[^a-z0-9\u0080-\u{10ffff}]/gu, (c) =>
    String.fromCharCode(0xe001 + c.charCodeAt(0)),
  );

/**
 * Each pair of neighbouring characters of a file name, once: what text search is built on. Pairs, because
 * two Chinese characters are often all there is to look for, and trigrams cannot find them.
 */
export function nameBigrams(name: string): string[] {
  const characters = [...asToken(foldName(name.slice(0, MAX_CHARACTERS))), END];
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < characters.length; i++) {
    pairs.add(`${characters[i]}${characters[i + 1]}`);
  }
  return [...pairs];
}

/** What somebody typed to find names: all words must occur, in any order. */
export class NameQuery {
  private readonly words: readonly string[];
  /** Pairs that every hit has: not all, but enough to leave few others. */
  readonly pairs: readonly string[];
  /** Single characters that begin a pair in every hit. */
  readonly initials: readonly string[];

  constructor(text: string) {
    const all = foldName(text.slice(0, MAX_CHARACTERS)).split(/\s+/);
    this.words = all.filter((word) => word !== '').slice(0, 16);
    this.pairs = tellingPairs(this.words);
    this.initials = this.words.filter((word) => [...word].length === 1).map(asToken);
  }

  get isEmpty(): boolean {
    return this.words.length === 0;
  }

  /** Pairs narrow down; this decides: they may stand apart in a name that has no such word. */
  matches(name: string | undefined): boolean {
    if (name === undefined) return false;
    const folded = foldName(name);
    return this.words.every((word) => folded.includes(word));
  }

  /** For FTS5. Every token is quoted, and none has a quote inside. */
  get match(): string {
    const exact = this.pairs.map((pair) => `"${pair}"`);
    return [...exact, ...this.initials.map((initial) => `"${initial}" *`)].join(' AND ');
  }
}

/**
 * The pairs of words by which to look for them, the rarest kinds first: every pair more costs the reading of one more
 * list, and those of plain letters are long. Each second pair has all characters already.
 */
function tellingPairs(words: readonly string[]): readonly string[] {
  const ranked = new Map<string, number>();
  for (const word of words) {
    const characters = [...word];
    for (let i = 0; i + 1 < characters.length; i++) {
      const pair = `${characters[i]}${characters[i + 1]}`;
      const rank = rarity(pair) + (i % 2);
      ranked.set(pair, Math.min(rank, ranked.get(pair) ?? rank));
    }
  }
  const best = [...ranked].sort(([, a], [, b]) => a - b).slice(0, MAX_PAIRS);
  return best.map(([pair]) => asToken(pair));
}

function rarity(pair: string): number {
  if (/^[^\0-\x7f]+$/u.test(pair)) return 0;
  return /[^a-z]/.test(pair) ? 2 : 4;
}
