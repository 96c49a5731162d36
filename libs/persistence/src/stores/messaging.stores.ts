import {
  OfflineStore,
  PrivateStore,
  RosterStore,
  VcardStore,
  type OfflineBounds,
  type OfflineMessage,
  type RosterEntry,
  type RosterRecord,
  type Subscription,
} from '@waybill/domain';
import type { OfflineMessageRow } from '../rows/offline-message.row.js';
import type { RosterItemRow } from '../rows/roster.row.js';
import type { RowNumbers, StoreContext } from '../store-context.js';
import type { WriteTransaction } from '../write-queue.js';

function toRosterEntry(row: RosterItemRow): RosterEntry {
  return {
    contact: row.contact,
    listed: Boolean(row.listed),
    name: row.name ?? undefined,
    groups: JSON.parse(row.groups) as string[],
    subscription: row.subscription as Subscription,
    ask: Boolean(row.ask),
    approved: Boolean(row.approved),
    request:
      row.request_at === null
        ? undefined
        : { receivedAt: row.request_at, inner: row.request_inner ?? '' },
  };
}

/** Rosters and their versions. */
export class SqlRosterStore extends RosterStore {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override async load(account: string): Promise<RosterRecord> {
    const rows = await this.context.reader.all<RosterItemRow & { version: number | null }>(
      `SELECT i.*, v.version FROM roster_versions v
       LEFT JOIN roster_items i ON i.account = v.account WHERE v.account = $1 ORDER BY i.contact`,
      [account],
    );
    const items = rows.filter(({ contact }) => contact !== null);
    return { version: rows[0]?.version ?? 0, entries: items.map(toRosterEntry) };
  }

  override save(account: string, version: number, entry: RosterEntry): Promise<void> {
    return this.context.queue.submit(async (tx) => {
      const flag = (value: boolean) => (value ? 'true' : 'false');
      await tx.run(
        `INSERT INTO roster_items (account, contact, listed, name, groups, subscription, ask, approved,
           request_at, request_inner)
         VALUES ($1, $2, ${flag(entry.listed)}, $3, $4, $5, ${flag(entry.ask)}, ${flag(entry.approved)}, $6, $7)
         ON CONFLICT (account, contact) DO UPDATE SET listed = excluded.listed, name = excluded.name,
           groups = excluded.groups, subscription = excluded.subscription, ask = excluded.ask,
           approved = excluded.approved, request_at = excluded.request_at,
           request_inner = excluded.request_inner`,
        [
          account,
          entry.contact,
          entry.name ?? null,
          JSON.stringify(entry.groups),
          entry.subscription,
          entry.request?.receivedAt ?? null,
          entry.request?.inner ?? null,
        ],
      );
      await writeVersion(tx, account, version);
    });
  }

  override remove(account: string, version: number, contact: string): Promise<void> {
    return this.context.queue.submit(async (tx) => {
      await tx.run('DELETE FROM roster_items WHERE account = $1 AND contact = $2', [
        account,
        contact,
      ]);
      await writeVersion(tx, account, version);
    });
  }

  override clear(account: string): Promise<void> {
    return this.context.queue.submit(async (tx) => {
      await tx.run('DELETE FROM roster_items WHERE account = $1', [account]);
      await tx.run('DELETE FROM roster_versions WHERE account = $1', [account]);
    });
  }
}

async function writeVersion(tx: WriteTransaction, account: string, version: number): Promise<void> {
  await tx.run(
    `INSERT INTO roster_versions (account, version) VALUES ($1, $2)
     ON CONFLICT (account) DO UPDATE SET version = excluded.version`,
    [account, version],
  );
}

/** Messages that wait for their receivers. */
export class SqlOfflineStore extends OfflineStore {
  constructor(
    private readonly context: StoreContext,
    private readonly numbers: RowNumbers,
  ) {
    super();
  }

  override append(
    account: string,
    message: Omit<OfflineMessage, 'id'>,
    bounds: OfflineBounds,
  ): Promise<'stored' | 'full'> {
    return this.context.queue.submit(async (tx) => {
      const bytes = Buffer.byteLength(message.xml);
      const [held] = await tx.all<{ messages: number; bytes: number }>(
        `SELECT count(*) AS messages, coalesce(sum(bytes), 0) AS bytes
         FROM offline_messages WHERE account = $1`,
        [account],
      );
      if ((held?.messages ?? 0) + 1 > bounds.maxMessages) return 'full';
      if (Number(held?.bytes ?? 0) + bytes > bounds.maxBytes) return 'full';
      await tx.run(
        `INSERT INTO offline_messages (id, account, received_at, bytes, xml)
         VALUES ($1, $2, $3, $4, $5)`,
        [this.numbers.next(), account, message.receivedAt, bytes, message.xml],
      );
      return 'stored';
    });
  }

  override async list(account: string): Promise<readonly OfflineMessage[]> {
    const rows = await this.context.reader.all<OfflineMessageRow>(
      'SELECT * FROM offline_messages WHERE account = $1 ORDER BY id',
      [account],
    );
    return rows.map(({ id, received_at, xml }) => ({ id, receivedAt: received_at, xml }));
  }

  override async removeThrough(account: string, lastId: number): Promise<void> {
    await this.context.queue.submit((tx) =>
      tx.run('DELETE FROM offline_messages WHERE account = $1 AND id <= $2', [account, lastId]),
    );
  }

  override async clear(account: string): Promise<void> {
    await this.context.queue.submit((tx) =>
      tx.run('DELETE FROM offline_messages WHERE account = $1', [account]),
    );
  }

  override expire(before: number): Promise<number> {
    return this.context.queue.submit((tx) =>
      tx.run('DELETE FROM offline_messages WHERE received_at < $1', [before]),
    );
  }
}

/** vCards. */
export class SqlVcardStore extends VcardStore {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override async load(account: string): Promise<string | undefined> {
    const [row] = await this.context.reader.all<{ xml: string }>(
      'SELECT xml FROM vcards WHERE account = $1',
      [account],
    );
    return row?.xml;
  }

  override async save(account: string, xml: string): Promise<void> {
    await this.context.queue.submit((tx) =>
      tx.run(
        `INSERT INTO vcards (account, xml) VALUES ($1, $2)
         ON CONFLICT (account) DO UPDATE SET xml = excluded.xml`,
        [account, xml],
      ),
    );
  }

  override async clear(account: string): Promise<void> {
    await this.context.queue.submit((tx) =>
      tx.run('DELETE FROM vcards WHERE account = $1', [account]),
    );
  }
}

/** Clients' own XML. */
export class SqlPrivateStore extends PrivateStore {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override async load(account: string, ns: string, name: string): Promise<string | undefined> {
    const [row] = await this.context.reader.all<{ xml: string }>(
      'SELECT xml FROM private_elements WHERE account = $1 AND ns = $2 AND name = $3',
      [account, ns, name],
    );
    return row?.xml;
  }

  override save(
    account: string,
    element: { readonly ns: string; readonly name: string; readonly xml: string },
    maxBytes: number,
  ): Promise<'stored' | 'full'> {
    return this.context.queue.submit(async (tx) => {
      const { ns, name, xml } = element;
      const bytes = Buffer.byteLength(xml);
      const [others] = await tx.all<{ bytes: number }>(
        `SELECT coalesce(sum(bytes), 0) AS bytes FROM private_elements
         WHERE account = $1 AND NOT (ns = $2 AND name = $3)`,
        [account, ns, name],
      );
      if (Number(others?.bytes ?? 0) + bytes > maxBytes) return 'full';
      await tx.run(
        `INSERT INTO private_elements (account, ns, name, bytes, xml) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (account, ns, name) DO UPDATE SET bytes = excluded.bytes, xml = excluded.xml`,
        [account, ns, name, bytes, xml],
      );
      return 'stored';
    });
  }

  override async clear(account: string): Promise<void> {
    await this.context.queue.submit((tx) =>
      tx.run('DELETE FROM private_elements WHERE account = $1', [account]),
    );
  }
}
