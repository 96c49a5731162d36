import { z } from 'zod';
import {
  UPLOAD_PHASES,
  type Actor,
  type Upload,
  type UploadKeeper,
  type UploadRegister,
} from '@waybill/domain';
import { ControlFault } from '../protocol.js';
import type { UploadView } from '../upload-contract.js';
import type { VerbTable } from '../verb-table.js';
import { isoInstant } from '../views.js';

const ACTOR: Actor = { kind: 'command-line' };
const MAX_DOWNLOADS = 100;

const uploadView = (upload: Upload): UploadView => ({
  id: upload.id,
  name: upload.fileName,
  bytes: upload.sizeBytes,
  account: upload.account ?? null,
  host: upload.host,
  purpose: upload.purpose,
  state: upload.state,
  declaredType: upload.contentType ?? null,
  foundType: upload.detectedType ?? null,
  sha256: upload.sha256 ?? null,
  grantedAt: new Date(upload.grantedAt).toISOString(),
  storedAt: isoInstant(upload.storedAt),
  deletedAt: isoInstant(upload.deletedAt),
  deletionRule: upload.deletionRule ?? null,
  downloads: upload.downloads,
});

const idParams = z.object({ id: z.string().max(64) });
const unknown = (id: string) => new ControlFault('not-found', `there is no upload ${id}`);

/** The verbs about uploads; none where they are switched off. */
export function uploadVerbs(keeper: UploadKeeper | undefined, register: UploadRegister): VerbTable {
  if (keeper === undefined) return {};
  return {
    'uploads.list': {
      params: z.object({
        account: z.string().optional(),
        state: z.enum(UPLOAD_PHASES).optional(),
        sort: z.enum(['-time', '-bytes']),
        limit: z.number().int().min(1).max(1000),
      }),
      run: async ({ account, state, sort, limit }) => {
        const states = state === undefined ? undefined : [state];
        const { uploads } = await register.list({ account, states }, sort, limit);
        return { items: uploads.map(uploadView) };
      },
    },
    'uploads.show': {
      params: idParams,
      run: async ({ id }) => {
        const upload = await register.find(id);
        if (upload === undefined) return unknown(id);
        const { downloads } = await register.downloads(id, MAX_DOWNLOADS);
        const lastDownloads = downloads.map(({ at, address, range, bytes, complete }) => ({
          at: new Date(at).toISOString(),
          ...{ address, from: range?.offset ?? null, bytes, complete },
        }));
        const receivers = await register.receivers(id);
        return { ...uploadView(upload), receivers, lastDownloads };
      },
    },
    'uploads.delete': {
      params: idParams,
      run: async ({ id }) => {
        const outcome = await keeper.remove(id, ACTOR, 'by-operator');
        if (outcome === 'unknown') return unknown(id);
        if (outcome === 'removed') return { id };
        return new ControlFault('already-gone', `the file of ${id} is gone already`);
      },
    },
    'uploads.verify': {
      params: z.object({}),
      run: async () => {
        const { files, bytes, damaged } = await keeper.verify();
        return {
          files,
          bytes,
          damaged: damaged.map(({ upload, fault }) => ({ id: upload.id, fault })),
        };
      },
    },
    'uploads.gc': {
      params: z.object({}),
      run: async () => ({ expired: await keeper.tidy(), ...(await keeper.collect()) }),
    },
  };
}
