import {
  AccountStore,
  SignInStore,
  type Account,
  type AccountChange,
  type AccountCredentials,
  type AccountCursor,
  type AccountFilter,
  type AccountPage,
  type AccountSort,
  type AuditEntry,
  type LegacySignIn,
  type ScramKeys,
  type SealedSecret,
  type SignIn,
  type SignInPage,
} from '@waybill/domain';

/** Accounts in memory. */
export class MemoryAccounts extends AccountStore {
  readonly rows = new Map<string, AccountCredentials>();

  constructor(private readonly entries: AuditEntry[]) {
    super();
  }

  override add(account: Account, scram: ScramKeys, entry: AuditEntry) {
    if (this.rows.has(account.jid)) return Promise.resolve(false);
    return this.put({ account, scram }, entry);
  }

  override find(jid: string) {
    return Promise.resolve(this.rows.get(jid)?.account);
  }

  override credentials(jid: string) {
    return Promise.resolve(this.rows.get(jid));
  }

  override change(jid: string, change: AccountChange, entry: AuditEntry) {
    const row = this.rows.get(jid);
    if (row === undefined) return Promise.resolve(false);
    return this.put({ ...row, account: { ...row.account, ...change } }, entry);
  }

  override setKeys(jid: string, scram: ScramKeys, entry: AuditEntry) {
    const row = this.rows.get(jid);
    return row === undefined ? Promise.resolve(false) : this.put({ ...row, scram }, entry);
  }

  override setLegacySignIn(
    jid: string,
    legacy: { readonly mark: LegacySignIn; readonly secret: SealedSecret } | undefined,
    entry: AuditEntry,
  ) {
    const row = this.rows.get(jid);
    if (row === undefined) return Promise.resolve(false);
    const account = { ...row.account, legacySignIn: legacy?.mark };
    return this.put({ ...row, account, legacySecret: legacy?.secret }, entry);
  }

  override seen(jid: string, at: number, address: string | undefined) {
    const row = this.rows.get(jid);
    if (row !== undefined) {
      const account = { ...row.account, lastSeenAt: at, lastSeenAddress: address };
      this.rows.set(jid, { ...row, account });
    }
    return Promise.resolve();
  }

  override remove(jid: string, entry: AuditEntry) {
    this.entries.push(entry);
    return Promise.resolve(this.rows.delete(jid));
  }

  override list(
    filter: AccountFilter,
    sort: AccountSort,
    limit: number,
    after?: AccountCursor,
  ): Promise<AccountPage> {
    const value = (account: Account) =>
      sort === 'jid' ? 0 : ((sort === '-created' ? account.createdAt : account.lastSeenAt) ?? 0);
    const rows = this.matching(filter)
      .sort((a, b) => value(b) - value(a) || (a.jid < b.jid ? -1 : 1))
      .filter(
        (one) =>
          after === undefined ||
          value(one) < after.value ||
          (value(one) === after.value && one.jid > after.jid),
      );
    const accounts = rows.slice(0, limit);
    const last = rows.length > limit ? accounts.at(-1) : undefined;
    const next = last === undefined ? undefined : { value: value(last), jid: last.jid };
    return Promise.resolve({ accounts, next });
  }

  override count(filter: AccountFilter) {
    return Promise.resolve(this.matching(filter).length);
  }

  private matching({ text, status, domain, notSeenSinceAt }: AccountFilter): Account[] {
    return [...this.rows.values()]
      .map(({ account }) => account)
      .filter((one) => status === undefined || one.status === status)
      .filter((one) => domain === undefined || one.domain === domain)
      .filter(
        ({ createdAt, lastSeenAt = createdAt }) =>
          notSeenSinceAt === undefined || Math.max(createdAt, lastSeenAt) < notSeenSinceAt,
      )
      .filter((one) => text === undefined || `${one.jid} ${one.note ?? ''}`.includes(text));
  }

  private put(row: AccountCredentials, entry: AuditEntry): Promise<boolean> {
    this.rows.set(row.account.jid, row);
    this.entries.push(entry);
    return Promise.resolve(true);
  }
}

export class MemorySignIns extends SignInStore {
  readonly rows: SignIn[] = [];

  override record(signIn: SignIn) {
    this.rows.push(signIn);
    return Promise.resolve();
  }

  override list(jid: string, limit: number, before = this.rows.length): Promise<SignInPage> {
    const found = this.rows
      .map((signIn, row) => ({ signIn, row }))
      .filter(({ signIn, row }) => signIn.jid === jid && row < before)
      .reverse();
    const page = found.slice(0, limit);
    return Promise.resolve({
      signIns: page.map(({ signIn }) => signIn),
      next: found.length > limit ? page.at(-1)?.row : undefined,
    });
  }

  override all(limit: number, before = this.rows.length) {
    const start = Math.max(0, before - limit);
    const signIns = this.rows.slice(start, before).reverse();
    return Promise.resolve({ signIns, next: start > 0 ? start : undefined });
  }

  override count() {
    return Promise.resolve(this.rows.length);
  }

  override countLegacy() {
    return Promise.resolve(0);
  }

  override prune() {
    return Promise.resolve(0);
  }
}
