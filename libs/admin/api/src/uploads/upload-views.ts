import type { Download, Retention, Upload } from '@waybill/domain';
import type { z } from 'zod';
import { isoOf, isoOrNull } from '../schemas/instants.js';
import type { uploadRetention, uploadSummary } from '../schemas/uploads.js';
import { maskFileName } from '../transfers/file-name-mask.js';
import type { NameView } from '../transfers/name-view.js';

/** An upload as the API tells it; its token, which opens the file, stays here. */
export function toUpload(upload: Upload, view: NameView): z.input<typeof uploadSummary> {
  const masked = view === 'masked';
  return {
    id: upload.id,
    name: masked ? maskFileName(upload.fileName) : upload.fileName,
    nameMasked: masked,
    bytes: upload.sizeBytes,
    account: upload.account ?? null,
    host: upload.host,
    purpose: upload.purpose,
    state: upload.state,
    declaredType: upload.contentType ?? null,
    foundType: upload.detectedType ?? null,
    grantedAt: isoOf(upload.grantedAt),
    storedAt: isoOrNull(upload.storedAt),
    deletedAt: isoOrNull(upload.deletedAt),
    deletionRule: upload.deletionRule ?? null,
    downloads: upload.downloads,
    lastDownloadAt: isoOrNull(upload.lastDownloadAt),
  };
}

export const toDownload = ({ at, address, range, bytes, complete }: Download) => ({
  at: isoOf(at),
  address,
  range: range ?? null,
  bytes,
  complete,
});

type RetentionView = z.output<typeof uploadRetention>;

export const toRetentionView = (days: Retention): RetentionView => ({
  message: days.message ?? null,
  profile: days.profile ?? null,
  ephemeral: days.ephemeral ?? null,
  permanent: days.permanent ?? null,
});

export const toRetention = (view: RetentionView): Retention => ({
  message: view.message ?? undefined,
  profile: view.profile ?? undefined,
  ephemeral: view.ephemeral ?? undefined,
  permanent: view.permanent ?? undefined,
});
