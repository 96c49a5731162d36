import type { Actor, DeletionRule, Download, Retention, Upload } from '@waybill/domain';
import type { UploadsPort } from '../ports.js';

const MIB = 1024 * 1024;

/** Uploads in memory: what the API asks of them, and no more. */
export class MemoryUploads implements UploadsPort {
  readonly rows: Upload[] = [];
  readonly downloads: Download[] = [];
  readonly removed: { readonly id: string; readonly actor: Actor; readonly rule: DeletionRule }[] =
    [];
  kept: Retention = { message: 7, profile: undefined, ephemeral: 1, permanent: undefined };

  readonly register: UploadsPort['register'] = {
    find: (id) => Promise.resolve(this.rows.find((one) => one.id === id)),
    list: ({ account, states, name = '' }, _sort, limit, after) => {
      const found = this.rows
        .filter((one) => account === undefined || one.account === account)
        .filter(({ state }) => states?.includes(state) ?? true)
        .filter(({ fileName }) => fileName.includes(name));
      const from = after === undefined ? 0 : after.value;
      const uploads = found.slice(from, from + limit);
      const more = found.length > from + limit;
      return Promise.resolve({ uploads, next: more ? { value: from + limit, id: '' } : undefined });
    },
    downloads: (id) =>
      Promise.resolve({
        downloads: this.downloads.filter(({ uploadId }) => uploadId === id),
        next: undefined,
      }),
    receivers: () => Promise.resolve(['bob@example.org']),
    holders: (kind) => {
      const stored = this.rows.filter(({ state }) => state === 'stored');
      const nameOf = (one: Upload) => (kind === 'domain' ? one.domain : (one.account ?? ''));
      const names = [...new Set(stored.map(nameOf))];
      const holders = names.map((name) => {
        const own = stored.filter((one) => nameOf(one) === name);
        return { name, files: own.length, bytes: own.reduce((so, one) => so + one.sizeBytes, 0) };
      });
      return Promise.resolve({ holders, next: undefined });
    },
  };

  readonly service: UploadsPort['service'] = {
    keeper: {
      remove: (id, actor, rule) => {
        const upload = this.rows.find((one) => one.id === id);
        if (upload === undefined) return Promise.resolve('unknown');
        if (upload.state !== 'stored') return Promise.resolve('already-gone');
        this.removed.push({ id, actor, rule });
        this.rows.splice(this.rows.indexOf(upload), 1, { ...upload, state: 'deleted' });
        return Promise.resolve('removed');
      },
      retention: () => Promise.resolve(this.kept),
      setRetention: (retention) => {
        this.kept = retention;
        return Promise.resolve();
      },
      preview: ({ message }) => {
        const due = message === undefined ? [] : this.rows;
        const bytes = due.reduce((so, one) => so + one.sizeBytes, 0);
        return Promise.resolve({ files: due.length, bytes, oldestAt: due[0]?.storedAt });
      },
    },
    quotas: {
      maxFileBytes: 100 * MIB,
      bytesPerDay: 1024 * MIB,
      storedPerAccount: 5120 * MIB,
      storedPerDomain: 0,
      whenFull: 'refuse',
    },
    reserveBytes: 512 * MIB,
    freeBytes: () => Promise.resolve(9000 * MIB),
  };
}
