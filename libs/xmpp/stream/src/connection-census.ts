import { addressKey } from '@waybill/domain';
import type { C2sLimits } from './c2s-limits.js';

type CensusLimits = Pick<
  C2sLimits,
  | 'maxConnections'
  | 'maxConnectionsPerAddress'
  | 'maxUnauthenticated'
  | 'maxUnauthenticatedPerAddress'
  | 'attemptsPerMinutePerAddress'
>;

interface AddressCount {
  open: number;
  unauthenticated: number;
  attempts: number;
}

const MINUTE_MS = 60_000;

/**
 * Counts connections, in all and by network address (IPv6: the first 64 bits), before anything is read of them.
 * @see XEP-0205 §4.1, §4.2
 */
export class ConnectionCensus {
  private readonly byAddress = new Map<string, AddressCount>();
  private open = 0;
  private unauthenticated = 0;
  private minute = 0;

  constructor(
    private readonly limits: CensusLimits,
    private readonly now: () => number,
  ) {}

  get size(): number {
    return this.open;
  }

  /** @returns why the connection has to go; undefined when it may stay, and is counted */
  enter(address: string): string | undefined {
    this.turnMinute();
    const key = addressKey(address);
    const count = this.byAddress.get(key) ?? { open: 0, unauthenticated: 0, attempts: 0 };
    this.byAddress.set(key, count);
    count.attempts++;
    const refusal = this.refusal(count);
    if (refusal !== undefined) return refusal;
    count.open++;
    count.unauthenticated++;
    this.open++;
    this.unauthenticated++;
    return undefined;
  }

  /** The connection has logged in. */
  authenticated(address: string): void {
    const count = this.byAddress.get(addressKey(address));
    if (count !== undefined) count.unauthenticated--;
    this.unauthenticated--;
  }

  leave(address: string, authenticated: boolean): void {
    if (!authenticated) this.authenticated(address);
    this.open--;
    const count = this.byAddress.get(addressKey(address));
    if (count !== undefined) count.open--;
  }

  private refusal(count: AddressCount): string | undefined {
    const { limits } = this;
    if (count.attempts > limits.attemptsPerMinutePerAddress) return 'attempts-per-address';
    if (this.open >= limits.maxConnections) return 'connections';
    if (count.open >= limits.maxConnectionsPerAddress) return 'connections-per-address';
    if (this.unauthenticated >= limits.maxUnauthenticated) return 'unauthenticated';
    if (count.unauthenticated >= limits.maxUnauthenticatedPerAddress) {
      return 'unauthenticated-per-address';
    }
    return undefined;
  }

  /** Attempts are counted by the minute; addresses without a connection are forgotten then. */
  private turnMinute(): void {
    const minute = Math.floor(this.now() / MINUTE_MS);
    if (minute === this.minute) return;
    this.minute = minute;
    for (const [key, count] of this.byAddress) {
      if (count.open === 0) this.byAddress.delete(key);
      else count.attempts = 0;
    }
  }
}
