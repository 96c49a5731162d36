import { isAbsolute } from 'node:path';
import { StoreFault } from '@waybill/domain';
import { z } from 'zod';
import type { Backups } from '../../backup/backups.js';
import { ControlFault } from '../protocol.js';
import type { VerbTable } from '../verb-table.js';

export function backupVerbs(backups: Backups): VerbTable {
  return {
    'backup.create': {
      params: z.object({
        to: z.string().min(1).max(4096).refine(isAbsolute, 'needs a whole path').optional(),
        withSecrets: z.boolean(),
      }),
      run: async (wish) => {
        try {
          const made = await backups.create({ ...wish, actor: { kind: 'command-line' } });
          const { file, bytes, manifest } = made;
          const { createdAt, secrets, database } = manifest;
          const { transfers, accounts, chain } = database;
          const auditEntries = chain.entries;
          return { file, bytes, createdAt, transfers, accounts, auditEntries, secrets };
        } catch (error) {
          return faultOf(error);
        }
      },
    },
  };
}

/** What keeps files from being written is told; anything else is a fault of ours. */
function faultOf(error: unknown): ControlFault {
  if (error instanceof StoreFault) return new ControlFault(error.code, error.message);
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return new ControlFault('not-written', message);
}
