import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { uploadEndpoints as endpoints } from '../contract/uploads.js';
import { actorOf } from '../http/actor.js';
import { CalledBy, Input, type Caller } from '../http/admin-request.js';
import { readCursor, writeCursor } from '../http/cursor.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { nameViewOf } from '../transfers/name-view.js';
import { toDownload, toUpload } from './upload-views.js';

const DOWNLOADS = 100;
const position = z.strictObject({ value: z.number(), id: z.string() });

/** Uploaded files: list, one with its downloads, and deleting it. */
@Controller()
export class UploadsController {
  constructor(@Inject(ADMIN_PORTS) private readonly ports: AdminPorts) {}

  @Serves(endpoints.list)
  async list(
    @Input() { query }: InputOf<typeof endpoints.list>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.list>> {
    const { account, q: name, state, purpose, since, until, sort, limit, after } = query;
    const view = nameViewOf(caller);
    if (name !== undefined && view === 'masked') throw new Refusal('names-hidden');
    const filter = {
      account,
      name,
      states: state,
      purpose,
      sinceAt: since?.startAt,
      untilAt: until?.endAt,
    };
    const key = { ...filter, sort };
    const start = readCursor('uploads', key, position, after);
    const page = await this.ports.uploads.register.list(filter, sort, limit, start);
    return {
      items: page.uploads.map((one) => toUpload(one, view)),
      next: writeCursor('uploads', key, page.next && { ...page.next }),
    };
  }

  @Serves(endpoints.detail)
  async detail(
    @Input() { params: { id } }: InputOf<typeof endpoints.detail>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.detail>> {
    const { register } = this.ports.uploads;
    const upload = await register.find(id);
    if (upload === undefined) throw new Refusal('not-found', 'There is no such upload');
    const [{ downloads }, receivers] = await Promise.all([
      register.downloads(id, DOWNLOADS),
      register.receivers(id),
    ]);
    return {
      ...toUpload(upload, nameViewOf(caller)),
      sha256: upload.sha256 ?? null,
      receivers: [...receivers],
      lastDownloads: downloads.map(toDownload),
    };
  }

  @Serves(endpoints.remove)
  async remove(
    @Input() { params: { id } }: InputOf<typeof endpoints.remove>,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const { service } = this.ports.uploads;
    if (service === undefined) throw new Refusal('uploads-off');
    const outcome = await service.keeper.remove(id, actorOf(caller), 'by-operator');
    if (outcome === 'unknown') throw new Refusal('not-found', 'There is no such upload');
    if (outcome !== 'removed') throw new Refusal('upload-gone');
  }
}
