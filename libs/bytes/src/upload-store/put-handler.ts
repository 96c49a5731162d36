import {
  UploadStoreFault,
  essenceOf,
  type IncomingFile,
  type IntakeRefusal,
  type TransferReason,
  type Upload,
  type UploadIntake,
  type UploadPath,
  type UploadStore,
} from '@waybill/domain';
import type { SlowWatch } from './slow-watch.js';
import { readBody, type BodyEnd } from './body-reader.js';
import { sendHead, sendProblem, type Exchange } from './exchange.js';

const RETRY_SECONDS = 600;

const REFUSALS: Readonly<Record<IntakeRefusal, readonly [status: number, slug: string]>> = {
  unknown: [404, 'not-found'],
  forbidden: [403, 'slot-not-signed'],
  expired: [410, 'slot-expired'],
  finished: [409, 'slot-used'],
  busy: [409, 'slot-in-use'],
  gone: [410, 'file-deleted'],
  'length-required': [411, 'length-required'],
  'too-large': [413, 'file-too-large'],
  'type-blocked': [415, 'type-blocked'],
  'disk-full': [507, 'disk-full'],
};

/** Why a body was not taken. */
class BodyFault {
  constructor(
    readonly status: number,
    readonly slug: string,
    readonly reason: TransferReason,
  ) {}
}

/** Takes files. 201 means: on disk, under its name, and in the database. @see XEP-0363 §7 */
export class PutHandler {
  constructor(
    private readonly intake: UploadIntake,
    private readonly store: UploadStore,
    private readonly slow: SlowWatch,
    private readonly onFault: (error: unknown) => void,
  ) {}

  /** @param goOn tells a client that waits for it to send its body (RFC 9110 §10.1.1) */
  async handle(
    exchange: Exchange,
    path: UploadPath,
    query: URLSearchParams,
    goOn: () => void,
  ): Promise<void> {
    const { headers } = exchange.request;
    const sizeBytes = lengthOf(headers['content-length']);
    const contentType = headers['content-type'];
    const { address } = exchange;
    const begun = await this.intake.begin({ path, query, sizeBytes, contentType, address });
    if (typeof begun === 'string') return this.refuse(exchange, begun);
    const fault = headFault(begun, sizeBytes, contentType);
    if (fault !== undefined) return this.fail(exchange, begun, fault, 0);
    goOn();
    await this.take(exchange, begun);
  }

  /** The temporary file is gone before the answer says how it went. */
  private async take(exchange: Exchange, upload: Upload): Promise<void> {
    let file: IncomingFile | undefined;
    let outcome: Upload | IntakeRefusal | BodyFault;
    try {
      file = await this.store.receive(upload.sizeBytes);
      outcome = await this.receive(exchange, upload, file);
    } catch (error) {
      const full = error instanceof UploadStoreFault && error.code === 'disk-full';
      outcome = full
        ? new BodyFault(507, 'disk-full', 'io-error')
        : new BodyFault(503, 'storage-unavailable', 'io-error');
      if (!full) this.onFault(error);
    }
    await file?.discard();
    if (outcome instanceof BodyFault) {
      return this.fail(exchange, upload, outcome, file?.bytes ?? 0);
    }
    if (typeof outcome === 'string') return this.refuse(exchange, outcome);
    sendHead(exchange, 201, {
      'Content-Length': 0,
      'Cache-Control': 'no-store',
      // HTTP has not seen the end of a body that was taken past it
      ...(exchange.request.complete ? {} : { Connection: 'close' }),
    });
    exchange.response.end();
  }

  private async receive(
    exchange: Exchange,
    upload: Upload,
    file: IncomingFile,
  ): Promise<Upload | IntakeRefusal | BodyFault> {
    const fault = await this.read(exchange, upload, file);
    return fault ?? this.intake.keep(upload, file, await file.finish());
  }

  private async read(
    { request }: Exchange,
    upload: Upload,
    file: IncomingFile,
  ): Promise<BodyFault | undefined> {
    const watch = this.slow.watch(
      () => file.bytes,
      () => request.destroy(),
    );
    try {
      const { sizeBytes } = upload;
      const onProgress = (bytes: number) => this.intake.progress(upload, bytes);
      const end = await readBody(request, { file, sizeBytes, onProgress });
      return end === 'whole' ? undefined : bodyFault(end, watch.expired());
    } finally {
      watch.end();
    }
  }

  private refuse(exchange: Exchange, refusal: IntakeRefusal): void {
    const [status, slug] = REFUSALS[refusal];
    sendProblem(exchange, status, slug, retry(status));
  }

  private fail(exchange: Exchange, upload: Upload, fault: BodyFault, bytes: number): void {
    this.intake.fail(upload, fault.reason, bytes);
    sendProblem(exchange, fault.status, fault.slug, retry(fault.status));
  }
}

function bodyFault(end: Exclude<BodyEnd, 'whole'>, wasSlow: boolean): BodyFault {
  switch (end) {
    case 'too-long':
      return new BodyFault(413, 'body-too-long', 'size-mismatch');
    case 'too-short':
      return new BodyFault(400, 'body-too-short', 'size-mismatch');
    case 'broken':
      return new BodyFault(408, 'too-slow', wasSlow ? 'idle-timeout' : 'peer-gone');
  }
}

const retry = (status: number): Record<string, number> =>
  status === 507 || status === 503 ? { 'Retry-After': RETRY_SECONDS } : {};

function lengthOf(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}

/** What the head of a PUT shows before any byte is read. */
function headFault(
  upload: Upload,
  sizeBytes: number | undefined,
  contentType: string | undefined,
): BodyFault | undefined {
  if (sizeBytes !== undefined && sizeBytes > upload.sizeBytes) {
    return new BodyFault(413, 'body-too-long', 'size-mismatch');
  }
  if (sizeBytes !== undefined && sizeBytes < upload.sizeBytes) {
    return new BodyFault(400, 'body-too-short', 'size-mismatch');
  }
  const differs =
    contentType !== undefined &&
    upload.contentType !== undefined &&
    essenceOf(contentType) !== essenceOf(upload.contentType);
  return differs ? new BodyFault(415, 'type-differs', 'policy-type') : undefined;
}
