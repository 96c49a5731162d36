import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';
import { secureCheck } from '../access/operator-cookie.js';
import { AdminApiModule } from '../admin-api.module.js';
import type { AdminPorts, AdminSettings } from '../ports.js';
import { canonicalPath } from './canonical-path.js';
import { refuseCrossSite } from './cross-site.js';
import { nestLogger } from './nest-logger.js';
import { recordRequests } from './request-record.js';
import { securityHeaders } from './security-headers.js';

/** RELIABILITY 6d: admin.bodyMax, admin.headerTimeout; the header size is Node's own 16 KiB. */
const MAX_BODY_BYTES = 1_048_576;
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_CONNECTIONS = 1024;

/**
 * The HTTP application: admin API, health, documents and, through `pages`, the dashboard's files. Initialised, not
 * listening. Everything that must happen to a request before its handler is known happens here and nowhere else;
 * rights are not among it.
 * @param pages serves the dashboard's files and calls `next` for what it doesn't have
 */
export async function createAdminHttp(
  ports: AdminPorts,
  settings: AdminSettings,
  pages?: RequestHandler,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(
    AdminApiModule.register(ports, settings),
    { bodyParser: false, logger: nestLogger(ports.log), abortOnError: false },
  );
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  const { trustedProxies, scriptHashes, styleHashes = [], publicUrl } = settings;
  app.set('trust proxy', trustedProxies.length === 0 ? false : [...trustedProxies]);
  app.use(recordRequests(ports.log, ports.metrics, ports.clock));
  app.use(securityHeaders(scriptHashes, styleHashes, secureCheck(publicUrl)));
  app.use(canonicalPath);
  app.use(refuseCrossSite(publicUrl));
  app.useBodyParser('json', { limit: MAX_BODY_BYTES, inflate: false, strict: true });
  if (pages !== undefined) app.use(pages);
  app.use(compression({ filter: isWorthCompressing }));
  bound(app.getHttpServer());
  await app.init();
  return app;
}

/** Events must leave as they happen; a compressor would sit on them. */
function isWorthCompressing(request: Request, response: Response): boolean {
  const type = String(response.getHeader('Content-Type') ?? '');
  return !type.startsWith('text/event-stream') && compression.filter(request, response);
}

function bound(server: Server): void {
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.maxConnections = MAX_CONNECTIONS;
}
