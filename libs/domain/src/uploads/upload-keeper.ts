import { deedEntry } from '../audit/actor-entries.js';
import type { Actor } from '../audit/audit-entry.js';
import type { RemovalOutcome } from './upload-desk.js';
import type { UploadState } from './upload-parts.js';
import { dueBefore, type Retention } from './upload-settings.js';
import type { DueFiles } from './upload-register.js';
import { UPLOAD_PURPOSES, type DeletionRule, type Upload } from './upload.js';

const SERVER: Actor = { kind: 'server' };
const VERIFY_PAGE = 200;

/** What was found by reading every file. */
export interface UploadAudit {
  readonly files: number;
  readonly bytes: number;
  /** Stored uploads whose bytes are not there, or are others. */
  readonly damaged: readonly { readonly upload: Upload; readonly fault: 'missing' | 'altered' }[];
}

/** Deletes files when their time has come, and looks after what is on the disk. */
export class UploadKeeper {
  constructor(private readonly state: UploadState) {}

  /** Deletes an upload's file, or takes its slot back. */
  async remove(id: string, actor: Actor, rule: DeletionRule): Promise<RemovalOutcome> {
    const { register } = this.state.parts;
    const upload = await register.find(id);
    if (upload === undefined) return 'unknown';
    if (upload.state !== 'stored' && upload.state !== 'granted') return 'already-gone';
    const removed = await this.state.files.run(upload.sha256 ?? '', () =>
      this.removeNow(upload, actor, rule),
    );
    return removed ? 'removed' : 'already-gone';
  }

  /** Deletes everything that an account (bare JID) put here, a batch at a time. @returns files deleted */
  async removeOf(account: string, actor: Actor): Promise<number> {
    const { register, settings } = this.state.parts;
    const filter = { account, states: ['stored', 'granted'] } as const;
    let deleted = 0;
    for (;;) {
      const { uploads } = await register.list(filter, 'time', settings.expiryBatch);
      let gone = 0;
      for (const { id } of uploads) {
        if ((await this.remove(id, actor, 'account-removed')) !== 'unknown') gone++;
      }
      deleted += gone;
      if (gone === 0) return deleted;
    }
  }

  /** Closes slots that nobody used and deletes what is due, a batch at a time. @returns files deleted */
  async tidy(): Promise<number> {
    const now = this.state.parts.clock.now();
    const { register, journal, settings } = this.state.parts;
    for (;;) {
      const batch = this.state.slots.lapsed(now, settings.expiryBatch);
      for (const { upload } of batch) this.state.slots.remove(upload.id);
      const closed = await register.lapse(batch.map(({ upload }) => upload.id));
      for (const { upload, failure } of batch) {
        if (!closed.has(upload.id)) continue;
        journal.lapsed(upload.id, now, failure);
        this.state.news({ kind: 'lapsed', upload });
      }
      if (batch.length < settings.expiryBatch) return this.deleteDue(now);
    }
  }

  private async deleteDue(now: number): Promise<number> {
    const { register, settings } = this.state.parts;
    const before = dueBefore(await this.retention(), now);
    let deleted = 0;
    for (;;) {
      const due = await register.due(before, now, settings.expiryBatch);
      for (const upload of due) {
        const { expireBeforeAt } = upload;
        const rule =
          expireBeforeAt !== undefined && expireBeforeAt <= now ? 'expire-before' : 'retention';
        if ((await this.remove(upload.id, SERVER, rule)) === 'removed') deleted++;
      }
      if (due.length < settings.expiryBatch) return deleted;
    }
  }

  /** Days for each purpose: what an operator has set, and the configuration for the rest. */
  retention(): Promise<Retention> {
    return this.state.retention();
  }

  /** Takes a new retention into use; it holds for files that are here already. */
  async setRetention(retention: Retention, actor: Actor): Promise<void> {
    const data = Object.fromEntries(
      UPLOAD_PURPOSES.map((purpose) => [purpose, retention[purpose] ?? 'for-ever']),
    );
    const at = this.state.parts.clock.now();
    const deed = { at, kind: 'operator-action', action: 'retention-changed', data } as const;
    await this.state.parts.register.setRetention(retention, deedEntry(deed, actor));
  }

  /** What a retention would delete now. */
  preview(retention: Retention): Promise<DueFiles> {
    const now = this.state.parts.clock.now();
    return this.state.parts.register.countDue(dueBefore(retention, now), now);
  }

  /** Deletes files that no upload has: what a crash between disk and database left. */
  async collect(): Promise<{ readonly files: number; readonly bytes: number }> {
    const { store, register } = this.state.parts;
    let [files, bytes] = [0, 0];
    for await (const { sha256 } of store.all()) {
      const freed = await this.state.files.run(sha256, async () =>
        (await register.references(sha256)) > 0 ? undefined : store.remove(sha256),
      );
      if (freed === undefined) continue;
      files++;
      bytes += freed;
    }
    return { files, bytes };
  }

  /** Reads every stored file and compares its hash. */
  async verify(): Promise<UploadAudit> {
    const { register, store } = this.state.parts;
    const damaged: { upload: Upload; fault: 'missing' | 'altered' }[] = [];
    let [files, bytes] = [0, 0];
    for (let after: string | undefined = ''; after !== undefined;) {
      const page = await register.hashes(VERIFY_PAGE, after);
      for (const file of page) {
        files++;
        bytes += file.bytes;
        const found = await store.hashOf(file.sha256);
        if (found === file.sha256) continue;
        const fault = found === undefined ? 'missing' : 'altered';
        for (const upload of await register.withHash(file.sha256)) damaged.push({ upload, fault });
      }
      after = page.length < VERIFY_PAGE ? undefined : page.at(-1)?.sha256;
    }
    return { files, bytes, damaged };
  }

  private async removeNow(upload: Upload, actor: Actor, rule: DeletionRule): Promise<boolean> {
    const { clock, register, journal, store } = this.state.parts;
    const { id, sha256 } = upload;
    const at = clock.now();
    if (!(await register.remove(id, { at, rule }, deletionEntry(upload, actor, rule, at)))) {
      return false;
    }
    this.state.slots.remove(id);
    if (sha256 === undefined) {
      const byAccount = rule === 'by-account' || rule === 'retraction';
      journal.withdrawn(id, at, byAccount ? 'cancelled-by-sender' : 'cancelled-by-admin');
    } else {
      // the row first: a crash in between leaves a file without a row, which the next start collects
      if ((await register.references(sha256)) === 0) await store.remove(sha256);
      journal.deleted(id, at, rule);
    }
    this.state.news({ kind: 'deleted', upload, rule });
    return true;
  }
}

function deletionEntry(upload: Upload, actor: Actor, rule: DeletionRule, at: number) {
  const { id, sizeBytes, purpose, state, account, fileName } = upload;
  const kind = actor.kind === 'account' ? 'account-change' : 'operator-action';
  return deedEntry(
    {
      at,
      kind,
      action: state === 'granted' ? 'slot-withdrawn' : 'upload-deleted',
      data: { rule, upload: id, bytes: sizeBytes, purpose },
      personal: { fileName, ...(account === undefined ? {} : { account }) },
    },
    actor,
  );
}
