/** Time, as the streamhost sees it: injected, so that tests move it themselves. */
export interface Ticker {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `task` every `milliseconds` until the returned function is called. Does not keep the process alive. */
  every(milliseconds: number, task: () => void): () => void;
}

export const systemTicker: Ticker = {
  now: () => Date.now(),
  every(milliseconds, task) {
    const timer = setInterval(task, milliseconds);
    timer.unref();
    return () => clearInterval(timer);
  },
};
