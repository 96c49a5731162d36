import type { Retention, UploadPhase, UploadPurpose } from '@waybill/domain';

/** An upload as the command line shows it; instants are ISO 8601. Its URL is a secret, and not part of it. */
export interface UploadView {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly account: string | null;
  readonly host: string;
  readonly purpose: string;
  readonly state: UploadPhase;
  readonly declaredType: string | null;
  readonly foundType: string | null;
  readonly sha256: string | null;
  readonly grantedAt: string;
  readonly storedAt: string | null;
  readonly deletedAt: string | null;
  readonly deletionRule: string | null;
  readonly downloads: number;
}

/** One GET of it. */
export interface DownloadView {
  readonly at: string;
  readonly address: string;
  readonly from: number | null;
  readonly bytes: number;
  readonly complete: boolean;
}

/** Days that uploads of each purpose are kept; null for as long as nobody deletes them. */
export type RetentionView = { readonly [P in UploadPurpose]: number | null };

export const retentionView = (retention: Retention): RetentionView => ({
  message: retention.message ?? null,
  profile: retention.profile ?? null,
  ephemeral: retention.ephemeral ?? null,
  permanent: retention.permanent ?? null,
});

/** What the control socket can be asked about uploads. */
export interface UploadContract {
  'uploads.list': {
    params: {
      readonly account?: string | undefined;
      /** Words that all occur in the name. */
      readonly name?: string | undefined;
      readonly state?: UploadPhase | undefined;
      readonly sort: '-time' | '-bytes';
      readonly limit: number;
    };
    result: { readonly items: readonly UploadView[] };
  };
  'uploads.show': {
    params: { readonly id: string };
    result: UploadView & {
      readonly receivers: readonly string[];
      /** The newest hundred. */
      readonly lastDownloads: readonly DownloadView[];
    };
  };
  'uploads.delete': { params: { readonly id: string }; result: { readonly id: string } };
  /** Reads every file; takes as long as that takes. */
  'uploads.verify': {
    params: object;
    result: {
      readonly files: number;
      readonly bytes: number;
      readonly damaged: readonly { readonly id: string; readonly fault: 'missing' | 'altered' }[];
    };
  };
  'uploads.gc': {
    params: object;
    result: { readonly expired: number; readonly files: number; readonly bytes: number };
  };
  'uploads.retention': { params: object; result: RetentionView };
  /** What it would delete now; with `set`, it is in use from now on. Purposes that are not given stay. */
  'uploads.retain': {
    params: { readonly days: Partial<RetentionView>; readonly set: boolean };
    result: {
      readonly retention: RetentionView;
      readonly set: boolean;
      readonly files: number;
      readonly bytes: number;
      readonly oldest: string | null;
    };
  };
}
