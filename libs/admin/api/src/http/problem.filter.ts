import {
  Catch,
  HttpException,
  Inject,
  NotFoundException,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { StoreFault } from '@waybill/domain';
import type { Response } from 'express';
import { ADMIN_PORTS, ADMIN_SETTINGS, type AdminPorts, type AdminSettings } from '../ports.js';
import { PROBLEMS, problemType, type ProblemSlug } from '../problems/problems.js';
import { Refusal } from '../problems/refusal.js';
import type { Problem } from '../schemas/common.js';
import type { AdminRequest } from './admin-request.js';

const BY_STATUS: Readonly<Record<number, ProblemSlug>> = {
  400: 'invalid-request',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-media-type',
};

/** The status that Express, its body reader or Nest put on an error that a client caused. */
function clientStatus(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}

function toRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const slug = BY_STATUS[clientStatus(error) ?? 500];
  // the library's own words may repeat what was sent, so they stay here
  return slug === undefined ? undefined : new Refusal(slug);
}

/** A person with a browser who took a wrong turn, not a program. */
const wantsPage = (request: AdminRequest): boolean =>
  !request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html';

/** Makes every refusal and every failure a problem document. @see RFC 9457 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(ADMIN_PORTS) private readonly ports: Pick<AdminPorts, 'log'>,
    @Inject(ADMIN_SETTINGS) private readonly settings: Pick<AdminSettings, 'notFoundPage'>,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<AdminRequest>();
    const response = http.getResponse<Response>();
    const refusal = toRefusal(error) ?? this.failure(error, request.requestId);
    // an event stream that broke: there is nobody left to tell
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { notFoundPage } = this.settings;
    if (notFoundPage !== undefined && error instanceof NotFoundException && wantsPage(request)) {
      response.status(404).setHeader('Cache-Control', 'no-cache');
      // the folder may lie below one whose name begins with a dot
      response.sendFile(notFoundPage, { dotfiles: 'allow' });
      return;
    }
    const { retryAfterSeconds } = refusal.extra;
    if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', retryAfterSeconds);
    response
      .status(refusal.status)
      .type('application/problem+json')
      .send(JSON.stringify(documentOf(refusal, request.requestId)));
  }

  private failure(error: unknown, request: string): Refusal {
    this.ports.log.error({ event: 'http.failure', request, err: error }, 'a request failed');
    if (error instanceof StoreFault) {
      // a full or busy disk: nothing was changed, and trying again may work
      return new Refusal('storage-unavailable', error.code, { retryAfterSeconds: 10 });
    }
    return new Refusal('internal-error', `The log has it under ${request}`);
  }
}

function documentOf(refusal: Refusal, requestId: string): Problem {
  const { errors, retryAfterSeconds, permission, reason } = refusal.extra;
  return {
    type: problemType(refusal.slug),
    title: PROBLEMS[refusal.slug].title,
    status: refusal.status,
    detail: refusal.message,
    requestId,
    ...(errors === undefined ? {} : { errors: [...errors] }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(permission === undefined ? {} : { permission }),
    ...(reason === undefined ? {} : { reason }),
  };
}
