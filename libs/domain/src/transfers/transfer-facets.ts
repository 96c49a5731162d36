import type { TransferFilter } from './transfer-store.js';
import type { TransferMethod, TransferReason, TransferState } from './transfer.js';

/** How many transfers have one value. */
export interface FacetCount<T> {
  readonly value: T;
  readonly count: number;
}

/**
 * What a filter would find if its states, methods or reasons were others: each list counts with the other two in
 * force and its own left out, most first. Values that nothing has are not in it.
 */
export interface TransferFacets {
  readonly states: readonly FacetCount<TransferState>[];
  readonly methods: readonly FacetCount<TransferMethod>[];
  readonly reasons: readonly FacetCount<TransferReason>[];
  /** Only so many were looked at, the newest: the counts are lower bounds. */
  readonly capped: boolean;
}

/** Transfers that share state, method and reason. */
export interface FacetGroup {
  readonly state: TransferState;
  readonly method: TransferMethod;
  readonly reason?: TransferReason | undefined;
  readonly count: number;
}

type Narrowing = Pick<TransferFilter, 'states' | 'methods' | 'reasons'>;

/** The filter that facets are counted within. */
export function withoutFacets(filter: TransferFilter): TransferFilter {
  return { ...filter, states: undefined, methods: undefined, reasons: undefined };
}

/** Sums groups, which were found without regard to `states`, `methods` and `reasons`, into facets. */
export function tallyFacets(
  groups: readonly FacetGroup[],
  { states, methods, reasons }: Narrowing,
  capped: boolean,
): TransferFacets {
  const isState = ({ state }: FacetGroup) => states?.includes(state) ?? true;
  const isMethod = ({ method }: FacetGroup) => methods?.includes(method) ?? true;
  const isReason = ({ reason }: FacetGroup) =>
    reasons === undefined || (reason !== undefined && reasons.includes(reason));
  const within = (...rules: ((group: FacetGroup) => boolean)[]) =>
    groups.filter((group) => rules.every((rule) => rule(group)));
  return {
    states: sums(within(isMethod, isReason), ({ state }) => state),
    methods: sums(within(isState, isReason), ({ method }) => method),
    reasons: sums(within(isState, isMethod), ({ reason }) => reason),
    capped,
  };
}

function sums<T extends string>(
  groups: readonly FacetGroup[],
  valueOf: (group: FacetGroup) => T | undefined,
): FacetCount<T>[] {
  const counts = new Map<T, number>();
  for (const group of groups) {
    const value = valueOf(group);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + group.count);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
