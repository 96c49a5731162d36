import type { Actor } from '@waybill/domain';
import type { Caller } from './admin-request.js';

/** Who acts, for the audit log. */
export function actorOf({ operator, address }: Caller): Actor {
  return { kind: 'operator', name: operator.name, address };
}
