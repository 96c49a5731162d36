import type { AuditEntry } from '../audit/audit-entry.js';

/** What a link lets its holder do: make an account, or choose another password for one that is there. */
export const LINK_KINDS = ['invite', 'account-reset', 'operator-reset'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** A way in that was given to somebody. Its token is known to them only; instants are epoch milliseconds. */
export interface OneTimeLink {
  /** UUID. */
  readonly id: string;
  readonly kind: LinkKind;
  /** Bare JID of the account, or id of the operator, whose password it resets. */
  readonly subject?: string | undefined;
  /** Where an invited person's account will be. */
  readonly domain?: string | undefined;
  /** An operator's remark, such as whom it was made for. */
  readonly note?: string | undefined;
  readonly uses: number;
  readonly maxUses: number;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Operator's name, or `command line`. */
  readonly createdBy: string;
  readonly revokedAt?: number | undefined;
  readonly lastUsedAt?: number | undefined;
}

export type LinkStatus = 'open' | 'used' | 'expired' | 'revoked';

/** What a link is good for at an instant. */
export function linkStatus(link: OneTimeLink, now: number): LinkStatus {
  if (link.revokedAt !== undefined) return 'revoked';
  if (link.uses >= link.maxUses) return 'used';
  return link.expiresAt <= now ? 'expired' : 'open';
}

/** The last link of a page. */
export interface LinkCursor {
  readonly createdAt: number;
  readonly id: string;
}

export interface LinkPage {
  /** Newest first. */
  readonly links: readonly OneTimeLink[];
  readonly next: LinkCursor | undefined;
}

/** Where links are kept; of a token there is only its hash. Changes commit with their audit entry. */
export abstract class LinkStore {
  /** Ends other open links of the same kind and subject, where there is a subject. */
  abstract add(link: OneTimeLink, tokenHash: string, entry: AuditEntry): Promise<void>;
  abstract find(id: string): Promise<OneTimeLink | undefined>;
  abstract findByToken(tokenHash: string): Promise<OneTimeLink | undefined>;
  abstract list(kind: LinkKind, limit: number, after?: LinkCursor): Promise<LinkPage>;
  /** Counts a use. @returns false when there is none left: used up, revoked or expired */
  abstract use(id: string, at: number, entry: AuditEntry): Promise<boolean>;
  /** Takes a use back that led to nothing. */
  abstract giveBack(id: string, entry: AuditEntry): Promise<void>;
  /** @returns false when it is not there or revoked already */
  abstract revoke(id: string, at: number, entry: AuditEntry): Promise<boolean>;
  /** Removes links that ended before an instant. @returns how many */
  abstract prune(beforeAt: number): Promise<number>;
}
