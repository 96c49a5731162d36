import type { RosterEntry, Subscription } from './roster-store.js';

/** The nine states of a subscription, seen from one side. @see RFC 6121 Appendix A.1 */
export type SubscriptionState =
  'none' | 'none+out' | 'none+in' | 'none+out+in' | 'to' | 'to+in' | 'from' | 'from+out' | 'both';

/** The presence types that change a subscription. */
export type SubscriptionVerb = 'subscribe' | 'subscribed' | 'unsubscribe' | 'unsubscribed';

/** Where the stanza comes from: the account itself, or the contact. */
export type Direction = 'outbound' | 'inbound';

/** What one presence stanza does to a subscription. */
export interface SubscriptionStep {
  readonly state: SubscriptionState;
  readonly approved: boolean;
  /** Outbound: send it to the contact. Inbound: show it to the account's clients. */
  readonly pass: boolean;
  /** Answer the contact in the account's name. */
  readonly answer: 'subscribed' | undefined;
}

type Row = readonly [pass: 'pass' | 'stop' | 'answer', next?: SubscriptionState];
type Table = Readonly<Record<SubscriptionState, Row>>;

const PASS: Row = ['pass'];
const STOP: Row = ['stop'];
const ANSWER: Row = ['answer'];

// RFC 6121 Appendix A.2: one row a state; without a next state there is no change
const OUTBOUND: Readonly<Record<SubscriptionVerb, Table>> = {
  // A.2.1
  subscribe: {
    none: ['pass', 'none+out'],
    'none+out': PASS,
    'none+in': ['pass', 'none+out+in'],
    'none+out+in': PASS,
    to: PASS,
    'to+in': PASS,
    from: ['pass', 'from+out'],
    'from+out': PASS,
    both: PASS,
  },
  // A.2.2
  unsubscribe: {
    none: PASS,
    'none+out': ['pass', 'none'],
    'none+in': PASS,
    'none+out+in': ['pass', 'none+in'],
    to: ['pass', 'none'],
    'to+in': ['pass', 'none+in'],
    from: PASS,
    'from+out': ['pass', 'from'],
    both: ['pass', 'from'],
  },
  // A.2.3
  subscribed: {
    none: STOP,
    'none+out': STOP,
    'none+in': ['pass', 'from'],
    'none+out+in': ['pass', 'from+out'],
    to: STOP,
    'to+in': ['pass', 'both'],
    from: STOP,
    'from+out': STOP,
    both: STOP,
  },
  // A.2.4
  unsubscribed: {
    none: STOP,
    'none+out': STOP,
    'none+in': ['pass', 'none'],
    'none+out+in': ['pass', 'none+out'],
    to: STOP,
    'to+in': ['pass', 'to'],
    from: ['pass', 'none'],
    'from+out': ['pass', 'none+out'],
    both: ['pass', 'to'],
  },
};

// RFC 6121 Appendix A.3
const INBOUND: Readonly<Record<SubscriptionVerb, Table>> = {
  // A.3.1; who is subscribed already is answered without asking the account again (§3.1.3)
  subscribe: {
    none: ['pass', 'none+in'],
    'none+out': ['pass', 'none+out+in'],
    'none+in': STOP,
    'none+out+in': STOP,
    to: ['pass', 'to+in'],
    'to+in': STOP,
    from: ANSWER,
    'from+out': ANSWER,
    both: ANSWER,
  },
  // A.3.2
  unsubscribe: {
    none: STOP,
    'none+out': STOP,
    'none+in': ['pass', 'none'],
    'none+out+in': ['pass', 'none+out'],
    to: STOP,
    'to+in': ['pass', 'to'],
    from: ['pass', 'none'],
    'from+out': ['pass', 'none+out'],
    both: ['pass', 'to'],
  },
  // A.3.3
  subscribed: {
    none: STOP,
    'none+out': ['pass', 'to'],
    'none+in': STOP,
    'none+out+in': ['pass', 'to+in'],
    to: STOP,
    'to+in': STOP,
    from: STOP,
    'from+out': ['pass', 'both'],
    both: STOP,
  },
  // A.3.4
  unsubscribed: {
    none: STOP,
    'none+out': ['pass', 'none'],
    'none+in': STOP,
    'none+out+in': ['pass', 'none+in'],
    to: ['pass', 'none'],
    'to+in': ['pass', 'none+in'],
    from: STOP,
    'from+out': ['pass', 'from'],
    both: ['pass', 'from'],
  },
};

// RFC 6121 §3.4: what an approved request leads to
const PRE_APPROVED: Partial<Readonly<Record<SubscriptionState, SubscriptionState>>> = {
  none: 'from',
  'none+out': 'from+out',
  to: 'both',
};

/**
 * Applies one subscription stanza to one side's state.
 * @param approved whether the account has approved the contact's request in advance
 * @see RFC 6121 §3, Appendix A
 */
export function subscriptionStep(
  direction: Direction,
  verb: SubscriptionVerb,
  state: SubscriptionState,
  approved: boolean,
): SubscriptionStep {
  const table = direction === 'outbound' ? OUTBOUND : INBOUND;
  const [pass, next = state] = table[verb][state];
  const asked = PRE_APPROVED[state];
  if (direction === 'inbound' && verb === 'subscribe' && approved && asked !== undefined) {
    return { state: asked, approved: true, pass: false, answer: 'subscribed' };
  }
  return {
    state: next,
    approved: approvedAfter(direction, verb, state, approved),
    pass: pass === 'pass',
    answer: pass === 'answer' ? 'subscribed' : undefined,
  };
}

/** Approval in advance is given and taken back by the account alone. @see RFC 6121 §3.4.2, Appendix A.2.3, A.2.4 */
function approvedAfter(
  direction: Direction,
  verb: SubscriptionVerb,
  state: SubscriptionState,
  approved: boolean,
): boolean {
  if (direction === 'inbound') return approved;
  if (verb === 'unsubscribed') return false;
  return approved || (verb === 'subscribed' && PRE_APPROVED[state] !== undefined);
}

/** The named state of an entry; no entry is `none`. */
export function stateOf(entry: RosterEntry | undefined): SubscriptionState {
  if (entry === undefined) return 'none';
  const out = entry.ask;
  const pendingIn = entry.request !== undefined;
  switch (entry.subscription) {
    case 'none':
      if (out) return pendingIn ? 'none+out+in' : 'none+out';
      return pendingIn ? 'none+in' : 'none';
    case 'to':
      return pendingIn ? 'to+in' : 'to';
    case 'from':
      return out ? 'from+out' : 'from';
    case 'both':
      return 'both';
  }
}

/** What an entry keeps of a state: the subscription, and whether a request waits on either side. */
export function partsOf(state: SubscriptionState): {
  readonly subscription: Subscription;
  readonly ask: boolean;
  readonly pendingIn: boolean;
} {
  const [subscription, ...pending] = state.split('+') as [Subscription, ...string[]];
  return { subscription, ask: pending.includes('out'), pendingIn: pending.includes('in') };
}

/** Whether the contact may see the account's presence. */
export function seesAccount(entry: RosterEntry | undefined): boolean {
  return entry?.subscription === 'from' || entry?.subscription === 'both';
}

/** Whether the account may see the contact's presence. */
export function seesContact(entry: RosterEntry | undefined): boolean {
  return entry?.subscription === 'to' || entry?.subscription === 'both';
}
