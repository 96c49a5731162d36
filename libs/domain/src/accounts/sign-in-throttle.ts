import { isIPv6 } from 'node:net';
import type { Admission } from './authenticator.js';

export interface ThrottleLimits {
  /** Failures of one address within the window that block it. */
  readonly addressFailures: number;
  readonly windowMs: number;
  readonly blockMs: number;
  /** Failures of one account from one address before answers are delayed. */
  readonly freeFailures: number;
  readonly maxDelayMs: number;
  /** Addresses, and pairs, that are remembered; the longest unused go first. */
  readonly maxRemembered: number;
}

/** RELIABILITY: 20 an hour block an address for 15 minutes; 5 delay a pair by 1, 2, 4 … 60 seconds. */
export const THROTTLE_LIMITS: ThrottleLimits = {
  addressFailures: 20,
  windowMs: 3_600_000,
  blockMs: 900_000,
  freeFailures: 5,
  maxDelayMs: 60_000,
  maxRemembered: 10_000,
};

interface Failures {
  count: number;
  /** When the window began. */
  sinceAt: number;
  blockedUntilAt: number;
}

/** A map that forgets what was not used for longest. */
class Recent extends Map<string, Failures> {
  constructor(private readonly max: number) {
    super();
  }

  override set(key: string, value: Failures): this {
    this.delete(key);
    super.set(key, value);
    if (this.size > this.max) {
      const oldest = this.keys().next();
      if (oldest.done !== true) this.delete(oldest.value);
    }
    return this;
  }
}

/** One IPv6 subscriber holds at least a /64: its addresses count as one. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.replace(/%.*$/, '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '').toLowerCase()).join(':')}::/64`;
}

/**
 * Remembers failed sign-ins. An address that fails too often is refused for a while; an account is only ever
 * delayed, and only for the address that failed, so that nobody can lock somebody else out.
 */
export class SignInThrottle {
  private readonly addresses: Recent;
  private readonly pairs: Recent;

  constructor(
    private readonly now: () => number,
    private readonly limits: ThrottleLimits = THROTTLE_LIMITS,
  ) {
    this.addresses = new Recent(limits.maxRemembered);
    this.pairs = new Recent(limits.maxRemembered);
  }

  admit(address: string, name: string): Admission {
    const key = addressKey(address);
    const refused = (this.addresses.get(key)?.blockedUntilAt ?? 0) > this.now();
    const { freeFailures, maxDelayMs, windowMs } = this.limits;
    const pair = this.pairs.get(`${key} ${name}`);
    const over =
      pair === undefined || this.now() - pair.sinceAt > windowMs ? -1 : pair.count - freeFailures;
    return {
      refused,
      delayMs: over < 0 ? 0 : Math.min(maxDelayMs, 1000 * 2 ** Math.min(over, 16)),
    };
  }

  failed(address: string, name: string): void {
    const key = addressKey(address);
    this.count(this.pairs, `${key} ${name}`);
    const failures = this.count(this.addresses, key);
    if (failures.count < this.limits.addressFailures) return;
    failures.blockedUntilAt = this.now() + this.limits.blockMs;
    failures.count = 0;
  }

  /** A success clears the pair; the address keeps its count, or one own account would hide a search for others. */
  succeeded(address: string, name: string): void {
    this.pairs.delete(`${addressKey(address)} ${name}`);
  }

  private count(map: Recent, key: string): Failures {
    const now = this.now();
    const known = map.get(key);
    const current =
      known !== undefined && now - known.sinceAt <= this.limits.windowMs
        ? known
        : { count: 0, sinceAt: now, blockedUntilAt: known?.blockedUntilAt ?? 0 };
    current.count++;
    map.set(key, current);
    return current;
  }
}
