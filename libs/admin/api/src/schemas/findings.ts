import { z } from 'zod';
import { FINDING_AREAS, FINDING_LEVELS } from '../health/finding.js';
import { bytes, instant, named } from './common.js';

export const finding = named(
  'Finding',
  z.object({
    area: z.enum(FINDING_AREAS),
    check: z.string().describe('what was looked at: stable, for programs and translations'),
    subject: z.string().nullable().describe('a domain, an address or a file; null for the server'),
    level: z.enum(FINDING_LEVELS),
    text: z.string(),
    where: z.string().nullable().describe('setting, or file and line, that decides it'),
    fix: z.string().nullable().describe('what to change, or a line to paste'),
    doc: z.string().describe('anchor in the documentation'),
  }),
);

export const findings = named('Findings', z.object({ items: z.array(finding) }));

export const healthReport = named(
  'HealthReport',
  z.object({ findings: z.array(finding), checkedAt: instant }),
);
export type HealthReport = z.output<typeof healthReport>;

export const testTransferBody = named(
  'TestTransfer',
  z.strictObject({
    domain: z
      .string()
      .min(1)
      .max(1023)
      .nullable()
      .default(null)
      .describe('of the component whose proxy carries it; null for the server itself'),
    bytes: z.int().min(1).max(1_073_741_824).default(1_048_576).describe('how much is sent'),
  }),
);

export const testTransferResult = named(
  'TestTransferResult',
  z.object({
    transferId: z.string().nullable().describe('in the ledger'),
    bytes,
    seconds: z.number().min(0),
    bytesPerSecond: z.number().min(0),
    sha256: z.string().describe('of what was sent, equal to that of what arrived'),
    streamhost: z.object({ jid: z.string(), host: z.string(), port: z.int() }),
    routed: z
      .boolean()
      .describe('the negotiation went through the host server, as that of clients does'),
  }),
);
