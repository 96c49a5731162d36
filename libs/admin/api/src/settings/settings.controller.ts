import { Controller, Inject } from '@nestjs/common';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { settingsEndpoints as endpoints } from '../contract/statistics.js';
import { Input } from '../http/admin-request.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts } from '../ports.js';
import { isoOf, isoOrNull } from '../schemas/instants.js';

/** The configuration, to look at. */
@Controller()
export class SettingsController {
  constructor(@Inject(ADMIN_PORTS) private readonly ports: AdminPorts) {}

  @Serves(endpoints.list)
  list(): AnswerOf<typeof endpoints.list> {
    return { items: this.ports.settings().map((one) => ({ ...one, value: one.value ?? null })) };
  }

  @Serves(endpoints.previewRetention)
  async previewRetention(
    @Input() { body }: InputOf<typeof endpoints.previewRetention>,
  ): Promise<AnswerOf<typeof endpoints.previewRetention>> {
    const preview = await this.ports.transferRetention.preview(body.days);
    return {
      days: body.days,
      transfers: preview.transfers,
      before: isoOf(preview.beforeAt),
      oldestAt: isoOrNull(preview.oldestAt),
    };
  }
}
