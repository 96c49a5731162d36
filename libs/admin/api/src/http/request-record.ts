import { randomUUID } from 'node:crypto';
import type { LedgerClock } from '@waybill/domain';
import type { Log, Metrics } from '@waybill/platform';
import type { NextFunction, Request, Response } from 'express';
import { addressOf, type AdminRequest } from './admin-request.js';

// What other frameworks act on when a client sends it; none of ours does, and none shall
const FOREIGN = /^(x-middleware-|next-action$|x-nextjs-)/;

/**
 * Gives each request an id of ours, and writes a line and a measurement when it is done. The route is the
 * endpoint's own text, never the path that was sent: metrics and logs stay bounded, and JIDs stay out of them.
 */
export function recordRequests(
  log: Log,
  metrics: Pick<Metrics, 'httpDuration'>,
  clock: LedgerClock,
) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const known = request as AdminRequest;
    known.requestId = randomUUID();
    response.setHeader('X-Request-Id', known.requestId);
    for (const name of Object.keys(request.headers)) {
      if (FOREIGN.test(name)) delete request.headers[name];
    }
    const startedAt = clock.now();
    response.once('close', () => {
      const route = known.endpoint?.path ?? 'other';
      const { method } = request;
      const code = String(response.statusCode);
      const ms = Math.max(0, clock.now() - startedAt);
      if (known.endpoint?.answerType === undefined) {
        metrics.httpDuration.observe({ route, method: methodLabel(method), code }, ms / 1000);
      }
      const facts = { request: known.requestId, ip: addressOf(request), route, code, ms };
      log.debug({ event: 'http.request', ...facts }, 'request answered');
    });
    next();
  };
}

const METHOD_LABELS = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS']);
const methodLabel = (method: string) => (METHOD_LABELS.has(method) ? method : 'other');
