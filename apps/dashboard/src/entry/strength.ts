const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u, /\p{Lo}/u] as const;
const USUAL = /passw|qwert|12345|abcde|letmein|admin|waybill|iloveyou/iu;

/** Too easy, weak, good, strong: a hint while typing. Only the length is ever demanded. */
export type Strength = 0 | 1 | 2 | 3;

/** Guesses at how long a password would hold, by its length, its different letters and its kinds of letters. */
export function strengthOf(password: string): Strength {
  const letters = [...password];
  const different = new Set(letters).size;
  if (different < 5 || USUAL.test(password)) return 0;
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  const points = Math.min(letters.length, different * 2) + kinds * 2;
  if (points < 14) return 1;
  return points < 20 ? 2 : 3;
}
