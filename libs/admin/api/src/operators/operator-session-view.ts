import type { OperatorSession } from '@waybill/domain';
import { isoOf } from '../schemas/instants.js';

/** A signed-in browser; `current` is the one that asks. */
export function toOperatorSession(session: OperatorSession, current: OperatorSession | undefined) {
  return {
    id: session.idHash,
    current: session.idHash === current?.idHash,
    address: session.address,
    userAgent: session.userAgent ?? null,
    createdAt: isoOf(session.createdAt),
    lastUsedAt: isoOf(session.lastUsedAt),
  };
}
