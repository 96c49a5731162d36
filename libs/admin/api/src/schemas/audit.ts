import { z } from 'zod';
import { AUDIT_KINDS } from '@waybill/domain';
import { count, cursor, instant, limit, named, next } from './common.js';
import { commaList, instantQuery } from './query-grammar.js';

const value = z.union([z.string(), z.number(), z.boolean()]);

export const auditEntry = named(
  'AuditEntry',
  z.object({
    seq: z.int().min(1),
    at: instant,
    kind: z.enum(AUDIT_KINDS),
    action: z.string().nullable(),
    actor: z
      .object({ kind: z.string(), name: z.string().nullable(), address: z.string().nullable() })
      .nullable(),
    changes: z.array(
      z.object({ field: z.string(), before: value.nullable(), after: value.nullable() }),
    ),
    data: z.record(z.string(), value).describe('facts that name nobody'),
    personal: z.record(z.string(), z.string()).describe('facts about people, unless erased'),
    hash: z.string().describe('SHA-256 over the hash before it and this entry'),
  }),
);
export type AuditEntryView = z.output<typeof auditEntry>;

export const auditPage = named('AuditPage', z.object({ items: z.array(auditEntry), next }));

const narrowing = {
  kind: commaList(AUDIT_KINDS).optional(),
  actor: z.string().min(1).max(3071).optional().describe('name of who did it, exact'),
  target: z.string().min(1).max(3071).optional().describe('id or name it was done to, exact'),
  since: instantQuery('from this instant, or from the start of this UTC day').optional(),
  until: instantQuery('before this instant, or to the end of this UTC day').optional(),
};
export const auditNarrowing = z.strictObject(narrowing);
export type AuditNarrowing = z.output<typeof auditNarrowing>;
export const auditQuery = z.strictObject({ ...narrowing, limit, after: cursor.optional() });

export const auditVerdict = named(
  'AuditVerdict',
  z.object({
    at: instant,
    intact: z.boolean(),
    entries: count.describe('checked; before the bad one, where there is one'),
    lastHash: z.string().nullable(),
    badSeq: z.int().nullable(),
    fault: z
      .enum(['missing-entry', 'altered-entry', 'altered-personal', 'altered-transfer'])
      .nullable(),
  }),
);
export const auditState = named(
  'AuditState',
  z.object({
    entries: count,
    lastHash: z.string().nullable(),
    verified: auditVerdict.nullable().describe('the newest check since the start of the server'),
  }),
);
