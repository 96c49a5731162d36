import type { TransferSummary } from '../api/types';
import type { RouteFacts } from './geometry';

/** The part of a transfer that its drawing needs. */
export function routeFacts(transfer: TransferSummary): RouteFacts {
  const { state, path, percent, bytes, file } = transfer;
  const measured =
    percent ??
    (bytes !== null && file.size !== null && file.size > 0 ? (bytes / file.size) * 100 : null);
  return { state, path, percent: measured, moved: bytes !== null && bytes > 0 };
}
