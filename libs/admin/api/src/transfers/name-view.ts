import type { Caller } from '../http/admin-request.js';

/** Whether file names are shown as they are, or shortened. */
export type NameView = 'names' | 'masked';

/** How whoever asks sees file names. */
export function nameViewOf({ permissions }: Pick<Caller, 'permissions'>): NameView {
  return permissions.includes('transfers:names') ? 'names' : 'masked';
}
