import type { BackupContract } from './backup-contract.js';
import type { UploadContract } from './upload-contract.js';
import type { Finding, FindingArea, ProvenTransfer } from '@waybill/admin-api';
import type { AttachmentContract } from './attachment-contract.js';
import type { AccessContract } from './access-contract.js';
import type { OperatorRole, TransferState } from '@waybill/domain';
import type { TransferView, TransferDetailView } from './views.js';

/** A listener as it came up. */
export interface BoundListener {
  readonly name: 'c2s' | 'c2s-tls' | 'streamhost' | 'http' | 'auth-api' | 'upload';
  readonly address: string;
  readonly port: number;
}

/** A host server that Waybill is a component of, and how the link is. */
export interface AttachmentStatus {
  /** Of the component. */
  readonly domain: string;
  readonly server: 'prosody' | 'ejabberd';
  readonly address: string;
  /** Virtual hosts whose users may use the relay. */
  readonly hosts: readonly string[];
  readonly phase: 'connecting' | 'linked' | 'waiting' | 'stopped';
  /** How many links are wanted, and how many are up. */
  readonly links: number;
  readonly linksUp: number;
  readonly since: string;
  readonly problem: { readonly code: string; readonly text: string } | null;
  readonly handshakeMs: number | null;
  readonly reconnects: number;
}

export interface ServerStatus {
  readonly version: string;
  readonly pid: number;
  readonly startedAt: string;
  readonly domains: readonly string[];
  readonly attachments: readonly AttachmentStatus[];
  readonly listeners: readonly BoundListener[];
  readonly database: 'sqlite' | 'postgres';
  readonly dataDir: string;
  readonly sessions: number;
  readonly accounts: number;
  readonly liveTransfers: number;
  /** Nobody can sign in to the dashboard yet. */
  readonly setupNeeded: boolean;
}

export interface AccountView {
  readonly jid: string;
  readonly status: 'active' | 'locked';
  /** Null where a host server keeps the account. */
  readonly createdAt: string | null;
  readonly lastSeenAt: string | null;
  readonly legacySignIn: boolean;
  readonly note: string | null;
}

export interface SessionView {
  readonly id: string;
  readonly jid: string;
  readonly address: string;
  readonly tls: string | null;
  readonly mechanism: string;
  readonly since: string;
  readonly bytesReceived: number;
  readonly bytesSent: number;
}

/** What test bots need to log in. */
export interface TestAccounts {
  readonly domain: string;
  readonly accounts: readonly { readonly jid: string; readonly password: string }[];
  /** Port of the client listener, on loopback. */
  readonly port: number;
  readonly host: string;
  /** The server's own certificate, PEM: the only one the bots trust. */
  readonly certificate: string;
}

interface JidParams {
  readonly jid: string;
}

/** Everything the control socket can be asked, with what goes in, what comes back and what comes in between. */
export interface Contract
  extends AccessContract, AttachmentContract, BackupContract, UploadContract {
  status: { params: object; result: ServerStatus };
  /** Looks at everything, or at some areas, or at one attachment. */
  'health.run': {
    params: {
      readonly areas?: readonly FindingArea[] | undefined;
      readonly domain?: string | undefined;
    };
    result: { readonly findings: readonly Finding[] };
  };
  'test.transfer': {
    params: { readonly domain: string; readonly bytes: number };
    result: ProvenTransfer;
  };
  'accounts.add': {
    params: JidParams & {
      readonly password?: string | undefined;
      readonly note?: string | undefined;
    };
    result: { readonly jid: string; readonly password?: string };
  };
  'accounts.password': {
    params: JidParams & { readonly password?: string | undefined };
    result: { readonly password?: string };
  };
  'accounts.remove': { params: JidParams; result: { readonly jid: string } };
  'accounts.list': {
    params: {
      readonly text?: string | undefined;
      readonly host?: string | undefined;
      readonly limit: number;
    };
    result: { readonly items: readonly AccountView[]; readonly total: number };
  };
  'accounts.legacy': {
    params: JidParams & {
      readonly enable: boolean;
      readonly reason?: string | undefined;
      readonly days?: number | 'never' | undefined;
    };
    result: { readonly secret?: string; readonly expiresAt?: string | null };
  };
  'operators.add': {
    params: { readonly name: string; readonly password: string; readonly role: OperatorRole };
    result: { readonly name: string; readonly role: OperatorRole };
  };
  'sessions.list': { params: object; result: { readonly items: readonly SessionView[] } };
  'sessions.kick': { params: JidParams; result: { readonly ended: readonly string[] } };
  /** All whose address, XMPP or IP, contains the text; all there are where it is absent. */
  'sessions.kickMatching': {
    params: { readonly text?: string | undefined; readonly expected?: number | undefined };
    result: { readonly ended: readonly string[] };
  };
  'transfers.list': {
    params: {
      readonly text?: string | undefined;
      readonly party?: string | undefined;
      readonly states?: readonly TransferState[] | undefined;
      readonly limit: number;
    };
    result: { readonly items: readonly TransferView[] };
  };
  'transfers.show': { params: { readonly id: string }; result: TransferDetailView };
  'transfers.cancel': { params: { readonly id: string }; result: { readonly id: string } };
  'transfers.watch': {
    params: object;
    event: { readonly items: readonly TransferView[] };
    result: null;
  };
  /** Two accounts that live as long as the asking connection. */
  'test.accounts': { params: object; event: TestAccounts; result: null };
  /** Removes them before that, and answers when they are gone. */
  'test.done': { params: { readonly jids: readonly string[] }; result: null };
}

export type Verb = keyof Contract;
export type Params<V extends Verb> = Contract[V]['params'];
export type Result<V extends Verb> = Contract[V]['result'];
export type Event<V extends Verb> = Contract[V] extends { event: infer E } ? E : never;
