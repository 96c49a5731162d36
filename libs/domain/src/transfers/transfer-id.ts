import { randomPool } from '../random-pool.js';

const RANDOM_BYTES = 10;
// Crockford's base 32: no I, L, O, U
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The two names of a transfer. */
export interface TransferId {
  /** UUIDv7: sorts by time. @see RFC 9562 §5.7 */
  readonly id: string;
  /** `wb-` and ten characters (50 random bits), for people. */
  readonly shortId: string;
}

/** Names a new transfer that was offered at `at` (epoch milliseconds). */
export function newTransferId(at: number): TransferId {
  const random = randomPool.take(RANDOM_BYTES);
  const time = Math.max(0, Math.trunc(at)).toString(16).padStart(12, '0').slice(-12);
  const hex = random.toString('hex');
  const variant = (8 | ((random[2] ?? 0) & 3)).toString(16);
  return {
    id: `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(5, 8)}-${hex.slice(8, 20)}`,
    shortId: `wb-${shortForm(random)}`,
  };
}

/** Both names of a transfer whose UUID was made here. */
export function transferIdOf(id: string): TransferId {
  // the last 52 random bits, of which the short name has 50
  const hex = id.slice(-16).replace('-', '');
  const random = Buffer.from(`0000${hex.padStart(16, '0')}`, 'hex');
  return { id, shortId: `wb-${shortForm(random)}` };
}

/** Ten characters of five bits each, from two halves that fit into small integers. */
function shortForm(random: Buffer): string {
  return fiveCharacters(random.readUInt32BE(2)) + fiveCharacters(random.readUInt32BE(6));
}

function fiveCharacters(bits: number): string {
  let text = '';
  for (let shift = 0; shift < 25; shift += 5) text += ALPHABET.charAt((bits >>> shift) & 31);
  return text;
}
