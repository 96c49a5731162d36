import type { AuditKind, KeyScope, LinkStatus, OperatorRole } from '@waybill/domain';
import type { ImportReport } from '@waybill/admin-api';

/** A one-time link as the console shows it; the token stands behind `#`. */
export interface LinkGiven {
  readonly id: string;
  /** `/join#…` or `/reset#…`, below where the dashboard is. */
  readonly path: string;
  readonly expiresAt: string;
}

export interface InviteView {
  readonly id: string;
  readonly domain: string;
  readonly note: string | null;
  readonly uses: number;
  readonly maxUses: number;
  readonly expiresAt: string;
  readonly status: LinkStatus;
}

export interface OperatorView {
  readonly id: string;
  readonly name: string;
  readonly role: OperatorRole;
  readonly lastSignInAt: string | null;
  readonly secondFactor: boolean;
  readonly locked: boolean;
}

export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly open: boolean;
}

/** A row of a file, by the names of its columns. */
export type FileRow = Readonly<Record<string, string | number | boolean | null>>;

interface PageParams {
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

interface FilePage {
  readonly items: readonly FileRow[];
  readonly next: string | null;
}

/** Invitations, operators, keys, the audit chain, retention, and accounts in numbers. */
export interface AccessContract {
  'invites.create': {
    params: {
      readonly domain?: string | undefined;
      readonly maxUses?: number | undefined;
      readonly expiresInHours?: number | undefined;
      readonly note?: string | undefined;
    };
    result: LinkGiven;
  };
  'invites.list': {
    params: { readonly limit: number };
    result: { readonly items: readonly InviteView[] };
  };
  'invites.revoke': { params: { readonly id: string }; result: { readonly id: string } };
  'operators.list': { params: object; result: { readonly items: readonly OperatorView[] } };
  'operators.role': {
    params: { readonly name: string; readonly role: OperatorRole };
    result: { readonly name: string; readonly role: OperatorRole };
  };
  'operators.lock': {
    params: { readonly name: string; readonly lock: boolean };
    result: { readonly name: string; readonly locked: boolean };
  };
  'operators.remove': { params: { readonly name: string }; result: { readonly name: string } };
  'operators.reset': { params: { readonly name: string }; result: LinkGiven };
  'operators.disable2fa': { params: { readonly name: string }; result: { readonly name: string } };
  'keys.create': {
    params: {
      readonly name: string;
      readonly scopes: readonly KeyScope[];
      readonly expiresInDays?: number | undefined;
    };
    result: { readonly id: string; readonly name: string; readonly secret: string };
  };
  'keys.list': { params: object; result: { readonly items: readonly KeyView[] } };
  'keys.revoke': { params: { readonly id: string }; result: { readonly name: string } };
  'audit.page': {
    params: PageParams & { readonly kinds?: readonly AuditKind[] | undefined };
    result: FilePage;
  };
  'transfers.page': { params: PageParams; result: FilePage };
  'audit.verify': {
    params: object;
    result: {
      readonly intact: boolean;
      readonly entries: number;
      readonly badSeq: number | null;
      readonly fault: string | null;
    };
  };
  'retention.preview': {
    params: { readonly days?: number | undefined };
    result: {
      readonly days: number | null;
      readonly transfers: number;
      readonly before: string | null;
    };
  };
  'retention.run': { params: object; result: { readonly transfers: number } };
  'accounts.lock': {
    params: {
      readonly jid: string;
      readonly lock: boolean;
      readonly reason?: string | undefined;
      readonly days?: number | undefined;
    };
    result: { readonly jid: string; readonly status: 'active' | 'locked' };
  };
  'accounts.reset': { params: { readonly jid: string }; result: LinkGiven };
  'accounts.page': { params: PageParams; result: FilePage };
  'accounts.import': {
    params: { readonly csv: string; readonly dryRun: boolean };
    result: ImportReport;
  };
}
