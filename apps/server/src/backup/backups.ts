import { join } from 'node:path';
import { deedEntry, type Actor } from '@waybill/domain';
import type { Database } from '@waybill/persistence';
import type { Config, Log } from '@waybill/platform';
import { makeBackup, type MadeBackup } from './backup-maker.js';
import { backupFolder, backupName, listBackups, remove, superfluous } from './backup-folder.js';

/** Younger backups make another superfluous; a little less than a day, so that the hour does not wander. */
const DAILY_MS = 23.5 * 3_600_000;

export interface BackupsParts {
  readonly database: Pick<Database, 'backupTo' | 'audit'>;
  readonly config: Config;
  /** As they are shown: without passwords. */
  readonly settings: readonly unknown[];
  readonly now: () => number;
  readonly log: Log;
}

/** Makes the backups of a server, one at a time. */
export class Backups {
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: BackupsParts) {}

  /**
   * Makes one for somebody, which the audit chain records: everything leaves with it.
   * @param to where it goes; its own name in the folder of backups otherwise
   * @throws StoreFault
   */
  async create(wish: {
    readonly to?: string | undefined;
    readonly withSecrets: boolean;
    readonly actor: Actor;
  }): Promise<MadeBackup> {
    const { database, config, now } = this.parts;
    const { withSecrets, actor } = wish;
    const at = now();
    const file = wish.to ?? join(backupFolder(config), backupName(at));
    const data = { what: 'backup', format: 'tar.gz', withSecrets };
    const deed = { at, kind: 'operator-action', action: 'exported', data } as const;
    await database.audit.append(deedEntry(deed, actor));
    return this.make(file, withSecrets);
  }

  /** Makes one where that is wanted and due, and deletes those that need not be kept. */
  async daily(): Promise<void> {
    const { config, log, now } = this.parts;
    const { daily, keepDaily, keepWeekly, withSecrets } = config.backup;
    if (!daily) return;
    const folder = backupFolder(config);
    const [newest] = await listBackups(folder);
    if (newest !== undefined && now() - newest.createdAt < DAILY_MS) return;
    const { file, bytes } = await this.make(join(folder, backupName(now())), withSecrets);
    log.info({ event: 'backup_made', file, bytes }, 'made the daily backup');
    const kept = { daily: keepDaily, weekly: keepWeekly };
    const gone = await remove(superfluous(await listBackups(folder), kept));
    if (gone.length > 0) {
      log.info({ event: 'backups_deleted', count: gone.length }, 'deleted backups of the past');
    }
  }

  private make(file: string, withSecrets: boolean): Promise<MadeBackup> {
    const made = this.running.then(() => makeBackup(this.parts, file, withSecrets));
    // whoever asked hears of a failure; the next one starts anew
    this.running = made.then(nothing, nothing);
    return made;
  }
}

const nothing = () => undefined;
