import { UploadStoreFault } from '@waybill/domain';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What a file system says, as the store's own fault. */
export function diskFault(error: unknown): UploadStoreFault {
  const { code, message } = error as NodeJS.ErrnoException;
  return new UploadStoreFault(FULL.has(code ?? '') ? 'disk-full' : 'unavailable', message, {
    cause: error,
  });
}
