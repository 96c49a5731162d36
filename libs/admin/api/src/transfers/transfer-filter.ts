import { Jid } from '@waybill/core';
import type { TransferFilter, TransferMethod, TransferPath } from '@waybill/domain';
import { Refusal } from '../problems/refusal.js';
import { WAYS, type TransfersQuery } from '../schemas/transfers.js';
import type { NameView } from './name-view.js';

/** What of a query narrows the list. */
export type TransferNarrowing = Omit<TransfersQuery, 'limit' | 'after' | 'sort'>;

const SHORT_ID = /^wb-[0-9a-z]+$/i;

/** The short form of a transfer's id, however its letters were typed; undefined for anything else. */
export function shortIdOf(text: string): string | undefined {
  return SHORT_ID.test(text) ? `wb-${text.slice(3).toUpperCase()}` : undefined;
}

/**
 * The bare JID that someone typed: `alice@example.org`, or `alice` for an account of the first hosted domain.
 * @throws {Refusal} `invalid-jid`
 */
export function typedJid(text: string, domains: readonly string[]): string {
  const [home] = domains;
  const isName = !text.includes('@') && !domains.includes(text) && !text.includes('.');
  const jid = Jid.parse(isName && home !== undefined ? `${text}@${home}` : text);
  if (jid instanceof Jid) return jid.bare;
  throw new Refusal('invalid-jid', jid.text ?? 'not a JID');
}

/** Methods and ways of a query: `proxy` names no method but where the bytes went. */
function waysOf({ method, path }: TransferNarrowing): Pick<TransferFilter, 'methods' | 'paths'> {
  const ways: Readonly<Record<string, TransferPath>> = WAYS;
  const methods = method?.filter((word): word is TransferMethod => !(word in WAYS));
  const paths = method?.flatMap((word) => ways[word] ?? []) ?? [];
  return {
    methods: methods?.length === 0 ? undefined : methods,
    paths: paths.length === 0 ? path : paths.filter((one) => path?.includes(one) ?? true),
  };
}

/**
 * The ledger's filter of a URL.
 * @throws {Refusal} `invalid-jid`, or `names-hidden`: whoever may not see names may not guess them by searching
 */
export function toTransferFilter(
  query: TransferNarrowing,
  domains: readonly string[],
  view: NameView,
): TransferFilter {
  const shortId = query.q === undefined ? undefined : shortIdOf(query.q);
  const text = shortId === undefined ? query.q : undefined;
  if (text !== undefined && view === 'masked') throw new Refusal('names-hidden');
  const jid = (typed: string | undefined) =>
    typed === undefined ? undefined : typedJid(typed, domains);
  return {
    text,
    shortId,
    sender: jid(query.from),
    receiver: jid(query.to),
    party: jid(query.party),
    states: query.status,
    ...waysOf(query),
    reasons: query.reason,
    minBytes: query.size?.minBytes,
    maxBytes: query.size?.maxBytes,
    sinceAt: query.since?.startAt,
    untilAt: query.until?.endAt,
  };
}
