import {
  OfflineStore,
  PrivateStore,
  RosterStore,
  VcardStore,
  type OfflineBounds,
  type OfflineMessage,
  type RosterEntry,
  type RosterRecord,
} from '@waybill/domain';

interface RosterRow {
  version: number;
  readonly entries: Map<string, RosterEntry>;
}

export class MemoryRosters extends RosterStore {
  private readonly rows = new Map<string, RosterRow>();

  load(account: string): Promise<RosterRecord> {
    const row = this.rows.get(account);
    return Promise.resolve({
      version: row?.version ?? 0,
      entries: [...(row?.entries.values() ?? [])],
    });
  }

  save(account: string, version: number, entry: RosterEntry): Promise<void> {
    this.touch(account, version).entries.set(entry.contact, entry);
    return Promise.resolve();
  }

  remove(account: string, version: number, contact: string): Promise<void> {
    this.touch(account, version).entries.delete(contact);
    return Promise.resolve();
  }

  clear(account: string): Promise<void> {
    this.rows.delete(account);
    return Promise.resolve();
  }

  get accounts(): readonly string[] {
    return [...this.rows.keys()];
  }

  private touch(account: string, version: number): RosterRow {
    const row = this.rows.get(account) ?? { version, entries: new Map<string, RosterEntry>() };
    row.version = version;
    this.rows.set(account, row);
    return row;
  }
}

export class MemoryOffline extends OfflineStore {
  private readonly rows = new Map<string, OfflineMessage[]>();
  private lastId = 0;

  append(
    account: string,
    message: Omit<OfflineMessage, 'id'>,
    bounds: OfflineBounds,
  ): Promise<'stored' | 'full'> {
    const rows = this.rows.get(account) ?? [];
    const bytes = [...rows, message].reduce((sum, row) => sum + Buffer.byteLength(row.xml), 0);
    if (rows.length >= bounds.maxMessages || bytes > bounds.maxBytes) {
      return Promise.resolve('full');
    }
    this.rows.set(account, [...rows, { ...message, id: ++this.lastId }]);
    return Promise.resolve('stored');
  }

  list(account: string): Promise<readonly OfflineMessage[]> {
    return Promise.resolve(this.rows.get(account) ?? []);
  }

  removeThrough(account: string, lastId: number): Promise<void> {
    const rows = this.rows.get(account) ?? [];
    this.rows.set(
      account,
      rows.filter((row) => row.id > lastId),
    );
    return Promise.resolve();
  }

  clear(account: string): Promise<void> {
    this.rows.delete(account);
    return Promise.resolve();
  }

  expire(before: number): Promise<number> {
    let gone = 0;
    for (const [account, rows] of this.rows) {
      const kept = rows.filter((row) => row.receivedAt >= before);
      gone += rows.length - kept.length;
      this.rows.set(account, kept);
    }
    return Promise.resolve(gone);
  }
}

export class MemoryVcards extends VcardStore {
  private readonly rows = new Map<string, string>();

  load(account: string): Promise<string | undefined> {
    return Promise.resolve(this.rows.get(account));
  }

  save(account: string, xml: string): Promise<void> {
    this.rows.set(account, xml);
    return Promise.resolve();
  }

  clear(account: string): Promise<void> {
    this.rows.delete(account);
    return Promise.resolve();
  }
}

export class MemoryPrivateData extends PrivateStore {
  private readonly rows = new Map<string, Map<string, string>>();

  load(account: string, ns: string, name: string): Promise<string | undefined> {
    return Promise.resolve(this.rows.get(account)?.get(`${name} ${ns}`));
  }

  save(
    account: string,
    element: { readonly ns: string; readonly name: string; readonly xml: string },
    maxBytes: number,
  ): Promise<'stored' | 'full'> {
    const rows = new Map(this.rows.get(account));
    rows.set(`${element.name} ${element.ns}`, element.xml);
    const bytes = [...rows.values()].reduce((sum, xml) => sum + Buffer.byteLength(xml), 0);
    if (bytes > maxBytes) return Promise.resolve('full');
    this.rows.set(account, rows);
    return Promise.resolve('stored');
  }

  clear(account: string): Promise<void> {
    this.rows.delete(account);
    return Promise.resolve();
  }
}
