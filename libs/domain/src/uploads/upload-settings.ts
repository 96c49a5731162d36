import { UPLOAD_PURPOSES, type UploadPurpose } from './upload.js';

/** Whom a limit is for; 0 is without bound. */
export interface UploadQuotas {
  readonly maxFileBytes: number;
  /** Bytes that one account may upload within 24 hours. */
  readonly bytesPerDay: number;
  /** Bytes that may be stored for one account. */
  readonly storedPerAccount: number;
  /** Bytes that may be stored for the accounts of one domain. */
  readonly storedPerDomain: number;
  /** What happens to an upload that goes beyond what an account may store. */
  readonly whenFull: 'refuse' | 'delete-oldest';
}

/** Days that each purpose is kept; undefined for as long as nobody deletes it. */
export type Retention = Readonly<Record<UploadPurpose, number | undefined>>;

/** Files that are not taken. */
export interface BlockList {
  /** `application/x-msdownload`, or `application/*`; compared with the declared and the found type. */
  readonly types: readonly string[];
  /** Without the dot. */
  readonly extensions: readonly string[];
}

/** Who may upload among those whom the service is for, by bare JID or domain. */
export interface UploadAccess {
  /** Nobody else, where it names anybody. */
  readonly allow: readonly string[];
  /** Not these, even where they are allowed. */
  readonly deny: readonly string[];
}

export interface UploadSettings {
  readonly access: UploadAccess;
  readonly quotas: UploadQuotas;
  readonly retention: Retention;
  readonly block: BlockList;
  /** How long a slot waits for its PUT. */
  readonly slotTtlMs: number;
  /** Slots of one account that wait for their PUT. */
  readonly maxSlotsPerAccount: number;
  readonly maxSlots: number;
  /** No slots are given, and no bytes are taken, below this much free space. */
  readonly reserveBytes: number;
  /** Files of one round of deleting. */
  readonly expiryBatch: number;
  /** Share of an account's quota at which it is told. */
  readonly warnAt: number;
}

const DAY_MS = 86_400_000;
const MIB = 1024 * 1024;

/** @see RELIABILITY 6d in the project's goals; XEP-0363 §8 for the slot's time */
export const DEFAULT_UPLOAD_SETTINGS: UploadSettings = {
  quotas: {
    maxFileBytes: 100 * MIB,
    bytesPerDay: 1024 * MIB,
    storedPerAccount: 5 * 1024 * MIB,
    storedPerDomain: 0,
    whenFull: 'refuse',
  },
  retention: { message: 7, profile: undefined, ephemeral: 1, permanent: undefined },
  access: { allow: [], deny: [] },
  block: { types: [], extensions: [] },
  slotTtlMs: 300_000,
  maxSlotsPerAccount: 100,
  maxSlots: 20_000,
  reserveBytes: 512 * MIB,
  expiryBatch: 100,
  warnAt: 0.8,
};

/** Whether an account may upload, as far as lists of names go. */
export function isAllowed(
  { allow, deny }: UploadAccess,
  account: { readonly bare: string; readonly domain: string },
): boolean {
  const isIn = (list: readonly string[]) =>
    list.includes(account.bare) || list.includes(account.domain);
  return !isIn(deny) && (allow.length === 0 || isIn(allow));
}

/** Whether a file of this name and type is not taken. Types that are not known are taken. */
export function isBlocked(
  block: BlockList,
  fileName: string,
  ...types: readonly (string | undefined)[]
): boolean {
  const lower = fileName.toLowerCase();
  // "a.exe." and "a.exe " are opened as "a.exe" on some systems
  const trimmed = lower.replace(/[. ]+$/, '');
  if (block.extensions.some((one) => trimmed.endsWith(`.${one.toLowerCase()}`))) return true;
  const found = types.filter((type) => type !== undefined).map(essenceOf);
  return block.types.some((pattern) => {
    const wanted = pattern.toLowerCase();
    return wanted.endsWith('/*')
      ? found.some((type) => type.startsWith(wanted.slice(0, -1)))
      : found.includes(wanted);
  });
}

/** The type without its parameters, in lower case. @see RFC 9110 §8.3.1 */
export function essenceOf(type: string): string {
  return (type.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** For each purpose the instant before which what was stored is due. Undefined: nothing ever is. */
export function dueBefore(
  retention: Retention,
  now: number,
): Readonly<Record<UploadPurpose, number | undefined>> {
  const entries = UPLOAD_PURPOSES.map((purpose) => {
    const days = retention[purpose];
    return [purpose, days === undefined ? undefined : now - days * DAY_MS];
  });
  return Object.fromEntries(entries) as Record<UploadPurpose, number | undefined>;
}
