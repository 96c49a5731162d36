import { z } from 'zod';
import { auditNarrowing } from './audit.js';
import { transfersQuery } from './transfers.js';
import { userNarrowing } from './users.js';

const format = {
  format: z.enum(['csv', 'ndjson']).default('csv'),
  bom: z
    .enum(['true', 'false'])
    .default('false')
    .describe('a byte order mark before the CSV, for spreadsheets'),
};

export const transfersExportQuery = transfersQuery
  .omit({ limit: true, after: true, sort: true })
  .extend(format);
export const usersExportQuery = userNarrowing.extend(format);
export const auditExportQuery = auditNarrowing.extend(format);
export const signInsExportQuery = z.strictObject(format);
