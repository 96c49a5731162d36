import type {
  AccountDirectory,
  AuditLog,
  HostAccountDirectory,
  KeyRing,
  LedgerClock,
  LinkDesk,
  OperatorDirectory,
  OperatorSessionStore,
  OperatorStore,
  SavedViewStore,
  SecondFactors,
  RosterStore,
  SignInStore,
  StatisticsStore,
  Streamhost,
  TransferLedger,
  TransferRetention,
  TransferStore,
  UploadKeeper,
  UploadQuotas,
  UploadRegister,
} from '@waybill/domain';
import type { Log, Metrics } from '@waybill/platform';
import type { AttachmentDesk } from './attachments/attachment-desk.js';
import type { HealthDesk } from './health/health-desk.js';

/** A chat client's bound resource, as operators see it. */
export interface ChatSessionView {
  readonly id: string;
  /** Prepared bare JID. */
  readonly bareJid: string;
  readonly fullJid: string;
  /** IP address. */
  readonly address: string;
  /** TLS version; undefined on a plain connection. */
  readonly tls: string | undefined;
  readonly mechanism: string;
  /** Epoch milliseconds. */
  readonly boundAt: number;
  /** Undefined while unavailable. */
  readonly presence:
    | {
        readonly priority: number;
        readonly show: 'available' | 'chat' | 'away' | 'xa' | 'dnd';
      }
    | undefined;
  readonly bytesReceived: number;
  readonly bytesSent: number;
}

/** The sessions that are bound right now. */
export abstract class ChatSessions {
  abstract get size(): number;
  abstract all(): Iterable<ChatSessionView>;
  /** How many an account has. */
  abstract countOf(bareJid: string): number;
  abstract find(id: string): ChatSessionView | undefined;
  /** Closes its stream, telling it that an operator did. @returns false when there is none */
  abstract end(id: string): boolean;
}

/** One thing that has to work for the server to be of use. */
export interface ReadinessPart {
  readonly part: string;
  readonly ok: boolean;
  readonly detail?: string | undefined;
}

/** A setting of the configuration, and where its value comes from; secrets are masked. */
export interface SettingView {
  readonly path: string;
  readonly value: unknown;
  readonly source: string;
  readonly where: string;
  readonly variable: string;
  readonly description: string;
}

/** A virtual host of a host server that Waybill is attached to. */
export interface ServedHost {
  readonly host: string;
  /** Domain of our component there. */
  readonly attachment: string;
  readonly mode: 'managed-there' | 'kept-here' | 'none';
  /** With `managed-there`: who administers the accounts. */
  readonly directory: HostAccountDirectory | undefined;
}

/** What the upload service does for operators. */
export interface UploadService {
  readonly keeper: Pick<UploadKeeper, 'remove' | 'retention' | 'setRetention' | 'preview'>;
  readonly quotas: UploadQuotas;
  /** Nothing is taken below this much free space. */
  readonly reserveBytes: number;
  readonly freeBytes: () => Promise<number | undefined>;
}

/** Uploaded files: what is known of them, and who looks after them. */
export interface UploadsPort {
  readonly register: Pick<UploadRegister, 'find' | 'list' | 'downloads' | 'receivers' | 'holders'>;
  /** Undefined where uploads are switched off. */
  readonly service: UploadService | undefined;
}

/** What the admin API needs of the server around it. */
export interface AdminPorts {
  readonly accounts: AccountDirectory;
  readonly signIns: SignInStore;
  readonly operators: OperatorStore;
  readonly operatorDirectory: OperatorDirectory;
  readonly operatorSessions: OperatorSessionStore;
  readonly secondFactors: SecondFactors;
  readonly keys: KeyRing;
  readonly links: LinkDesk;
  readonly savedViews: SavedViewStore;
  /** The hosts we are attached to. */
  readonly hosts: () => readonly ServedHost[];
  readonly transfers: TransferStore;
  readonly statistics: StatisticsStore;
  readonly transferRetention: TransferRetention;
  readonly uploads: UploadsPort;
  readonly rosters: Pick<RosterStore, 'load'>;
  readonly ledger: Pick<TransferLedger, 'live' | 'view' | 'get' | 'cancel' | 'subscribe'>;
  readonly sessions: ChatSessions;
  readonly streamhost: Pick<Streamhost, 'endpoints'> & RelayMeter;
  readonly attachments: AttachmentDesk;
  readonly health: HealthDesk;
  readonly audit: AuditLog;
  readonly clock: LedgerClock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'registry' | 'httpDuration' | 'authAttempts'>;
  /** Every setting, as it is in use. */
  readonly settings: () => readonly SettingView[];
  /** Asked at each `/readyz`. */
  readonly readiness: () => Promise<readonly ReadinessPart[]>;
}

/** Says how busy the relay is. */
export interface RelayMeter {
  /** Undefined where nothing is listened on. */
  readonly relays: RelayLoad | undefined;
}

/** Relays that run, against the bounds on all of them. */
export interface RelayLoad {
  readonly active: number;
  readonly maxActive: number;
  /** Undefined is no bound. */
  readonly maxBytesPerSecond: number | undefined;
}

/** What the admin API has to be told. */
export interface AdminSettings {
  readonly version: string;
  /** How operators call the command line on this machine. */
  readonly command: string;
  /** Hosted domains; the first is where new accounts go by default. */
  readonly domains: readonly string[];
  /** How browsers reach the dashboard when a proxy stands before it. */
  readonly publicUrl?: string | undefined;
  /** Addresses whose X-Forwarded-… headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Addresses that may read `/metrics`. */
  readonly metricsFrom: readonly string[];
  /** CSP sources of the dashboard's inline scripts and styles, such as `'sha256-…'`. */
  readonly scriptHashes: readonly string[];
  readonly styleHashes?: readonly string[] | undefined;
  /** Path of the page that a browser is shown where there is nothing. */
  readonly notFoundPage?: string | undefined;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Everybody and everything here is made up. */
  readonly demo?: boolean | undefined;
}

/** DI tokens of the two. */
export const ADMIN_PORTS = Symbol('AdminPorts');
export const ADMIN_SETTINGS = Symbol('AdminSettings');
