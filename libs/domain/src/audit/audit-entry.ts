/** What the chain keeps entries of. */
export const AUDIT_KINDS = [
  'transfer-offered',
  'transfer-ended',
  'operator-action',
  'account-change',
  'sign-in',
  'gap',
  /** Records that were deleted because their time had come. */
  'retention',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

export type AuditValue = string | number | boolean;

/** Something that happened and must stay provable. */
export interface AuditEntry {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: AuditKind;
  /** Facts that name nobody: ids, states, counts. They stand in the chain as they are. */
  readonly data: Readonly<Record<string, AuditValue>>;
  /**
   * Facts about people: addresses, names, file names. The chain holds salted hashes of them, so that erasing a
   * value and its salt leaves every hash in place.
   */
  readonly personal: Readonly<Record<string, string>>;
}

/** An entry in its place in the chain. */
export interface ChainedEntry {
  /** 1 for the first; rises by one without gaps. */
  readonly seq: number;
  readonly at: number;
  readonly kind: AuditKind;
  readonly data: Readonly<Record<string, AuditValue>>;
  /** Name of the personal fact to base64url SHA-256 over salt and value. */
  readonly personalHashes: Readonly<Record<string, string>>;
  /** Lower-case hex SHA-256 over the hash of the entry before and this entry's canonical JSON. */
  readonly hash: string;
}

/** A chained entry with what is still known of the people in it. */
export interface AuditRecord extends ChainedEntry {
  /** Personal facts that have not been erased. */
  readonly personal: Readonly<Record<string, string>>;
}

/** Who did something, for the audit entry about it. */
export interface Actor {
  readonly kind: 'operator' | 'account' | 'api-key' | 'command-line' | 'server' | 'host-server';
  /** Operator name, bare JID, name of the key, or what a host server signs in with; undefined for the server itself. */
  readonly name?: string | undefined;
  /** IP address. */
  readonly address?: string | undefined;
}
