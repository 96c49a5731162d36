/** Time as the ledger sees it; tests bring their own. */
export interface LedgerClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs `task` when the events of this turn have been handled. */
  soon(task: () => void): void;
  /** Runs `task` once, later. @returns ends the wait */
  after(milliseconds: number, task: () => void): () => void;
}

/** The machine's clock and event loop. Its timers keep no process alive. */
export const systemClock: LedgerClock = {
  now: () => Date.now(),
  soon: (task) => void setImmediate(task),
  after: (milliseconds, task) => {
    const timer = setTimeout(task, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
