import {
  SignInStore,
  type AuditEntry,
  type SignIn,
  type SignInFailure,
  type SignInMechanism,
  type SignInPage,
  type SignInResult,
  type SignInVia,
} from '@waybill/domain';
import type { SignInRow } from '../rows/sign-in.row.js';
import type { RowNumbers, StoreContext } from '../store-context.js';

function toSignIn(row: SignInRow): SignIn {
  return {
    at: row.at,
    jid: row.jid,
    address: row.address,
    via: row.via as SignInVia,
    mechanism: row.mechanism as SignInMechanism,
    result: row.result as SignInResult,
    reason: (row.reason as SignInFailure | null) ?? undefined,
  };
}

function pageOf(rows: readonly SignInRow[], limit: number): SignInPage {
  const page = rows.slice(0, limit);
  const next = rows.length > limit ? page.at(-1)?.id : undefined;
  return { signIns: page.map(toSignIn), next };
}

/** The history of sign-ins. */
export class SqlSignInStore extends SignInStore {
  constructor(
    private readonly context: StoreContext,
    private readonly numbers: RowNumbers,
  ) {
    super();
  }

  override record(signIn: SignIn, entry: AuditEntry): Promise<void> {
    return this.context.queue.submit(async (tx) => {
      const { at, jid, address, via, mechanism, result, reason } = signIn;
      await tx.run(
        `INSERT INTO sign_ins (id, at, jid, address, via, mechanism, result, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [this.numbers.next(), at, jid, address, via, mechanism, result, reason ?? null],
      );
      tx.audit(entry);
    });
  }

  override async list(jid: string, limit: number, before?: number): Promise<SignInPage> {
    const rows = await this.context.reader.all<SignInRow>(
      'SELECT * FROM sign_ins WHERE jid = $1 AND id < $2 ORDER BY id DESC LIMIT $3',
      [jid, before ?? 2 ** 31 - 1, limit + 1],
    );
    return pageOf(rows, limit);
  }

  override async all(limit: number, before?: number): Promise<SignInPage> {
    const rows = await this.context.reader.all<SignInRow>(
      'SELECT * FROM sign_ins WHERE id < $1 ORDER BY id DESC LIMIT $2',
      [before ?? 2 ** 31 - 1, limit + 1],
    );
    return pageOf(rows, limit);
  }

  override async count(): Promise<number> {
    const [row] = await this.context.reader.all<{ total: number }>(
      'SELECT count(*) AS total FROM sign_ins',
    );
    return row?.total ?? 0;
  }

  override async countLegacy(sinceAt: number): Promise<number> {
    const [row] = await this.context.reader.all<{ total: number }>(
      `SELECT count(*) AS total FROM sign_ins
       WHERE at >= $1 AND mechanism = 'iq-auth-digest' AND result = 'ok'`,
      [sinceAt],
    );
    return row?.total ?? 0;
  }

  override prune(beforeAt: number): Promise<number> {
    return this.context.queue.submit((tx) =>
      tx.run('DELETE FROM sign_ins WHERE at < $1', [beforeAt]),
    );
  }
}
