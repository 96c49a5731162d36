import { z } from 'zod';
import { count, instant, named } from './common.js';

export const settingsList = named(
  'Settings',
  z.object({
    items: z.array(
      z.object({
        path: z.string().describe('such as `http.listen`'),
        value: z.unknown().describe('secrets are masked'),
        source: z.string().describe('default, file, environment, command line or dashboard'),
        where: z
          .string()
          .describe('`waybill.yml:12`, or the name of a variable; empty for a default'),
        variable: z.string().describe('environment variable that sets it'),
        description: z.string(),
      }),
    ),
  }),
);
export const retentionBody = named(
  'TransferRetentionQuestion',
  z.strictObject({ days: z.int().min(1).max(36_500) }),
);
export const retentionPreview = named(
  'TransferRetentionPreview',
  z.object({
    days: count,
    transfers: count.describe('that would be deleted'),
    before: instant.describe('offered before the start of this UTC day'),
    oldestAt: instant.nullable(),
  }),
);
