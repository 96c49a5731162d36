import type { SqlClient, SqlValue } from '../sql/sql-client.js';
import type { Condition, TransferConditions } from './transfer-conditions.js';

/** Rows that may be fetched one by one where it helps. */
export const FEW = 10_000;

/** Columns with an index that goes on with the time of the offer, best first. */
const BY_TIME = ['sender', 'receiver', 'reason', 'state', 'method'];

/** How a branch walks. */
export interface Plan {
  /** The column whose index finds the rows; undefined where the order asked for decides. */
  readonly lead: string | undefined;
  /** The index finds at most `FEW` rows, which can be sorted as wished. */
  readonly few: boolean;
}

const findable = (branch: readonly Condition[]) => [
  ...new Set(branch.filter((one) => one.findable).map(({ column }) => column)),
];

/** Whether one index answers every condition of the branch that matters, in the order of time. */
export function isCovered(all: readonly Condition[]): boolean {
  const branch = all.filter((one) => one.weak !== true);
  const columns = new Set(branch.map(({ column }) => column));
  columns.delete('offered_at');
  const [column] = columns;
  if (column === undefined) return true;
  return columns.size === 1 && BY_TIME.includes(column) && branch.every((one) => one.findable);
}

/** The plan where nothing is known of how many rows there are. */
export function usualPlan(branch: readonly Condition[]): Plan {
  const columns = findable(branch);
  const timely = BY_TIME.find((column) => columns.includes(column));
  const only = branch.every(({ column }) => column === columns[0]) ? columns[0] : undefined;
  return { lead: timely ?? only, few: false };
}

/**
 * Asks of every branch how many rows each of its indexes finds, up to `FEW`, which costs a fraction of a millisecond,
 * and takes the best. SQLite's own guess knows nothing of the values: it takes the index of the state for `completed`, which
 * is nearly everything, as readily as for `failed`.
 */
export async function plansFor(
  reader: SqlClient,
  { branches, params }: Pick<TransferConditions, 'branches' | 'params'>,
): Promise<readonly Plan[]> {
  const asked = branches.flatMap((branch, at) =>
    findable(branch).map((column) => ({ at, column, branch })),
  );
  if (asked.length === 0) return branches.map(usualPlan);
  const all: SqlValue[] = [...params, FEW + 1];
  const counts = asked.map(({ branch, column }, i) => {
    const own = branch.filter((one) => one.findable && isOfIndex(one, column));
    const some = `SELECT 1 FROM transfers t WHERE ${whereOf(own, column)} LIMIT $${all.length}`;
    return `(SELECT count(*) FROM (${some})) AS c${i}`;
  });
  const [row = {}] = await reader.all<Record<string, number>>(`SELECT ${counts.join(', ')}`, all);
  return branches.map((branch, at) => {
    const [best] = asked
      .map((one, i) => ({ ...one, rows: row[`c${i}`] ?? 0 }))
      .filter((one) => one.at === at)
      .sort((a, b) => a.rows - b.rows);
    if (best === undefined || best.rows > FEW) return usualPlan(branch);
    return { lead: best.column, few: true };
  });
}

/** Whether the index of `lead` gives its rows in the order of time. */
export const isInOrderOfTime = (lead: string | undefined) =>
  lead === undefined || lead === 'offered_at' || BY_TIME.includes(lead);

/** Whether the index of `lead` answers a condition. */
export const isOfIndex = ({ column }: Condition, lead: string | undefined) =>
  column === lead || (column === 'offered_at' && isInOrderOfTime(lead));

/**
 * The conditions as SQL for SQLite, so that no index but that of `lead` can be taken: a `+` hides a column.
 * @param lead undefined for the order of time
 */
export function whereOf(branch: readonly Condition[], lead: string | undefined): string {
  return conjunction(
    branch.map((one) => one.sql(`${isOfIndex(one, lead) ? '' : '+'}t.${one.column}`)),
  );
}

export const conjunction = (conditions: readonly string[]) =>
  conditions.length === 0 ? '1 = 1' : conditions.join(' AND ');
