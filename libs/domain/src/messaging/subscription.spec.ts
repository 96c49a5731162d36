import { describe, expect, it } from 'vitest';
import {
  partsOf,
  subscriptionStep,
  type Direction,
  type SubscriptionState,
  type SubscriptionVerb,
} from './subscription.js';

const STATES: readonly SubscriptionState[] = [
  'none',
  'none+out',
  'none+in',
  'none+out+in',
  'to',
  'to+in',
  'from',
  'from+out',
  'both',
];
const VERBS: readonly SubscriptionVerb[] = [
  'subscribe',
  'subscribed',
  'unsubscribe',
  'unsubscribed',
];

// RFC 6121 Appendix A.2 and A.3, one line a table, states in the order above.
// `+` routed or delivered, `-` not, `*` answered in the account's name; `=` no state change.
const TABLES: readonly (readonly [Direction, SubscriptionVerb, string])[] = [
  ['outbound', 'subscribe', '+none+out +=  +none+out+in += += += +from+out += +='],
  ['outbound', 'unsubscribe', '+= +none += +none+in +none +none+in += +from +from'],
  ['outbound', 'subscribed', '-= -= +from +from+out -= +both -= -= -='],
  ['outbound', 'unsubscribed', '-= -= +none +none+out -= +to +none +none+out +to'],
  ['inbound', 'subscribe', '+none+in +none+out+in -= -= +to+in -= *= *= *='],
  ['inbound', 'unsubscribe', '-= -= +none +none+out -= +to +none +none+out +to'],
  ['inbound', 'subscribed', '-= +to -= +to+in -= -= -= +both -='],
  ['inbound', 'unsubscribed', '-= +none -= +none+in +none +none+in -= +from +from'],
];

describe('subscriptionStep', () => {
  const cases = TABLES.flatMap(([direction, verb, line]) =>
    line
      .split(/\s+/)
      .map(
        (cell, i) => [direction, verb, STATES[i] ?? 'none', cell[0] ?? '', cell.slice(1)] as const,
      ),
  );

  it.each(cases)('%s %s in state %s: %s %s', (direction, verb, state, mark, next) => {
    expect(subscriptionStep(direction, verb, state, false)).toMatchObject({
      state: next === '=' ? state : next,
      pass: mark === '+',
      answer: mark === '*' ? 'subscribed' : undefined,
    });
  });

  it('answers a request that was approved in advance, without showing it', () => {
    for (const [state, next] of [
      ['none', 'from'],
      ['none+out', 'from+out'],
      ['to', 'both'],
    ] as const) {
      const approval = subscriptionStep('outbound', 'subscribed', state, false);
      expect(approval).toEqual({ state, approved: true, pass: false, answer: undefined });
      expect(subscriptionStep('inbound', 'subscribe', state, true)).toEqual({
        state: next,
        approved: true,
        pass: false,
        answer: 'subscribed',
      });
    }
  });

  it('takes an approval back with unsubscribed, and leaves it alone otherwise', () => {
    for (const state of STATES) {
      expect(subscriptionStep('outbound', 'unsubscribed', state, true).approved).toBe(false);
      for (const verb of VERBS) {
        expect(subscriptionStep('inbound', verb, state, true).approved).toBe(true);
      }
    }
  });

  it('keeps the two sides of every conversation in agreement', () => {
    type Pair = readonly [SubscriptionState, SubscriptionState];
    const seen = new Map<string, Pair>();
    const waiting: Pair[] = [['none', 'none']];
    for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
      const key = pair.join(' ');
      if (seen.has(key)) continue;
      seen.set(key, pair);
      for (const verb of VERBS) {
        waiting.push(exchange(pair[0], pair[1], verb));
        const [b, a] = exchange(pair[1], pair[0], verb);
        waiting.push([a, b]);
      }
    }
    for (const [a, b] of seen.values()) {
      expect(sees(a, 'to'), `${a} / ${b}`).toBe(sees(b, 'from'));
      expect(sees(a, 'from'), `${a} / ${b}`).toBe(sees(b, 'to'));
      expect(partsOf(a).ask, `${a} / ${b}`).toBe(partsOf(b).pendingIn);
    }
    expect(seen.size).toBe(9);
  });
});

function sees(state: SubscriptionState, way: 'to' | 'from'): boolean {
  const { subscription } = partsOf(state);
  return subscription === way || subscription === 'both';
}

/** One side sends, the other side hears, and answers where the table says so. */
function exchange(
  sender: SubscriptionState,
  receiver: SubscriptionState,
  verb: SubscriptionVerb,
): readonly [SubscriptionState, SubscriptionState] {
  const out = subscriptionStep('outbound', verb, sender, false);
  if (!out.pass) return [out.state, receiver];
  const heard = subscriptionStep('inbound', verb, receiver, false);
  if (heard.answer === undefined) return [out.state, heard.state];
  return [subscriptionStep('inbound', heard.answer, out.state, false).state, heard.state];
}
