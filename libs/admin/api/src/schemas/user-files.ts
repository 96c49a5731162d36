import { z } from 'zod';
import { count, jidText, named } from './common.js';
import { instant } from './common.js';
import { userNarrowing } from './users.js';

const MAX_CHOSEN = 1000;

const chosen = {
  jids: z.array(jidText).min(1).max(MAX_CHOSEN).optional().describe('these accounts'),
  matching: userNarrowing.optional().describe('all accounts that match, as in the list'),
  expected: count.optional().describe('how many match; the change is refused when it is not so'),
};
const isEither = (body: { jids?: unknown; matching?: unknown; expected?: unknown }) =>
  (body.jids === undefined) !== (body.matching === undefined) &&
  (body.matching === undefined) === (body.expected === undefined);
const EITHER = { message: 'either jids, or matching with expected', path: ['jids'] };

export const bulkChange = named(
  'UserBulkChange',
  z
    .strictObject({
      ...chosen,
      action: z.enum(['lock', 'unlock', 'note']),
      reason: z.string().max(1000).optional().describe('of a lock'),
      until: instant.optional().describe('end of a lock'),
      note: z.string().max(1000).nullable().optional().describe('null takes it away'),
    })
    .refine(isEither, EITHER),
);
export const bulkDelete = named('UserBulkDelete', z.strictObject(chosen).refine(isEither, EITHER));
export const bulkResult = named(
  'UserBulkResult',
  z.object({
    matched: count,
    changed: count,
    failed: z
      .array(z.object({ jid: z.string(), problem: z.string().describe('slug') }))
      .describe('the first hundred that could not be changed'),
  }),
);

export const userFacets = named(
  'UserFacets',
  z.object({
    all: count,
    active: count,
    locked: count,
    inactive30: count.describe('older than thirty days, and not seen for as long'),
    inactive90: count,
    legacySignIn: count,
    hosts: z.array(z.object({ host: z.string(), users: count })),
  }),
);

const yes = z.enum(['true', 'false']).transform((text) => text === 'true');
export const importQuery = z.strictObject({
  dryRun: yes.default(true).describe('true where absent: look, and change nothing'),
});
export const IMPORT_ERRORS = [
  'wrong-columns',
  'bad-jid',
  'foreign-domain',
  'duplicate',
  'exists',
  'weak-password',
  'bad-value',
] as const;
export const importReport = named(
  'UserImportReport',
  z.object({
    dryRun: z.boolean(),
    rows: count,
    good: count.describe('rows without fault; added, unless it was a dry run'),
    rejected: count,
    columns: z.array(z.string()).describe('as they were understood'),
    errors: z
      .array(
        z.object({
          line: z.int().min(1),
          column: z.string().nullable(),
          code: z.enum(IMPORT_ERRORS),
          text: z.string(),
        }),
      )
      .describe('the first two hundred'),
    rejects: z
      .string()
      .nullable()
      .describe('CSV of the rejected rows with line and reason, to be mended and sent again'),
    passwords: z.string().nullable().describe('CSV of the passwords that were made up; shown once'),
  }),
);
export type ImportReport = z.output<typeof importReport>;
export type ImportErrorCode = (typeof IMPORT_ERRORS)[number];
