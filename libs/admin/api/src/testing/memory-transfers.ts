import {
  hasEnded,
  tallyFacets,
  TransferStore,
  type DailyTotal,
  type Transfer,
  type TransferCursor,
  type TransferFilter,
  type TransferPage,
  type TransferRecord,
  type TransferSort,
  type TransferStep,
  withoutFacets,
} from '@waybill/domain';

/** The ledger's rows in memory, in order of insertion. */
export class MemoryTransfers extends TransferStore {
  readonly rows: Transfer[] = [];
  readonly timeline = new Map<string, TransferStep[]>();
  days: DailyTotal[] = [];
  /** What the last `list` was asked for. */
  lastFilter: TransferFilter = {};

  override record(records: readonly TransferRecord[]) {
    for (const { transfer, created, steps } of records) {
      if (created) this.rows.push(transfer);
      else this.rows[this.rows.findIndex((one) => one.id === transfer.id)] = transfer;
      this.timeline.set(transfer.id, [...(this.timeline.get(transfer.id) ?? []), ...steps]);
    }
    return Promise.resolve();
  }

  override find(id: string) {
    return Promise.resolve(this.rows.find((one) => one.id === id));
  }

  override findByShortId(shortId: string) {
    return Promise.resolve(this.rows.find((one) => one.shortId === shortId));
  }

  override steps(transferId: string) {
    return Promise.resolve(this.timeline.get(transferId) ?? []);
  }

  override list(
    filter: TransferFilter,
    _sort: TransferSort,
    limit: number,
    after?: TransferCursor,
  ): Promise<TransferPage> {
    this.lastFilter = filter;
    const found = this.rows
      .map((transfer, row) => ({ transfer, row }))
      .filter(({ transfer }) => matches(transfer, filter))
      .filter(({ row }) => after === undefined || row < after.row)
      .reverse();
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const next = last === undefined ? undefined : { value: last.transfer.offeredAt, row: last.row };
    return Promise.resolve({ transfers: page.map(({ transfer }) => transfer), next });
  }

  override count(filter: TransferFilter) {
    const total = this.rows.filter((one) => matches(one, filter)).length;
    return Promise.resolve({ total, capped: false });
  }

  override facets(filter: TransferFilter) {
    const found = this.rows.filter((one) => matches(one, withoutFacets(filter)));
    const groups = found.map(({ state, method, reason }) => ({ state, method, reason, count: 1 }));
    return Promise.resolve(tallyFacets(groups, filter, false));
  }

  override open() {
    return Promise.resolve(this.rows.filter((one) => !hasEnded(one.state)));
  }

  override daily(sinceDay: string) {
    return Promise.resolve(this.days.filter(({ day }) => day >= sinceDay));
  }
}

function matches(transfer: Transfer, filter: TransferFilter): boolean {
  const { text, sender, receiver, shortId, states, sinceAt } = filter;
  return (
    (text === undefined || (transfer.declared.name ?? '').includes(text)) &&
    (sender === undefined || transfer.sender.bareJid === sender) &&
    (receiver === undefined || transfer.receiver.bareJid === receiver) &&
    (shortId === undefined || transfer.shortId === shortId) &&
    (states === undefined || states.includes(transfer.state)) &&
    (sinceAt === undefined || transfer.offeredAt >= sinceAt)
  );
}
