import type { Actor } from '../audit/audit-entry.js';
import {
  UploadDesk,
  type RemovalOutcome,
  type Sharing,
  type Slot,
  type SlotRefusal,
  type SlotWish,
  type UploadCursor,
  type UploadLimits,
  type UploadPage,
} from './upload-desk.js';
import type { UploadKeeper } from './upload-keeper.js';
import type { UploadState } from './upload-parts.js';
import { DAY_MS, checkQuota } from './upload-quota.js';
import { isAllowed, isBlocked } from './upload-settings.js';
import { isFileName, newToken } from './upload-urls.js';
import { grantedUpload, type DeletionRule, type Upload, type UploadUsage } from './upload.js';

const SERVER: Actor = { kind: 'server' };
const DISK_RETRY_MS = 600_000;
const LEDGER_RETRY_MS = 60_000;
const MAX_TYPE_LENGTH = 255;
/** Files that may go for one that comes. */
const MAX_MAKING_ROOM = 1_000;
/** Records that may wait for the disk; beyond it, answers wait for it as well. */
const MAX_BACKLOG = 1_000;

/** Gives slots by the rules, and knows what accounts hold. */
export class UploadRegistrar extends UploadDesk {
  /** Uploads and receivers that are being joined: a host server may show one message twice at a time. */
  private readonly sharing = new Set<string>();

  constructor(
    private readonly state: UploadState,
    private readonly keeper: UploadKeeper,
  ) {
    super();
  }

  override get limits(): UploadLimits {
    const { quotas, retention } = this.state.parts.settings;
    const { maxFileBytes, storedPerAccount } = quotas;
    const maxStoredBytesPerAccount = storedPerAccount === 0 ? undefined : storedPerAccount;
    return { maxFileBytes, retentionDays: retention, maxStoredBytesPerAccount };
  }

  override async grant(wish: SlotWish): Promise<Slot | SlotRefusal> {
    const account = wish.requester.bare;
    const answer =
      this.refusal(wish) ??
      (await this.state.accounts.run(account, () => this.grantInTurn(wish, account)));
    if ('refused' in answer) {
      this.state.news({ kind: 'refused', refused: answer.refused, account });
    }
    return answer;
  }

  override async usage(account: string): Promise<UploadUsage> {
    const { register, settings, clock } = this.state.parts;
    const since = clock.now() - DAY_MS;
    const { files, bytes, grantedBytes } = await register.standing(account, since);
    const bound = (limit: number) => (limit === 0 ? undefined : limit);
    return {
      files,
      bytes,
      maxBytes: bound(settings.quotas.storedPerAccount),
      dayBytes: grantedBytes,
      maxDayBytes: bound(settings.quotas.bytesPerDay),
    };
  }

  override list(account: string, limit: number, after?: UploadCursor): Promise<UploadPage> {
    return this.state.parts.register.list({ account, states: ['stored'] }, '-time', limit, after);
  }

  override urlOf(upload: Upload): string {
    return this.state.parts.urls.getUrl(upload);
  }

  override remove(id: string, actor: Actor, rule: DeletionRule): Promise<RemovalOutcome> {
    return this.keeper.remove(id, actor, rule);
  }

  override async findByUrl(url: string): Promise<Upload | undefined> {
    const { urls, register } = this.state.parts;
    const path = urls.readUrl(url);
    const upload = path === undefined ? undefined : await register.findByToken(path.token);
    return upload?.fileName === path?.fileName ? upload : undefined;
  }

  override async noteShared(upload: Upload, sharing: Sharing): Promise<void> {
    const { register, journal } = this.state.parts;
    const { receiver, at, stanza } = sharing;
    const key = `${upload.id} ${receiver.bare}`;
    if (this.sharing.has(key)) return;
    this.sharing.add(key);
    try {
      const before = await register.receivers(upload.id);
      if (before.includes(receiver.bare)) return;
      const first = before.length === 0;
      // before the row is on disk: clients fetch what they are sent within milliseconds, and that comes after it
      const seen = stanza === undefined ? {} : { stanza };
      journal.shared(upload.id, at, { receiver, first, ...seen });
      await register.addReceiver(upload.id, { jid: receiver.bare, at });
    } finally {
      this.sharing.delete(key);
    }
  }

  /** What needs no look at the database. */
  private refusal(wish: SlotWish): SlotRefusal | undefined {
    const { settings, clock, mayUpload } = this.state.parts;
    const { sizeBytes, fileName, contentType, expireBeforeAt } = wish;
    const { maxFileBytes } = settings.quotas;
    const { requester } = wish;
    if (!mayUpload(requester, wish.host) || !isAllowed(settings.access, requester)) {
      return { refused: 'not-entitled' };
    }
    if (!isFileName(fileName)) return { refused: 'bad-name' };
    if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 1) return { refused: 'bad-size' };
    if (sizeBytes > maxFileBytes) return { refused: 'too-large', maxFileBytes };
    if (expireBeforeAt !== undefined && expireBeforeAt <= clock.now()) {
      return { refused: 'bad-expiry' };
    }
    return isBlocked(settings.block, fileName, contentType)
      ? { refused: 'type-blocked' }
      : undefined;
  }

  private async grantInTurn(wish: SlotWish, account: string): Promise<Slot | SlotRefusal> {
    const { clock } = this.state.parts;
    const crowd = this.tooManySlots(account);
    if (crowd !== undefined) return crowd;
    if (!(await this.state.fits(wish.sizeBytes))) {
      return { refused: 'disk-full', retryAt: clock.now() + DISK_RETRY_MS };
    }
    const { domain } = wish.requester;
    const verdict = await checkQuota(this.state, { account, domain, sizeBytes: wish.sizeBytes });
    if (!verdict.ok) {
      const makesRoom = this.state.parts.settings.quotas.whenFull === 'delete-oldest';
      const made =
        verdict.over === 'stored' && makesRoom && (await this.makeRoom(account, verdict.excess));
      if (!made) return { refused: 'quota', retryAt: verdict.retryAt };
    }
    return this.open(wish);
  }

  private tooManySlots(account: string): SlotRefusal | undefined {
    const { slots } = this.state;
    const { maxSlots, maxSlotsPerAccount } = this.state.parts.settings;
    const own = slots.promised(account).slots >= maxSlotsPerAccount;
    if (!own && slots.size < maxSlots) return undefined;
    const now = this.state.parts.clock.now();
    const retryAt = slots.nextFreeAt(own ? account : undefined) ?? now;
    return { refused: 'too-many-slots', retryAt: Math.max(now, retryAt) + 1000 };
  }

  /** Deletes an account's oldest messages' files. @returns whether enough of them went */
  private async makeRoom(account: string, excess: number): Promise<boolean> {
    const filter = { account, states: ['stored'], purpose: 'message' } as const;
    let missing = excess;
    for (let gone = 0; gone < MAX_MAKING_ROOM && missing > 0; gone++) {
      const { uploads } = await this.state.parts.register.list(filter, 'time', 1);
      const [oldest] = uploads;
      if (oldest === undefined) return false;
      await this.keeper.remove(oldest.id, SERVER, 'quota-oldest');
      missing -= oldest.sizeBytes;
    }
    return missing <= 0;
  }

  private async open(wish: SlotWish): Promise<Slot | SlotRefusal> {
    const { journal, register, clock, urls, settings } = this.state.parts;
    const at = clock.now();
    const contentType = usableType(wish.contentType);
    const { requester: sender, service, host, fileName, sizeBytes, purpose } = wish;
    const id = journal.offer({
      sender,
      service,
      host,
      fileName,
      sizeBytes,
      contentType,
      at,
      address: wish.address,
      stanza: wish.stanza,
      detail: { purpose },
    });
    if (id === undefined) return { refused: 'too-many-slots', retryAt: at + LEDGER_RETRY_MS };
    const { expireBeforeAt } = wish;
    const upload = grantedUpload({
      id,
      token: newToken(),
      fileName,
      sizeBytes,
      contentType,
      purpose,
      expireBeforeAt,
      account: sender.bare,
      domain: sender.domain,
      host,
      grantedAt: at,
      // whole seconds: the URL carries them so
      slotExpiresAt: Math.ceil((at + settings.slotTtlMs) / 1000) * 1000,
    });
    try {
      this.state.grant(upload);
    } catch (error) {
      journal.lapsed(id, at, 'io-error');
      throw error;
    }
    // slots are not given faster than they can be written
    if (journal.backlog > MAX_BACKLOG) await Promise.all([journal.recorded(id), register.flush()]);
    this.state.news({ kind: 'granted', upload });
    return { upload, putUrl: this.putUrl(upload, wish), getUrl: urls.getUrl(upload) };
  }

  private putUrl(upload: Upload, { requester, service }: SlotWish): string {
    const { id, host, purpose, grantedAt, expireBeforeAt } = upload;
    const { token, fileName, sizeBytes, contentType, slotExpiresAt: expiresAt } = upload;
    const [sender, asked] = [requester.full, service.full];
    return this.state.parts.urls.putUrl(
      { token, fileName, sizeBytes, contentType, expiresAt },
      { id, sender, service: asked, host, purpose, grantedAt, expireBeforeAt },
    );
  }
}

/** A type that can stand in a header; others are as if none had been given. @see RFC 9110 §8.3.1 */
function usableType(type: string | undefined): string | undefined {
  if (type === undefined || type.length > MAX_TYPE_LENGTH) return undefined;
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;[\x20-\x7e]*)?$/.test(type) ? type : undefined;
}
