import type { DeletionRule, Download, Upload, UploadPhase, UploadPurpose } from '@waybill/domain';
import type { UploadDownloadRow, UploadRow } from '../rows/upload.row.js';
import type { BulkColumn } from '../sql/json-rows.js';

export const UPLOAD_COLUMNS: readonly BulkColumn[] = [
  ['id', 'text'],
  ['token', 'text'],
  ['file_name', 'text'],
  ['purpose', 'text'],
  ['domain', 'text'],
  ['host', 'text'],
  ['state', 'text'],
  ['content_type', 'text'],
  ['account', 'text'],
  ['size', 'bigint'],
  ['granted_at', 'bigint'],
  ['slot_expires_at', 'bigint'],
  ['expire_before_at', 'bigint'],
  ['downloads', 'integer'],
];

export const DOWNLOAD_COLUMNS: readonly BulkColumn[] = [
  ['id', 'integer'],
  ['upload_id', 'text'],
  ['at', 'bigint'],
  ['address', 'text'],
  ['range_offset', 'bigint'],
  ['range_length', 'bigint'],
  ['bytes', 'bigint'],
  ['complete', 'integer'],
];

/** The cells of `UPLOAD_COLUMNS`: what a slot settles. */
export function uploadCells(upload: Upload): unknown[] {
  return [
    upload.id,
    upload.token,
    upload.fileName,
    upload.purpose,
    upload.domain,
    upload.host,
    upload.state,
    upload.contentType,
    upload.account,
    upload.sizeBytes,
    upload.grantedAt,
    upload.slotExpiresAt,
    upload.expireBeforeAt,
    upload.downloads,
  ];
}

/** The cells of `DOWNLOAD_COLUMNS`. */
export function downloadCells(id: number, download: Download): unknown[] {
  const { uploadId, at, address, range, bytes, complete } = download;
  return [id, uploadId, at, address, range?.offset, range?.length, bytes, complete ? 1 : 0];
}

export function toUpload(row: UploadRow): Upload {
  return {
    id: row.id,
    token: row.token,
    fileName: row.file_name,
    sizeBytes: row.size,
    contentType: row.content_type ?? undefined,
    detectedType: row.detected_type ?? undefined,
    purpose: row.purpose as UploadPurpose,
    expireBeforeAt: row.expire_before_at ?? undefined,
    account: row.account ?? undefined,
    domain: row.domain,
    host: row.host,
    state: row.state as UploadPhase,
    sha256: row.sha256 ?? undefined,
    grantedAt: row.granted_at,
    slotExpiresAt: row.slot_expires_at,
    storedAt: row.stored_at ?? undefined,
    deletedAt: row.deleted_at ?? undefined,
    deletionRule: (row.deletion_rule as DeletionRule | null) ?? undefined,
    downloads: row.downloads,
    lastDownloadAt: row.last_download_at ?? undefined,
  };
}

export function toDownload(row: UploadDownloadRow): Download {
  const { range_offset: offset, range_length: length } = row;
  return {
    uploadId: row.upload_id,
    at: row.at,
    address: row.address,
    range: offset === null || length === null ? undefined : { offset, length },
    bytes: row.bytes,
    complete: row.complete === 1,
  };
}
