import {
  tallyFacets,
  withoutFacets,
  type FacetGroup,
  type TransferFacets,
  type TransferFilter,
  type TransferMethod,
  type TransferReason,
  type TransferState,
} from '@waybill/domain';
import type { SqlClient, SqlValue } from '../sql/sql-client.js';
import type { TransferQuery } from './transfer-query.js';

/** Transfers that one look goes through where no totals help; of each side where it is about either. */
const MAX_LOOKED_AT = 3_000;
const DAY_MS = 86_400_000;

interface GroupRow {
  readonly state: string;
  readonly method: string;
  readonly reason: string | null;
  readonly total: number | string;
}

interface LookedRow extends GroupRow {
  readonly looked: number | string;
  readonly branch: number;
}

const GROUPS = 'state, method, reason';

/**
 * Counts by state, method and reason in one go: from the totals by day where the filter is one of whole days, else over
 * the newest that the filter leaves.
 * @param query of the filter without its facets
 */
export async function countFacets(
  reader: SqlClient,
  filter: TransferFilter,
  query: TransferQuery,
): Promise<TransferFacets> {
  if (isOfWholeDays(filter)) return tallyFacets(await fromTotals(reader, filter), filter, false);
  await query.plan(reader, '-time');
  const { sql, params, bound } = query.groups(GROUPS, MAX_LOOKED_AT);
  const rows = await reader.all<LookedRow>(sql, params);
  const looked = new Map<number, number>();
  for (const row of rows) {
    looked.set(row.branch, (looked.get(row.branch) ?? 0) + Number(row.looked));
  }
  const groups = rows.map(toGroup).filter(({ count }) => count > 0);
  return tallyFacets(
    groups,
    filter,
    [...looked.values()].some((count) => count > bound),
  );
}

/** The same over the hits of a text search, which had to be read one by one. */
export function facetsOfHits(
  hits: readonly Omit<GroupRow, 'total'>[],
  filter: TransferFilter,
  capped: boolean,
): TransferFacets {
  const groups = hits.map((hit) => toGroup({ ...hit, total: 1 }));
  return tallyFacets(groups, filter, capped);
}

const isMidnight = (at: number | undefined) => at === undefined || at % DAY_MS === 0;

function isOfWholeDays(filter: TransferFilter): boolean {
  const { sinceAt, untilAt, ...others } = withoutFacets(filter);
  return (
    isMidnight(sinceAt) &&
    isMidnight(untilAt) &&
    Object.values(others).every((value) => value === undefined)
  );
}

/** What ended is in the totals by day; what has not is few. */
async function fromTotals(reader: SqlClient, filter: TransferFilter): Promise<FacetGroup[]> {
  const params: SqlValue[] = [];
  const add = (value: SqlValue) => `$${params.push(value)}`;
  const { sinceAt, untilAt } = filter;
  const [first] = await reader.all<{ at: number | null }>(
    'SELECT min(offered_at) AS at FROM transfers',
  );
  // totals outlive the transfers that retention takes
  const fromAt = Math.max(sinceAt ?? 0, first?.at ?? 0);
  const ended = [`day >= ${add(dayOf(fromAt))}`];
  const open = [`state IN ('offered', 'accepted', 'streaming')`, `offered_at >= ${add(fromAt)}`];
  if (untilAt !== undefined) {
    ended.push(`day < ${add(dayOf(untilAt))}`);
    open.push(`offered_at < ${add(untilAt)}`);
  }
  const rows = await reader.all<GroupRow>(
    `SELECT state, method, nullif(reason, '') AS reason, sum(transfers) AS total
       FROM transfer_days WHERE ${ended.join(' AND ')} AND transfers > 0 GROUP BY ${GROUPS}
     UNION ALL
     SELECT state, method, reason, count(*) FROM transfers WHERE ${open.join(' AND ')} GROUP BY ${GROUPS}`,
    params,
  );
  return rows.map(toGroup);
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function toGroup({ state, method, reason, total }: GroupRow): FacetGroup {
  return {
    state: state as TransferState,
    method: method as TransferMethod,
    reason: (reason ?? undefined) as TransferReason | undefined,
    count: Number(total),
  };
}
