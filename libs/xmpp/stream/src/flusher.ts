/** Something that gathers what it has to write until the end of the turn. */
export interface Flushable {
  flush(): void;
}

/**
 * Lets everything that was written to in one turn of the event loop leave at once, at its end: one system call for a
 * session however many stanzas it was sent. One callback serves all sessions.
 */
export class Flusher {
  private waiting: Flushable[] = [];
  private readonly run = () => this.flushAll();

  /** To be called at the first write of a turn. */
  add(one: Flushable): void {
    if (this.waiting.length === 0) setImmediate(this.run);
    this.waiting.push(one);
  }

  private flushAll(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const one of waiting) one.flush();
  }
}
