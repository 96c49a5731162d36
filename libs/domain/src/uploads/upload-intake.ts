import { Jid } from '@waybill/core';
import type { TransferReason } from '../transfers/transfer.js';
import { verifyExternal, type ExternalBackend } from './external-backend.js';
import type { UploadState } from './upload-parts.js';
import { isBlocked } from './upload-settings.js';
import type { IncomingFile } from './upload-store.js';
import type { SlotClaims, SlotOrigin, UploadPath } from './upload-urls.js';
import { grantedUpload, type Download, type Upload } from './upload.js';

/** Why a PUT, or a GET, is not served. */
export type IntakeRefusal =
  | 'unknown'
  /** Not signed by us, or changed since. */
  | 'forbidden'
  /** The slot's time is over. */
  | 'expired'
  /** The file is here already. */
  | 'finished'
  /** Another PUT of this slot is under way. */
  | 'busy'
  /** The file was deleted. */
  | 'gone'
  | 'length-required'
  | 'too-large'
  | 'type-blocked'
  | 'disk-full';

/** A PUT as its head tells it. */
export interface PutHead {
  readonly path: UploadPath;
  readonly query: URLSearchParams;
  /** Of the body; undefined for a chunked one. */
  readonly sizeBytes: number | undefined;
  readonly contentType: string | undefined;
  readonly address: string;
}

const DOWNLOAD_FLUSH_MS = 250;
const MAX_DOWNLOADS_WAITING = 10_000;

/** What HTTP sees of uploads: bytes in, bytes out. */
export class UploadIntake {
  private waiting: Download[] = [];
  private cancelFlush: (() => void) | undefined;

  constructor(
    private readonly state: UploadState,
    private readonly externals: readonly ExternalBackend[] = [],
  ) {}

  /** Begins a PUT; it ends by `keep` or `fail`. @throws StoreFault */
  async begin(head: PutHead): Promise<Upload | IntakeRefusal> {
    const { path, address } = head;
    const found =
      path.kind === 'own' ? await this.ownSlot(head) : await this.externalSlot(head, path);
    if (typeof found === 'string') return found;
    const slot = this.state.slots.get(found.id) ?? this.state.slots.add(found);
    if (slot.busy) return 'busy';
    slot.busy = true;
    if (!(await this.state.fits(0))) {
      slot.busy = false;
      return 'disk-full';
    }
    this.state.parts.journal.begun(found.id, this.now, address);
    return found;
  }

  progress(upload: Upload, bytes: number): void {
    this.state.parts.journal.progress(upload.id, this.now, bytes);
  }

  /**
   * The whole body is here, hashed and on disk: makes it the upload's file. When this resolves with the upload, disk and
   * database have both; with a refusal the slot is closed.
   * @throws StoreFault, UploadStoreFault; the slot can be used again
   */
  async keep(
    upload: Upload,
    file: IncomingFile,
    sha256: string,
  ): Promise<Upload | 'type-blocked' | 'gone'> {
    const { typeOf, settings, register, journal } = this.state.parts;
    const detectedType = await typeOf(file.head);
    if (isBlocked(settings.block, upload.fileName, upload.contentType, detectedType)) {
      await this.refuse(upload, 'policy-type', file.bytes);
      return 'type-blocked';
    }
    const at = this.now;
    const holdings = await this.state.files.run(sha256, async () => {
      // no upload without its transfer
      await Promise.all([file.keep(), journal.recorded(upload.id)]);
      const kept = await register.store(upload.id, { at, sha256, detectedType });
      // taken back meanwhile: nobody has these bytes any more, unless they had them before
      if (kept === undefined && (await register.references(sha256)) === 0) {
        await this.state.parts.store.remove(sha256);
      }
      return kept;
    });
    if (holdings !== undefined) this.state.standings.stored(upload);
    this.state.slots.remove(upload.id);
    if (holdings === undefined) return 'gone';
    const stored: Upload = { ...upload, state: 'stored', sha256, detectedType, storedAt: at };
    journal.stored(upload.id, at, { bytes: file.bytes, sha256 });
    this.state.news({ kind: 'stored', upload: stored });
    this.warn(stored, holdings.bytes);
    return stored;
  }

  /** A PUT broke off; its slot can be used again while its time lasts. */
  fail(upload: Upload, reason: TransferReason, bytes: number): void {
    const slot = this.state.slots.get(upload.id);
    if (slot !== undefined) {
      slot.busy = false;
      slot.failure = reason;
    }
    this.state.parts.journal.failed(upload.id, this.now, reason, bytes);
    this.state.news({ kind: 'put-failed', upload, reason });
  }

  /** The upload that a GET names. */
  async find(path: UploadPath): Promise<Upload | 'unknown' | 'gone'> {
    const upload = await this.state.parts.register.findByToken(path.token);
    if (upload === undefined || upload.fileName !== path.fileName) return 'unknown';
    if (upload.state === 'deleted') return 'gone';
    const { expireBeforeAt } = upload;
    // XEP-0363 §5.3: not available after that instant, even if the batch that deletes it has not come by
    if (expireBeforeAt !== undefined && expireBeforeAt <= this.now) return 'gone';
    return upload.state === 'stored' ? upload : 'unknown';
  }

  /** Writes a GET down, with others of the same moment. */
  noteDownload(upload: Upload, download: Omit<Download, 'uploadId' | 'at'>): void {
    const note = { ...download, uploadId: upload.id, at: this.now };
    this.state.parts.journal.downloaded(upload, note);
    if (this.waiting.length >= MAX_DOWNLOADS_WAITING) return;
    this.waiting.push(note);
    this.cancelFlush ??= this.state.parts.clock.after(DOWNLOAD_FLUSH_MS, () => void this.flush());
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    this.cancelFlush?.();
    this.cancelFlush = undefined;
    const { waiting } = this;
    this.waiting = [];
    if (waiting.length === 0) return;
    try {
      await this.state.parts.register.recordDownloads(waiting);
    } catch (error) {
      this.state.fault(error);
    }
  }

  private get now(): number {
    return this.state.parts.clock.now();
  }

  private async ownSlot(head: PutHead): Promise<Upload | IntakeRefusal> {
    const { urls, register, journal } = this.state.parts;
    const claims = urls.readPut(head.path, head.query);
    if (claims === undefined) return 'forbidden';
    const isOver = claims.expiresAt <= this.now;
    const open = this.state.slots.findByToken(claims.token)?.upload;
    if (open !== undefined && isOver) return 'expired';
    if (open !== undefined && journal.holds(open.id)) return open;
    // both uploads of one URL at once find one slot
    return this.state.accounts.run(claims.token, async () => {
      const known = await register.findByToken(claims.token);
      if (known?.state === 'stored') return 'finished';
      if (known?.state === 'deleted') return 'gone';
      if (known?.state === 'lapsed' || isOver) return 'expired';
      return this.restore(claims, urls.readOrigin(claims, head.query), known);
    });
  }

  /**
   * A crash took what was not on disk of a slot; what is signed in its URL makes it anew.
   * @param known its row, where that was written
   */
  private async restore(
    claims: SlotClaims,
    origin: SlotOrigin,
    known: Upload | undefined,
  ): Promise<Upload | IntakeRefusal> {
    const { journal } = this.state.parts;
    const [sender, service] = [Jid.parse(origin.sender), Jid.parse(origin.service)];
    if (!(sender instanceof Jid) || !(service instanceof Jid)) return 'forbidden';
    const { id, host, purpose, grantedAt, expireBeforeAt } = origin;
    const { fileName, sizeBytes, contentType, token, expiresAt } = claims;
    if (!(await journal.knows(id))) {
      const told = journal.offer({
        ...{ id, sender, service, host, fileName, sizeBytes, contentType, at: grantedAt },
        ...{ address: undefined, stanza: undefined, detail: { purpose } },
      });
      if (told === undefined) return 'disk-full';
    }
    if (known !== undefined) return known;
    const upload = grantedUpload({
      ...{ id, token, fileName, sizeBytes, contentType, purpose, host, expireBeforeAt, grantedAt },
      account: sender.bare,
      domain: sender.domain,
      slotExpiresAt: expiresAt,
    });
    this.state.grant(upload);
    return upload;
  }

  private async externalSlot(
    head: PutHead,
    path: Extract<UploadPath, { kind: 'external' }>,
  ): Promise<Upload | IntakeRefusal> {
    const { sizeBytes } = head;
    const backend = this.externals.find(({ name }) => name === path.backend);
    if (backend === undefined) return 'unknown';
    if (sizeBytes === undefined) return 'length-required';
    const given = { path: path.path, sizeBytes, contentType: head.contentType };
    if (!verifyExternal(backend.secret, given, head.query)) return 'forbidden';
    const { settings, register } = this.state.parts;
    // both uploads of one URL at once find one slot
    return this.state.accounts.run(path.token, async () => {
      const known = await register.findByToken(path.token);
      if (known?.state === 'stored') return 'finished';
      if (known?.state === 'deleted') return 'gone';
      if (known?.state === 'granted') return this.openExternal(head, path, backend, known);
      if (known !== undefined) return 'expired';
      if (sizeBytes < 1 || sizeBytes > settings.quotas.maxFileBytes) return 'too-large';
      if (isBlocked(settings.block, path.fileName, head.contentType)) return 'type-blocked';
      return this.openExternal(head, path, backend);
    });
  }

  /**
   * The other server gave the slot; we hear of it with its PUT.
   * @param known its row, of an earlier one
   */
  private async openExternal(
    head: PutHead,
    path: Extract<UploadPath, { kind: 'external' }>,
    backend: ExternalBackend,
    known?: Upload,
  ): Promise<Upload | IntakeRefusal> {
    const { journal, settings } = this.state.parts;
    if (known !== undefined && (await journal.knows(known.id))) return known;
    const at = this.now;
    const { sizeBytes = 0 } = head;
    const account = backend.accountOf(path.path);
    const service = Jid.parse(backend.domain);
    const sender = account === undefined ? service : Jid.parse(account);
    if (!(sender instanceof Jid) || !(service instanceof Jid)) return 'forbidden';
    const { fileName } = path;
    const id = journal.offer({
      ...{ id: known?.id, sender, service, fileName, sizeBytes, at },
      host: backend.host,
      contentType: head.contentType,
      address: head.address,
      stanza: undefined,
      detail: { purpose: 'message' },
    });
    if (id === undefined) return 'disk-full';
    if (known !== undefined) return known;
    const upload = grantedUpload({
      ...{ id, token: path.token, fileName, sizeBytes, account, purpose: 'message' },
      contentType: head.contentType,
      expireBeforeAt: undefined,
      domain: sender.domain,
      host: backend.host,
      grantedAt: at,
      slotExpiresAt: at + settings.slotTtlMs,
    });
    this.state.grant(upload);
    return upload;
  }

  private async refuse(upload: Upload, reason: TransferReason, bytes: number): Promise<void> {
    this.fail(upload, reason, bytes);
    this.state.slots.remove(upload.id);
    await this.state.parts.register.lapse([upload.id]);
    this.state.parts.journal.lapsed(upload.id, this.now, reason);
  }

  private warn({ account, host, sizeBytes }: Upload, usedBytes: number): void {
    const { settings, onWarning } = this.state.parts;
    const maxBytes = settings.quotas.storedPerAccount;
    const mark = maxBytes * settings.warnAt;
    // told once on the way up, not with every file above the mark
    if (account === undefined || maxBytes === 0) return;
    if (usedBytes < mark || usedBytes - sizeBytes >= mark) return;
    onWarning?.({ account, host, usedBytes, maxBytes });
  }
}
