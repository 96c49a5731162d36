import type { TransferPath, TransferWay } from '../api/types';
import { PAGE_FRAME, pointOnCurve } from './geometry';

export type BywayOutcome = Exclude<TransferWay['outcome'], 'used'>;

/** The ways of one kind that the bytes did not take: one line of the drawing. */
export interface Byway {
  readonly kind: TransferWay['kind'];
  /** Addresses by what became of them, the most telling first; never empty. */
  readonly outcomes: readonly { readonly outcome: BywayOutcome; readonly addresses: number }[];
}

/** Where a byway runs on the large drawing, in its units. */
export interface BywayShape {
  readonly d: string;
  readonly labelY: number;
  /** Where it broke off; undefined where nobody said that it did. */
  readonly cross: { readonly x: number; readonly y: number } | undefined;
}

const TELLING: readonly BywayOutcome[] = ['unreached', 'reached', 'unused'];

/** What was offered beside the way that the bytes took, direct addresses before proxies. */
export function bywaysOf(ways: readonly TransferWay[]): readonly Byway[] {
  return (['direct', 'proxy'] as const).flatMap((kind) => {
    const outcomes = TELLING.flatMap((outcome) => {
      const found = ways.filter((way) => way.kind === kind && way.outcome === outcome);
      const addresses = found.reduce((sum, way) => sum + way.addresses.length, 0);
      return addresses === 0 ? [] : [{ outcome, addresses }];
    });
    return outcomes.length === 0 ? [] : [{ kind, outcomes }];
  });
}

/** Room above the line for an arc, below one for the arc that the bytes took, and under the server. */
const ABOVE = { controlY: -4, labelY: 25 };
const BENEATH_ARC = { controlY: 44, labelY: 52 };
const BELOW = { controlY: 108, labelY: 109 };
/** Right of the label, towards the side that had to connect. */
const CROSS_AT = 0.82;

/** A direct way is an arc, as where it is taken; one by a proxy passes below. */
export function bywayShape({ kind, outcomes }: Byway, path: TransferPath): BywayShape {
  const { startX, serverX, endX, baseline } = PAGE_FRAME;
  const arc = path === 'direct' ? BENEATH_ARC : ABOVE;
  const { controlY, labelY } = kind === 'direct' ? arc : BELOW;
  const d = `M${String(startX)} ${String(baseline)}Q${String(serverX)} ${String(controlY)} ${String(endX)} ${String(baseline)}`;
  const broke = outcomes.some(({ outcome }) => outcome === 'unreached');
  const cross = broke ? pointOnCurve({ ...PAGE_FRAME, arcY: controlY }, CROSS_AT) : undefined;
  return { d, labelY, cross };
}
