/** Bounds on what the ledger keeps in memory and how long it waits. */
export interface LedgerLimits {
  /** Open transfers in all; beyond it the oldest that moves no bytes is given up. */
  readonly maxOpen: number;
  /** Open transfers of one sending resource; beyond it its own oldest is given up. */
  readonly maxOpenPerSender: number;
  /** Steps of one timeline; what comes later is counted, not kept. */
  readonly maxSteps: number;
  /** UTF-8 bytes of one raw stanza. */
  readonly maxStanzaBytes: number;
  /** UTF-16 units of raw stanzas that wait for the disk; beyond it steps are kept without their stanza. */
  readonly maxUnsavedStanzaLength: number;
  /** Repeated offers of one sid that are written down. */
  readonly maxRepeats: number;
  /** Bytestream addresses that may be connected to. */
  readonly maxExpected: number;
  readonly offerTimeoutMs: number;
  readonly startTimeoutMs: number;
  readonly idleTimeoutMs: number;
  /** A direct bytestream says nothing while it runs. */
  readonly directTimeoutMs: number;
  /** How long the parties may take to fall back to another way. */
  readonly fallbackMs: number;
  /** How long an ended transfer can still be told better. */
  readonly lingerMs: number;
  readonly maxLingering: number;
  /** How long changes, and copies of offers, may wait for company on their way to the disk. */
  readonly flushMs: number;
  /** Copies of offers that wait for company; one more and they are written at once. */
  readonly maxUnhurried: number;
  /** How often byte counts of a running transfer are written. */
  readonly progressMarkMs: number;
  /** Pause before the disk is tried again. */
  readonly retryMs: number;
  readonly sweepMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export const DEFAULT_LEDGER_LIMITS: LedgerLimits = {
  maxOpen: 20_000,
  maxOpenPerSender: 128,
  maxSteps: 128,
  maxStanzaBytes: 8_192,
  maxUnsavedStanzaLength: 32 * 1024 * 1024,
  maxRepeats: 8,
  maxExpected: 50_000,
  offerTimeoutMs: 15 * MINUTE,
  startTimeoutMs: 5 * MINUTE,
  idleTimeoutMs: 5 * MINUTE,
  directTimeoutMs: 24 * 60 * MINUTE,
  fallbackMs: 10 * SECOND,
  lingerMs: MINUTE,
  maxLingering: 5_000,
  flushMs: 250,
  maxUnhurried: 500,
  progressMarkMs: 5 * SECOND,
  retryMs: SECOND,
  sweepMs: 5 * SECOND,
};
