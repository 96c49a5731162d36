import { expect, it } from 'vitest';
import { tallyFacets, type FacetGroup } from './transfer-facets.js';

const groups: readonly FacetGroup[] = [
  { state: 'completed', method: 'si-socks5', reason: undefined, count: 7 },
  { state: 'failed', method: 'si-socks5', reason: 'peer-gone', count: 2 },
  { state: 'failed', method: 'si-ibb', reason: 'io-error', count: 3 },
];

it('counts every value where nothing is chosen, most first', () => {
  expect(tallyFacets(groups, {}, false)).toEqual({
    states: [
      { value: 'completed', count: 7 },
      { value: 'failed', count: 5 },
    ],
    methods: [
      { value: 'si-socks5', count: 9 },
      { value: 'si-ibb', count: 3 },
    ],
    reasons: [
      { value: 'io-error', count: 3 },
      { value: 'peer-gone', count: 2 },
    ],
    capped: false,
  });
});

it('leaves the choice of a facet itself out of its own counts, and no other', () => {
  const facets = tallyFacets(groups, { states: ['failed'], methods: ['si-ibb'] }, true);
  expect(facets).toEqual({
    states: [{ value: 'failed', count: 3 }],
    methods: [
      { value: 'si-ibb', count: 3 },
      { value: 'si-socks5', count: 2 },
    ],
    reasons: [{ value: 'io-error', count: 3 }],
    capped: true,
  });
  const none = tallyFacets(groups, { reasons: [] }, false);
  expect([none.states, none.methods]).toEqual([[], []]);
  expect(none.reasons).toHaveLength(2);
});
