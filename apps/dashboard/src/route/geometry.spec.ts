import { describe, expect, it } from 'vitest';
import { PAGE_FRAME, ROW_FRAME, percentX, routeShape, routeVariant } from './geometry';
import type { RouteFacts } from './geometry';

const facts = (part: Partial<RouteFacts>): RouteFacts => ({
  state: 'completed',
  path: 'relayed',
  percent: null,
  moved: true,
  ...part,
});
const row = (part: Partial<RouteFacts>) => routeShape(ROW_FRAME, facts(part));

describe('the eight drawings of the route', () => {
  it('draws a direct one as an arc over a hollow server, with dotted signalling below', () => {
    const shape = row({ path: 'direct', state: 'handed-over', moved: false });
    expect(shape.variant).toBe('direct');
    expect(shape.server).toBe('hollow');
    expect(shape.mark).toBe('handed-over');
    expect(shape.lines).toContainEqual({ d: 'M13 14Q66 -6 119 14', style: 'solid', done: true });
    expect(shape.lines.filter((line) => line.style === 'dotted').map((line) => line.d)).toEqual([
      'M13 14H59.5',
      'M72.5 14H119',
    ]);
  });

  it('draws one through the proxy as a solid line through a filled server', () => {
    const shape = row({});
    expect(shape.server).toBe('filled');
    expect(shape.lines).toEqual([{ d: 'M13 14H119', style: 'solid', done: true }]);
    expect(shape.mark).toBe('delivered');
  });

  it('draws an in-band one as a broken line past a hollow server', () => {
    const shape = row({ path: 'in-band' });
    expect(shape.server).toBe('hollow');
    expect(shape.lines.every((line) => line.style === 'broken' && line.done)).toBe(true);
  });

  it('draws an upload with the server as a store', () => {
    expect(row({ path: 'stored' }).server).toBe('store');
  });

  it('draws a live one to its percent, with the head there', () => {
    const shape = row({ state: 'streaming', percent: 50 });
    expect(shape.variant).toBe('live');
    expect(shape.mark).toBe('halo');
    expect(shape.markX).toBe(66);
    expect(shape.lines).toEqual([
      { d: 'M13 14H66', style: 'solid', done: true },
      { d: 'M66 14H119', style: 'solid', done: false },
    ]);
  });

  it('puts a cross where a failed one stopped, and a square where a cancelled one was stopped', () => {
    const failed = row({ state: 'failed', percent: 41 });
    expect([failed.mark, failed.markX]).toEqual(['cross', 56.46]);
    const cancelled = row({ state: 'cancelled', percent: 72 });
    expect([cancelled.mark, cancelled.markX]).toEqual(['square', 89.32]);
  });

  it("puts a bar at the receiver's door for a declined one, and no line", () => {
    const shape = row({ state: 'declined', path: 'unknown', moved: false });
    expect(shape.mark).toBe('bar');
    expect(shape.lines).toEqual([]);
    expect(shape.server).toBe('hollow');
  });
});

describe('what nobody can know is not drawn', () => {
  it('shows no head on a direct route that is running', () => {
    expect(row({ state: 'streaming', path: 'direct', moved: false }).mark).toBe('none');
  });

  it('takes bytes of an unknown total as far as the server and no further', () => {
    expect(row({ state: 'streaming', percent: null }).markX).toBe(ROW_FRAME.serverX);
  });

  it('draws only talk ahead of a transfer that failed before its first byte', () => {
    const shape = row({ state: 'failed', moved: false });
    expect(shape.lines.filter((line) => !line.done).every((line) => line.style === 'dotted')).toBe(
      true,
    );
    expect(shape.markX).toBeLessThan(30);
  });

  it('draws a direct one that a client confirmed as delivered', () => {
    expect(row({ path: 'direct', state: 'completed' }).mark).toBe('delivered');
  });

  it('ends an arc that failed upon the arc', () => {
    const shape = row({ path: 'direct', state: 'failed', percent: 50 });
    expect([shape.markX, shape.markY]).toEqual([66, 4]);
  });
});

describe('percentX', () => {
  it('maps 0 and 100 to the ends of the line, and keeps nonsense between them', () => {
    expect([0, 100, -5, 140].map((percent) => percentX(ROW_FRAME, percent))).toEqual([
      13, 119, 13, 119,
    ]);
    expect(percentX(PAGE_FRAME, 50)).toBe(PAGE_FRAME.serverX);
  });
});

describe('routeVariant', () => {
  it('lets the outcome go before the way', () => {
    expect(routeVariant(facts({ state: 'failed', path: 'direct' }))).toBe('failed');
    expect(routeVariant(facts({ state: 'offered', path: 'unknown' }))).toBe('waiting');
    expect(routeVariant(facts({ state: 'expired', path: 'unknown' }))).toBe('expired');
  });
});
