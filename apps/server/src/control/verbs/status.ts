import { z } from 'zod';
import type { ServerStatus } from '../contract.js';
import type { VerbTable } from '../verb-table.js';

/** The verb that says how the server is. */
export function statusVerbs(read: () => Promise<ServerStatus>): VerbTable {
  return { status: { params: z.object({}), run: read } };
}
