import { useSession } from '../api/queries';
import type { SessionInfo } from '../api/types';

export type Permission = NonNullable<SessionInfo['operator']>['permissions'][number];

/** Whether the role of whoever is signed in allows it. The server decides; this only spares a refusal. */
export function useMay(permission: Permission): boolean {
  return useSession().data?.operator?.permissions.includes(permission) ?? false;
}
