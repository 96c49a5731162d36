import { Jid } from '@waybill/core';
import type { TransferFilter } from '@waybill/domain';
import { Refusal } from '../problems/refusal.js';
import type { TransfersQuery } from '../schemas/transfers.js';
import type { NameView } from './transfer-views.js';

const SHORT_ID = /^wb-[0-9a-z]+$/i;

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

/**
 * The ledger's filter of a URL.
 * @throws {Refusal} `invalid-jid`, or `names-hidden`: whoever may not see names may not guess them by searching
 */
export function toTransferFilter(
  query: TransfersQuery,
  domains: readonly string[],
  view: NameView,
): TransferFilter {
  const isId = query.q !== undefined && SHORT_ID.test(query.q);
  if (query.q !== undefined && !isId && view === 'masked') throw new Refusal('names-hidden');
  const jid = (text: string | undefined) =>
    text === undefined ? undefined : typedJid(text, domains);
  return {
    text: isId ? undefined : query.q,
    shortId: isId ? query.q?.toLowerCase() : undefined,
    sender: jid(query.from),
    receiver: jid(query.to),
    party: jid(query.party),
    states: query.status,
    methods: query.method,
    reasons: query.reason,
    minBytes: query.size?.minBytes,
    maxBytes: query.size?.maxBytes,
    sinceAt: query.since?.startAt,
    untilAt: query.until?.endAt,
  };
}
