import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { StoredFile, Upload, UploadIntake, UploadPath, UploadStore } from '@waybill/domain';
import { sendHead, sendProblem, type Exchange } from './exchange.js';
import { PieceSizes } from './piece-sizes.js';
import { answerFor, type FilePart } from './ranges.js';
import { fileHeaders } from './response-headers.js';

const KIB = 1024;

/** Serves files: whole, in parts, or their head alone. */
export class GetHandler {
  private readonly sizes = new PieceSizes(32 * KIB * KIB, 64 * KIB, 1024 * KIB);

  constructor(
    private readonly intake: UploadIntake,
    private readonly store: UploadStore,
  ) {}

  async handle(exchange: Exchange, path: UploadPath): Promise<void> {
    const found = await this.intake.find(path);
    if (found === 'unknown') return sendProblem(exchange, 404, 'not-found');
    if (found === 'gone') return sendProblem(exchange, 410, 'file-deleted');
    // open before the head: what is deleted from here on can still be read to its end
    const file = await this.store.open(found.sha256 ?? '');
    if (file === undefined) return sendProblem(exchange, 404, 'not-found');
    try {
      await this.serve(exchange, found, file);
    } finally {
      await file.close();
    }
  }

  private async serve(exchange: Exchange, upload: Upload, file: StoredFile): Promise<void> {
    const { request } = exchange;
    const headers = fileHeaders(upload);
    const answer = answerFor(request.headers, {
      etag: headers['ETag'] ?? '',
      lastModified: headers['Last-Modified'] ?? '',
      bytes: file.bytes,
    });
    if (answer.status === 416) {
      return sendProblem(exchange, 416, 'range-not-satisfiable', {
        'Content-Range': `bytes */${file.bytes}`,
      });
    }
    if (answer.status === 412) return sendProblem(exchange, 412, 'precondition-failed');
    if (answer.status === 304) {
      sendHead(exchange, 304, without(headers, 'Content-Type', 'Content-Disposition'));
      exchange.response.end();
      return;
    }
    const whole = { offset: 0, length: file.bytes };
    const parts = answer.status === 206 ? answer.parts : [whole];
    const body = new Body(parts, file.bytes, headers['Content-Type'] ?? '');
    const partial = answer.status === 206;
    sendHead(exchange, answer.status, { ...headers, ...body.headers(partial) });
    if (request.method === 'HEAD') {
      exchange.response.end();
      return;
    }
    await this.send(exchange, upload, file, { body, partial });
  }

  private async send(
    { response, address }: Exchange,
    upload: Upload,
    file: StoredFile,
    { body, partial }: { readonly body: Body; readonly partial: boolean },
  ): Promise<void> {
    const pieceBytes = this.sizes.begin();
    const complete = await body.send(response, file, pieceBytes).finally(() => this.sizes.end());
    const [first] = body.parts;
    const range = partial && first !== undefined ? { ...first, length: body.fileBytes } : undefined;
    this.intake.noteDownload(upload, { address, range, bytes: body.sentBytes, complete });
    if (complete) response.end();
    else response.destroy();
  }
}

function without(headers: Readonly<Record<string, string>>, ...names: readonly string[]) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

/** The body of an answer: one part as it is, several as multipart/byteranges (RFC 9110 §14.6). */
class Body {
  /** Bytes of the file that have been handed to the connection. */
  sentBytes = 0;
  private readonly boundary = randomBytes(18).toString('base64url');

  constructor(
    readonly parts: readonly FilePart[],
    private readonly total: number,
    private readonly type: string,
  ) {}

  /** Bytes of the file that were asked for. */
  get fileBytes(): number {
    return this.parts.reduce((sum, { length }) => sum + length, 0);
  }

  headers(partial: boolean): Readonly<Record<string, string | number>> {
    const [first] = this.parts;
    if (!partial || first === undefined) return { 'Content-Length': this.fileBytes };
    if (this.parts.length === 1) {
      return { 'Content-Length': first.length, 'Content-Range': this.rangeOf(first) };
    }
    const heads = this.parts.reduce((sum, part) => sum + this.headOf(part).length, 0);
    return {
      'Content-Type': `multipart/byteranges; boundary=${this.boundary}`,
      'Content-Length': heads + this.fileBytes + this.tail.length,
    };
  }

  /** @returns whether all of it went out; false when the client has gone or the file ends early */
  async send(response: ServerResponse, file: StoredFile, pieceBytes: number): Promise<boolean> {
    const largest = Math.max(...this.parts.map(({ length }) => length));
    const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(pieceBytes, largest)));
    const isMany = this.parts.length > 1;
    for (const part of this.parts) {
      if (isMany && !(await written(response, this.headOf(part)))) return false;
      if (!(await this.sendPart(response, file, part, buffer))) return false;
    }
    return !isMany || written(response, this.tail);
  }

  private async sendPart(
    response: ServerResponse,
    file: StoredFile,
    { offset, length }: FilePart,
    buffer: Buffer,
  ): Promise<boolean> {
    for (let done = 0; done < length;) {
      const wanted = Math.min(buffer.length, length - done);
      const bytes = await file.read(buffer.subarray(0, wanted), offset + done);
      if (bytes === 0) return false;
      // the buffer is used again once the kernel has these bytes
      if (!(await written(response, buffer.subarray(0, bytes)))) return false;
      done += bytes;
      this.sentBytes += bytes;
    }
    return true;
  }

  private rangeOf({ offset, length }: FilePart): string {
    return `bytes ${offset}-${offset + length - 1}/${this.total}`;
  }

  private headOf(part: FilePart): Buffer {
    return Buffer.from(
      `\r\n--${this.boundary}\r\nContent-Type: ${this.type}\r\nContent-Range: ${this.rangeOf(part)}\r\n\r\n`,
    );
  }

  private get tail(): Buffer {
    return Buffer.from(`\r\n--${this.boundary}--\r\n`);
  }
}

/** Resolves when the kernel has the bytes; false when the connection has gone. */
function written(response: ServerResponse, bytes: Uint8Array): Promise<boolean> {
  if (response.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const gone = () => resolve(false);
    response.once('close', gone);
    response.write(bytes, (error) => {
      response.off('close', gone);
      resolve(error === null || error === undefined);
    });
  });
}
