import type { InstantMessaging } from '@waybill/features';
import type { Log } from '@waybill/platform';
import type { Backups } from '../backup/backups.js';
import type { Storage } from './storage.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Dashboard sessions end after this long without use. */
const OPERATOR_IDLE_MS = 20 * 60_000;
/** Invitations and reset links that are over can be looked at this long. */
const LINK_HISTORY_MS = 90 * DAY_MS;
const SIGN_IN_HISTORY_MS = 365 * DAY_MS;

/** What has to be looked after once an hour. */
export class Housekeeping {
  private timer: NodeJS.Timeout | undefined;
  private running = Promise.resolve();

  constructor(
    private readonly storage: Storage,
    private readonly chat: InstantMessaging,
    private readonly backups: Pick<Backups, 'daily'>,
    private readonly log: Log,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => {
      this.running = this.run(Date.now());
    }, HOUR_MS).unref();
  }

  /** Waits for a round that runs. */
  stop(): Promise<void> {
    clearInterval(this.timer);
    return this.running;
  }

  async run(now: number): Promise<void> {
    const { database, accounts } = this.storage;
    await this.chore('legacy_sign_ins', () => accounts.endExpiredLegacySignIns());
    await this.chore('locks', () => accounts.endExpiredLocks());
    await this.chore('links', () => database.links.prune(now - LINK_HISTORY_MS));
    await this.chore('transfers', () => this.deleteOldTransfers());
    await this.chore('offline_messages', () => this.chat.mailbox.expire());
    await this.chore('operator_sessions', () =>
      database.operatorSessions.prune(now, now - OPERATOR_IDLE_MS),
    );
    await this.chore('sign_ins', () => database.signIns.prune(now - SIGN_IN_HISTORY_MS));
    await this.chore('backup', () => this.backups.daily());
    // last: what was deleted above went through the log
    await this.chore('checkpoint', () => database.checkpoint());
  }

  private async deleteOldTransfers(): Promise<void> {
    const transfers = await this.storage.retention.run({ kind: 'server' });
    if (transfers === 0) return;
    const { days } = this.storage.retention;
    this.log.info(
      { event: 'transfers_deleted', transfers, days },
      'deleted what was past its time',
    );
  }

  /** One that fails is told and tried again in an hour. */
  private async chore(name: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (err) {
      this.log.error({ event: 'chore_failed', chore: name, err }, 'a chore failed');
    }
  }
}
