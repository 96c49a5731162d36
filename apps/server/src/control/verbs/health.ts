import { z } from 'zod';
import { FINDING_AREAS, ProofFault } from '@waybill/admin-api';
import type { Checkup } from '../../check/checkup.js';
import { ControlFault } from '../protocol.js';
import type { VerbTable } from '../verb-table.js';

/** The verbs that look at everything, and try transfers out. */
export function healthVerbs(checkup: Checkup): VerbTable {
  return {
    'health.run': {
      params: z.object({
        areas: z.array(z.enum(FINDING_AREAS)).optional(),
        domain: z.string().optional(),
      }),
      run: async ({ areas, domain }) => ({ findings: await checkup.look(areas, domain) }),
    },
    'test.transfer': {
      params: z.object({
        domain: z.string(),
        bytes: z
          .number()
          .int()
          .min(1)
          .max(10 * 1024 ** 3),
      }),
      run: async ({ domain, bytes }) => {
        const proven = await checkup.testTransfer(domain, bytes);
        return proven instanceof ProofFault ? new ControlFault(proven.code, proven.text) : proven;
      },
    },
  };
}
