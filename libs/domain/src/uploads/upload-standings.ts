import type { LedgerClock } from '../transfers/ledger-clock.js';
import { DAY_MS } from './upload-quota.js';
import type { Standing, UploadRegister } from './upload-register.js';
import type { Upload } from './upload.js';

const MAX_KNOWN = 10_000;

/** What an account had when the database was asked, and what has come to it since. */
interface Known {
  readonly then: Promise<Standing>;
  files: number;
  bytes: number;
  grantedBytes: number;
}

/**
 * What accounts hold at most. What leaves them is not taken off: who stays below a limit by this does so by the database
 * as well, which only those have to be looked up in who do not.
 */
export class UploadStandings {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly register: UploadRegister,
    private readonly clock: LedgerClock,
  ) {}

  /** No less than what the account has. */
  atMost(account: string): Promise<Standing> {
    const known = this.known.get(account);
    return known === undefined ? this.exactly(account) : total(known);
  }

  /** What the account has now. */
  async exactly(account: string): Promise<Standing> {
    const then = this.register.standing(account, this.clock.now() - DAY_MS);
    // what comes while the database is asked may count twice: that is still no less
    const known = { then, files: 0, bytes: 0, grantedBytes: 0 };
    this.known.delete(account);
    this.known.set(account, known);
    this.makeRoom();
    try {
      return await total(known);
    } catch (error) {
      if (this.known.get(account) === known) this.known.delete(account);
      throw error;
    }
  }

  granted({ account, sizeBytes }: Upload): void {
    const known = this.known.get(account ?? '');
    if (known !== undefined) known.grantedBytes += sizeBytes;
  }

  stored({ account, sizeBytes }: Upload): void {
    const known = this.known.get(account ?? '');
    if (known === undefined) return;
    known.files += 1;
    known.bytes += sizeBytes;
  }

  private makeRoom(): void {
    if (this.known.size <= MAX_KNOWN) return;
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }
}

async function total(known: Known): Promise<Standing> {
  const then = await known.then;
  return {
    files: then.files + known.files,
    bytes: then.bytes + known.bytes,
    grantedBytes: then.grantedBytes + known.grantedBytes,
  };
}
