import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { uploadEndpoints as endpoints } from '../contract/uploads.js';
import { actorOf } from '../http/actor.js';
import { CalledBy, Input, type Caller } from '../http/admin-request.js';
import { readCursor, writeCursor } from '../http/cursor.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts, type UploadService } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { isoOrNull } from '../schemas/instants.js';
import { toRetention, toRetentionView } from './upload-views.js';

/** More domains than one server is ever asked to host. */
const DOMAINS = 1000;
const position = z.strictObject({ value: z.number(), name: z.string() });

/** What uploads take up, who has them, and how long they are kept. */
@Controller()
export class StorageController {
  constructor(@Inject(ADMIN_PORTS) private readonly ports: AdminPorts) {}

  @Serves(endpoints.storage)
  async storage(): Promise<AnswerOf<typeof endpoints.storage>> {
    const { register, service } = this.ports.uploads;
    const { holders } = await register.holders('domain', '-bytes', DOMAINS);
    const sum = (pick: 'files' | 'bytes') => holders.reduce((so, one) => so + one[pick], 0);
    const bound = (bytes: number | undefined) => (bytes === 0 ? null : (bytes ?? null));
    const quotas = service?.quotas;
    return {
      on: service !== undefined,
      files: sum('files'),
      bytes: sum('bytes'),
      freeBytes: (await service?.freeBytes()) ?? null,
      reserveBytes: service?.reserveBytes ?? 0,
      quotas: {
        maxFileBytes: bound(quotas?.maxFileBytes),
        bytesPerDay: bound(quotas?.bytesPerDay),
        storedPerAccount: bound(quotas?.storedPerAccount),
        storedPerDomain: bound(quotas?.storedPerDomain),
        whenFull: quotas?.whenFull ?? 'refuse',
      },
    };
  }

  @Serves(endpoints.accounts)
  async accounts(
    @Input() { query }: InputOf<typeof endpoints.accounts>,
  ): Promise<AnswerOf<typeof endpoints.accounts>> {
    const { sort, limit, after } = query;
    const start = readCursor('storage', { sort }, position, after);
    const { holders, next } = await this.ports.uploads.register.holders(
      'account',
      sort,
      limit,
      start,
    );
    return {
      items: holders.map(({ name, files, bytes }) => ({ jid: name, files, bytes })),
      next: writeCursor('storage', { sort }, next && { ...next }),
    };
  }

  @Serves(endpoints.retention)
  async retention(): Promise<AnswerOf<typeof endpoints.retention>> {
    return toRetentionView(await this.service().keeper.retention());
  }

  @Serves(endpoints.setRetention)
  async setRetention(
    @Input() { body }: InputOf<typeof endpoints.setRetention>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.setRetention>> {
    const { keeper } = this.service();
    await keeper.setRetention(toRetention(body), actorOf(caller));
    return toRetentionView(await keeper.retention());
  }

  @Serves(endpoints.previewRetention)
  async previewRetention(
    @Input() { body }: InputOf<typeof endpoints.previewRetention>,
  ): Promise<AnswerOf<typeof endpoints.previewRetention>> {
    const { files, bytes, oldestAt } = await this.service().keeper.preview(toRetention(body));
    return { files, bytes, oldestAt: isoOrNull(oldestAt) };
  }

  private service(): UploadService {
    const { service } = this.ports.uploads;
    if (service === undefined) throw new Refusal('uploads-off');
    return service;
  }
}
