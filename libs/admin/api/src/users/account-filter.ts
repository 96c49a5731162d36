import type { AccountFilter } from '@waybill/domain';
import type { UserNarrowing } from '../schemas/users.js';

const DAY_MS = 86_400_000;

/** The directory's filter of a query. */
export function accountFilter(
  { q, status, host, inactive, legacy }: UserNarrowing,
  now: number,
): AccountFilter {
  return {
    text: q,
    status,
    domain: host,
    legacySignIn: legacy === undefined ? undefined : legacy === 'true',
    notSeenSinceAt: inactive === undefined ? undefined : now - inactive * DAY_MS,
  };
}
