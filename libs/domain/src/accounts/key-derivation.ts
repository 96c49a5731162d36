import { pbkdf2 } from 'node:crypto';

/**
 * PBKDF2 in the thread pool, a few at a time: file and database work share that pool's four threads, and
 * a burst of logins must not make them wait.
 */
export class KeyDerivation {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param atOnce how many threads it may hold, 1 to 4 */
  constructor(private readonly atOnce = 2) {}

  async derive(
    password: string,
    salt: Buffer,
    iterations: number,
    digest: 'sha1' | 'sha256',
  ): Promise<Buffer> {
    await this.enter();
    try {
      return await new Promise<Buffer>((resolve, reject) => {
        const length = digest === 'sha1' ? 20 : 32;
        pbkdf2(password, salt, iterations, length, digest, (error, key) =>
          error === null ? resolve(key) : reject(error),
        );
      });
    } finally {
      this.leave();
    }
  }

  private enter(): Promise<void> | void {
    if (this.running < this.atOnce) {
      this.running++;
      return;
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Hands the place to the next, or gives it up. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.running--;
    else next();
  }
}
