import type { Actor } from '@waybill/domain';
import type { Caller } from './admin-request.js';

/** Who acts, for the audit log. */
export function actorOf({ kind, name, address }: Caller): Actor {
  return { kind, name, address };
}
