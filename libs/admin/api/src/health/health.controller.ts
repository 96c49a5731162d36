import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { addressOf } from '../http/admin-request.js';
import { Public } from '../http/serves.js';
import { ADMIN_PORTS, ADMIN_SETTINGS, type AdminPorts, type AdminSettings } from '../ports.js';
import { Refusal } from '../problems/refusal.js';

/** What programs ask that watch over servers. @see DASHBOARD 4.7, 4.9 */
@Controller()
export class HealthController {
  private readonly metricsFrom: ReadonlySet<string>;

  constructor(
    @Inject(ADMIN_PORTS) private readonly ports: AdminPorts,
    @Inject(ADMIN_SETTINGS) private readonly settings: AdminSettings,
  ) {
    this.metricsFrom = new Set(settings.metricsFrom);
  }

  /** The process is alive. */
  @Get('/healthz')
  @Public()
  @Header('Content-Type', 'text/plain; charset=utf-8')
  alive(): string {
    return 'ok\n';
  }

  /** Everything works that has to; 503 with the parts that don't. */
  @Get('/readyz')
  @Public()
  async ready(@Res({ passthrough: true }) response: Response) {
    const parts = await this.ports.readiness();
    const failing = parts.filter((part) => !part.ok);
    response.status(failing.length === 0 ? 200 : 503);
    return { ready: failing.length === 0, failing };
  }

  /** Prometheus text, for the addresses that may read it. */
  @Get('/metrics')
  @Public()
  async metrics(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (!this.mayReadMetrics(request)) {
      throw new Refusal('not-permitted', 'http.metricsFrom lists the addresses that may read this');
    }
    const { registry } = this.ports.metrics;
    response.setHeader('Content-Type', registry.contentType);
    response.end(await registry.metrics());
  }

  private mayReadMetrics(request: Request): boolean {
    // behind a proxy that nobody declared, the whole world has the proxy's address
    const { headers } = request;
    const forwarded = headers['x-forwarded-for'] ?? headers['forwarded'];
    if (forwarded !== undefined && this.settings.trustedProxies.length === 0) return false;
    return this.metricsFrom.has(addressOf(request));
  }
}
