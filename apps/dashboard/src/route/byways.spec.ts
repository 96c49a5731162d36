import { describe, expect, it } from 'vitest';
import type { TransferWay } from '../api/types';
import { bywayShape, bywaysOf } from './byways';
import { PAGE_FRAME } from './geometry';

const way = (
  kind: TransferWay['kind'],
  outcome: TransferWay['outcome'],
  addresses = ['192.0.2.1:1080'],
): TransferWay => ({ kind, outcome, addresses, streamhost: 'alice@example.org/home' });

const LABEL_HEIGHT = 12;

describe('the ways beside the one that was taken', () => {
  it('are one line a kind, with each address counted by what became of it', () => {
    const ways = [
      way('proxy', 'unused'),
      way('direct', 'unused'),
      way('direct', 'unreached', ['192.168.1.5:1080', '[::1]:1080']),
    ];
    expect(bywaysOf(ways)).toEqual([
      {
        kind: 'direct',
        outcomes: [
          { outcome: 'unreached', addresses: 2 },
          { outcome: 'unused', addresses: 1 },
        ],
      },
      { kind: 'proxy', outcomes: [{ outcome: 'unused', addresses: 1 }] },
    ]);
  });

  it('are none where only one was offered, and used', () => {
    expect(bywaysOf([way('proxy', 'used')])).toEqual([]);
    expect(bywaysOf([])).toEqual([]);
  });

  it('break off only where a client said so', () => {
    const shapes = (['unreached', 'reached', 'unused'] as const).map((outcome) =>
      bywayShape({ kind: 'proxy', outcomes: [{ outcome, addresses: 1 }] }, 'direct'),
    );
    expect(shapes.map(({ cross }) => cross !== undefined)).toEqual([true, false, false]);
  });

  it.each(['direct', 'relayed', 'in-band', 'unknown'] as const)(
    'stay inside the drawing and clear of the server when the path is %s',
    (path) => {
      const server = 4 * PAGE_FRAME.scale;
      for (const kind of ['direct', 'proxy'] as const) {
        const shape = bywayShape(
          { kind, outcomes: [{ outcome: 'unreached', addresses: 1 }] },
          path,
        );
        const control = Number(/Q\d+ (-?\d+)/u.exec(shape.d)?.[1]);
        const apex = (PAGE_FRAME.baseline + control) / 2;
        expect(Math.abs(apex - PAGE_FRAME.baseline)).toBeGreaterThan(server);
        expect(shape.labelY - LABEL_HEIGHT).toBeGreaterThan(0);
        expect(shape.labelY).toBeLessThan(PAGE_FRAME.height - 4);
        // the words stand outside of their own arc
        if (kind === 'direct') expect(shape.labelY).toBeLessThan(apex);
        else expect(shape.labelY - LABEL_HEIGHT).toBeGreaterThan(apex);
      }
    },
  );
});
