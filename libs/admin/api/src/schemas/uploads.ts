import { z } from 'zod';
import { DELETION_RULES, UPLOAD_PHASES, UPLOAD_PURPOSES } from '@waybill/domain';
import { bytes, count, cursor, instant, jidText, limit, named, next } from './common.js';
import { commaList, instantQuery } from './query-grammar.js';

const summaryShape = {
  id: z.string().describe('UUIDv7; also the id of its transfer'),
  name: z.string().describe('as sent, or shortened where names are masked'),
  nameMasked: z.boolean(),
  bytes,
  account: z.string().nullable().describe('bare JID; null where another server gave the slot'),
  host: z.string().describe('`standalone`, or the attachment'),
  purpose: z.enum(UPLOAD_PURPOSES),
  state: z.enum(UPLOAD_PHASES),
  declaredType: z.string().nullable(),
  foundType: z.string().nullable().describe('what the first bytes say'),
  grantedAt: instant,
  storedAt: instant.nullable(),
  deletedAt: instant.nullable(),
  deletionRule: z.enum(DELETION_RULES).nullable(),
  downloads: count,
  lastDownloadAt: instant.nullable(),
};

export const uploadSummary = named('Upload', z.object(summaryShape));
export const uploadPage = named('UploadPage', z.object({ items: z.array(uploadSummary), next }));

export const uploadsQuery = z.strictObject({
  account: jidText.optional(),
  q: z
    .string()
    .min(1)
    .max(256)
    .optional()
    .describe(
      'words that all occur in the name; such a page may have fewer items than `limit`, and even none, although there ' +
        'is a next one',
    ),
  state: commaList(UPLOAD_PHASES).optional(),
  purpose: z.enum(UPLOAD_PURPOSES).optional(),
  since: instantQuery('from this instant, or from the start of this UTC day').optional(),
  until: instantQuery('before this instant, or to the end of this UTC day').optional(),
  sort: z.enum(['-time', '-bytes']).default('-time'),
  limit,
  after: cursor.optional(),
});

const download = named(
  'UploadDownload',
  z.object({
    at: instant,
    address: z.string().describe('IP address that asked'),
    range: z.object({ offset: bytes, length: bytes }).nullable().describe('null: the whole file'),
    bytes: bytes.describe('that were sent'),
    complete: z.boolean().describe('everything that was asked for was sent'),
  }),
);

export const uploadDetail = named(
  'UploadDetail',
  z.object({
    ...summaryShape,
    sha256: z.string().nullable(),
    receivers: z.array(z.string()).describe('bare JIDs that its link was seen sent to'),
    lastDownloads: z.array(download).describe('newest first, a hundred at most'),
  }),
);

const quotaBytes = bytes.nullable().describe('bytes; null: no bound');
export const storage = named(
  'Storage',
  z.object({
    on: z.boolean().describe('whether uploads are taken'),
    files: count,
    bytes,
    freeBytes: bytes.nullable().describe('on the disk; null where that is not known'),
    reserveBytes: bytes.describe('nothing is taken below this much free space'),
    quotas: z.object({
      maxFileBytes: quotaBytes,
      bytesPerDay: quotaBytes,
      storedPerAccount: quotaBytes,
      storedPerDomain: quotaBytes,
      whenFull: z.enum(['refuse', 'delete-oldest']),
    }),
  }),
);

export const holdersQuery = z.strictObject({
  sort: z.enum(['-bytes', '-files']).default('-bytes'),
  limit,
  after: cursor.optional(),
});
export const holderPage = named(
  'StorageAccountPage',
  z.object({
    items: z.array(
      named(
        'StorageAccount',
        z.object({ jid: z.string().describe('bare JID'), files: count, bytes }),
      ),
    ),
    next,
  }),
);

const days = z.int().min(1).max(36_500).nullable().describe('days; null: for ever');
export const uploadRetention = named(
  'UploadRetention',
  z.strictObject({ message: days, profile: days, ephemeral: days, permanent: days }),
);
export const uploadRetentionPreview = named(
  'UploadRetentionPreview',
  z.object({ files: count.describe('that would be deleted'), bytes, oldestAt: instant.nullable() }),
);
