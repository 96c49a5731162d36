import { ATTACHMENTS_FILE } from '@waybill/platform';
import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

/** The first file of a backup: what is in it, and what it was made from. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  /** Of the Waybill that made it. */
  version: z.string(),
  createdAt: z.iso.datetime(),
  database: z.strictObject({
    /** The last migration it has had. */
    schema: z.string(),
    transfers: count,
    accounts: count,
    /** Entries of the audit chain, and the hash of the last. */
    chain: z.strictObject({ entries: count, lastHash: z.string() }),
  }),
  /** Whether keys and secrets are in it. */
  secrets: z.boolean(),
  /** Stored uploads, which are not in it: `uploads.ndjson` lists them. */
  uploads: z.strictObject({ files: count, bytes: count }),
  /** The other files of the archive, in their order. */
  files: z.array(z.strictObject({ name: z.string(), bytes: count, sha256 })),
});
export type Manifest = z.output<typeof manifestSchema>;

/** Names of what is in a backup. */
export const MEMBERS = {
  manifest: 'manifest.json',
  database: 'waybill.db',
  settings: 'settings.json',
  uploads: 'uploads.ndjson',
  /** Attachments that were made while the server ran; without their secrets. */
  attachments: ATTACHMENTS_FILE,
} as const;

/** Folders of the data folder that hold secrets, and come along where asked for. */
export const SECRET_FOLDERS = ['keys', 'secrets'] as const;

/** A secret's place in backup and data folder: one level deep, and nowhere else. */
export const SECRET_NAME = /^(keys|secrets)\/[A-Za-z0-9_][A-Za-z0-9._-]*$/;
