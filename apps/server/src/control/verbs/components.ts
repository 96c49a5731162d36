import { z } from 'zod';
import type { CheckFinding } from '../contract.js';
import type { VerbTable } from '../verb-table.js';

/** The verb that tries out every attachment. */
export function componentVerbs(check: () => Promise<readonly CheckFinding[]>): VerbTable {
  return {
    'components.check': {
      params: z.object({}),
      run: async () => ({ findings: await check() }),
    },
  };
}
