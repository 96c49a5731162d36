import { z } from 'zod';
import {
  UPLOAD_PHASES,
  UPLOAD_PURPOSES,
  type Actor,
  type Retention,
  type Upload,
  type UploadCursor,
  type UploadFilter,
  type UploadKeeper,
  type UploadRegister,
  type UploadSort,
} from '@waybill/domain';
import { ControlFault } from '../protocol.js';
import { retentionView, type RetentionView, type UploadView } from '../upload-contract.js';
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
const MAX_DAYS = 36_500;
const days = z.number().int().min(1).max(MAX_DAYS).nullable();

function changed(retention: Retention, given: Partial<RetentionView>): Retention {
  const all = { ...retentionView(retention), ...given };
  const entries = UPLOAD_PURPOSES.map((purpose) => [purpose, all[purpose] ?? undefined]);
  return Object.fromEntries(entries) as Retention;
}

const unknown = (id: string) => new ControlFault('not-found', `there is no upload ${id}`);

/** As many as are wanted, however many pages that takes: those of a search by name may be short. */
async function newest(
  register: UploadRegister,
  filter: UploadFilter,
  sort: UploadSort,
  limit: number,
): Promise<readonly Upload[]> {
  const found: Upload[] = [];
  let after: UploadCursor | undefined;
  do {
    const page = await register.list(filter, sort, limit - found.length, after);
    found.push(...page.uploads);
    after = page.next;
  } while (after !== undefined && found.length < limit);
  return found;
}

function retentionVerbs(keeper: UploadKeeper): VerbTable {
  return {
    'uploads.retention': {
      params: z.object({}),
      run: async () => retentionView(await keeper.retention()),
    },
    'uploads.retain': {
      params: z.object({ days: z.partialRecord(z.enum(UPLOAD_PURPOSES), days), set: z.boolean() }),
      run: async ({ days: given, set }) => {
        const retention = changed(await keeper.retention(), given);
        const { files, bytes, oldestAt } = await keeper.preview(retention);
        if (set) await keeper.setRetention(retention, ACTOR);
        const oldest = isoInstant(oldestAt);
        return { retention: retentionView(retention), set, files, bytes, oldest };
      },
    },
  };
}

/** The verbs about uploads; none where they are switched off. */
export function uploadVerbs(keeper: UploadKeeper | undefined, register: UploadRegister): VerbTable {
  if (keeper === undefined) return {};
  return {
    'uploads.list': {
      params: z.object({
        account: z.string().optional(),
        name: z.string().max(256).optional(),
        state: z.enum(UPLOAD_PHASES).optional(),
        sort: z.enum(['-time', '-bytes']),
        limit: z.number().int().min(1).max(1000),
      }),
      run: async ({ account, name, state, sort, limit }) => {
        const states = state === undefined ? undefined : [state];
        const uploads = await newest(register, { account, name, states }, sort, limit);
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
    ...retentionVerbs(keeper),
  };
}
