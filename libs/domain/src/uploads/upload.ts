/** What a file is uploaded for; each purpose is kept for a time of its own. @see XEP-0363 §5 */
export const UPLOAD_PURPOSES = ['message', 'profile', 'ephemeral', 'permanent'] as const;
export type UploadPurpose = (typeof UPLOAD_PURPOSES)[number];

/**
 * The life of an upload: a slot was given; the file is here; it was here; or the slot's time passed without a file.
 */
export const UPLOAD_PHASES = ['granted', 'stored', 'deleted', 'lapsed'] as const;
export type UploadPhase = (typeof UPLOAD_PHASES)[number];

/** Why a file was deleted: one closed list for audit, log, API and dashboard. */
export const DELETION_RULES = [
  /** Its purpose's time was over. */
  'retention',
  /** The sender had set a last instant. @see XEP-0363 §5.3 */
  'expire-before',
  /** The oldest had to make room. */
  'quota-oldest',
  'by-account',
  'by-operator',
  /** The message that carried its URL was retracted. @see XEP-0424 */
  'retraction',
  'account-removed',
  /** The bytes were found missing or altered. */
  'damaged',
] as const;
export type DeletionRule = (typeof DELETION_RULES)[number];

/** One file that was, or may still be, put on this server. Instants are epoch milliseconds. */
export interface Upload {
  /** UUIDv7; also the id of its transfer in the ledger. */
  readonly id: string;
  /** The secret part of its URL, 192 random bits. Who has it can download: never in a log. */
  readonly token: string;
  /** As sent: raw Unicode, never part of a path. */
  readonly fileName: string;
  /** Bytes as announced; a stored file has exactly these. */
  readonly sizeBytes: number;
  /** As the sender declared it. */
  readonly contentType: string | undefined;
  /** What the first bytes say; undefined where they say nothing. */
  readonly detectedType: string | undefined;
  readonly purpose: UploadPurpose;
  /** The file must be gone by then, whatever its purpose allows. */
  readonly expireBeforeAt: number | undefined;
  /** Bare JID of who uploads; undefined where another server gave the slot and names nobody. */
  readonly account: string | undefined;
  /** Domain of the account, or the domain that an external slot is of: what a domain's quota counts. */
  readonly domain: string;
  /** `standalone`, or the attachment's component domain. */
  readonly host: string;
  readonly state: UploadPhase;
  /** Lower-case hex, once stored. */
  readonly sha256: string | undefined;
  readonly grantedAt: number;
  /** A PUT must have begun by then. */
  readonly slotExpiresAt: number;
  readonly storedAt: number | undefined;
  readonly deletedAt: number | undefined;
  readonly deletionRule: DeletionRule | undefined;
  /** GET requests that were answered with bytes. */
  readonly downloads: number;
  readonly lastDownloadAt: number | undefined;
}

/** What a slot settles of its upload. */
export type Grant = Pick<
  Upload,
  | 'id'
  | 'token'
  | 'fileName'
  | 'sizeBytes'
  | 'contentType'
  | 'purpose'
  | 'expireBeforeAt'
  | 'account'
  | 'domain'
  | 'host'
  | 'grantedAt'
  | 'slotExpiresAt'
>;

/** The upload whose slot was given. Field by field: copies of one shape are cheap, and spreading is not. */
export function grantedUpload(grant: Grant): Upload {
  return {
    id: grant.id,
    token: grant.token,
    fileName: grant.fileName,
    sizeBytes: grant.sizeBytes,
    contentType: grant.contentType,
    detectedType: undefined,
    purpose: grant.purpose,
    expireBeforeAt: grant.expireBeforeAt,
    account: grant.account,
    domain: grant.domain,
    host: grant.host,
    state: 'granted',
    sha256: undefined,
    grantedAt: grant.grantedAt,
    slotExpiresAt: grant.slotExpiresAt,
    storedAt: undefined,
    deletedAt: undefined,
    deletionRule: undefined,
    downloads: 0,
    lastDownloadAt: undefined,
  };
}

/** One GET of a file. */
export interface Download {
  readonly uploadId: string;
  readonly at: number;
  /** IP address that asked. */
  readonly address: string;
  /** First byte and bytes asked for; undefined for the whole file. */
  readonly range: { readonly offset: number; readonly length: number } | undefined;
  /** Bytes that were sent. */
  readonly bytes: number;
  /** Everything that was asked for was sent. */
  readonly complete: boolean;
}

/** What an account holds, and what it may. Undefined bounds are none. */
export interface UploadUsage {
  readonly files: number;
  readonly bytes: number;
  readonly maxBytes: number | undefined;
  /** Bytes of the last 24 hours, slots that may still be used included. */
  readonly dayBytes: number;
  readonly maxDayBytes: number | undefined;
}
