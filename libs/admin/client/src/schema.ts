/* eslint-disable */
// Made from the OpenAPI document by `npm run generate -w @waybill/admin-api`; a test fails where it is stale.

export type paths = {
  readonly '/api/v1/session': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Who is signed in, and what the server is */
    readonly get: operations['getSession'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/setup': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Create the first operator with the setup link and sign in */
    readonly post: operations['setup'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/login': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Sign in */
    readonly post: operations['login'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/logout': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** End the session */
    readonly post: operations['logout'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/account': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** My account */
    readonly get: operations['getAccount'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/account/password': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Change my password; my other sessions end */
    readonly post: operations['changeOwnPassword'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/account/sessions': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Where I am signed in */
    readonly get: operations['listOwnSessions'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/account/sessions/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** Sign out somewhere else */
    readonly delete: operations['endOwnSession'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/overview': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Today at a glance */
    readonly get: operations['getOverview'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/transfers': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Search the ledger */
    readonly get: operations['listTransfers'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/transfers/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** One transfer with its timeline */
    readonly get: operations['getTransfer'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/transfers/{id}/cancel': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Cut a running transfer */
    readonly post: operations['cancelTransfer'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/live': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What runs now, fastest first */
    readonly get: operations['listLive'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/stream': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Server-sent events `live`, `counters` and `heartbeat`; and `attachments`, for those who may read them */
    readonly get: operations['stream'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/users': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Search the accounts */
    readonly get: operations['listUsers'];
    readonly put?: never;
    /** Add an account */
    readonly post: operations['addUser'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/users/{jid}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** One account */
    readonly get: operations['getUser'];
    readonly put?: never;
    readonly post?: never;
    /** Delete an account; its sessions end */
    readonly delete: operations['deleteUser'];
    readonly options?: never;
    readonly head?: never;
    /** Change an account's note */
    readonly patch: operations['patchUser'];
    readonly trace?: never;
  };
  readonly '/api/v1/users/{jid}/password': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Give an account another password */
    readonly post: operations['setUserPassword'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/users/{jid}/lock': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Lock an account; its sessions end at once */
    readonly post: operations['lockUser'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/users/{jid}/unlock': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Unlock an account */
    readonly post: operations['unlockUser'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/users/{jid}/legacy-sign-in': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Give an account a secret for digest login; shown once */
    readonly post: operations['enableLegacySignIn'];
    /** Take an account's digest login away */
    readonly delete: operations['disableLegacySignIn'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/users/{jid}/sign-ins': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** When and from where an account signed in, or tried to */
    readonly get: operations['listSignIns'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/sessions': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Bound resources, by full JID */
    readonly get: operations['listSessions'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/sessions/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** End a session; its client may sign in again */
    readonly delete: operations['endSession'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/attachments': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Host servers that Waybill is a component of, and how each link is */
    readonly get: operations['listAttachments'];
    readonly put?: never;
    /** Attach to a host server; its secret is made and kept here */
    readonly post: operations['addAttachment'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/attachments/{domain}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** Detach from a host server, and forget the secret */
    readonly delete: operations['removeAttachment'];
    readonly options?: never;
    readonly head?: never;
    /** Change an attachment that was made here; it connects anew */
    readonly patch: operations['patchAttachment'];
    readonly trace?: never;
  };
  readonly '/api/v1/attachments/{domain}/snippet': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What to paste into the host server; holds the secret, so each look is recorded */
    readonly get: operations['getAttachmentSnippet'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/attachments/{domain}/check': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Try everything that a transfer over this attachment needs */
    readonly post: operations['checkAttachment'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/health': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What the last look at everything found */
    readonly get: operations['getHealth'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/health/run': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Look at everything now */
    readonly post: operations['runChecks'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/test-transfer': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Send a file between two built-in bots through the relay; it stands in the ledger */
    readonly post: operations['testTransfer'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
};
export type webhooks = Record<string, never>;
export type components = {
  schemas: {
    readonly Total: {
      readonly count: number;
      readonly capped: boolean;
    };
    readonly Problem: {
      /** @description urn:waybill:problem:<slug> */
      readonly type: string;
      readonly title: string;
      readonly status: number;
      readonly detail: string;
      /** @description also in the response header X-Request-Id, and in the log */
      readonly requestId: string;
      /** @description what is wrong with which field, for `invalid-request` */
      readonly errors?: readonly {
        readonly path: string;
        readonly message: string;
      }[];
      readonly retryAfterSeconds?: number;
    };
    readonly Attachment: {
      /** @description of our component */
      readonly domain: string;
      /** @enum {string} */
      readonly server: 'prosody' | 'ejabberd';
      /** @description of the component listener, such as 127.0.0.1:5347 */
      readonly address: string;
      /** @description virtual hosts whose users are served, and whose copies are believed */
      readonly hosts: readonly string[];
      /** @enum {string} */
      readonly accounts: 'none' | 'managed-there' | 'kept-here';
      /** @description what clients show for the relay */
      readonly name: string | null;
      /** @description connections at once; more than one with ejabberd only */
      readonly links: number;
      /**
       * @description only what comes from `dashboard` can be changed or removed here
       * @enum {string}
       */
      readonly origin: 'file' | 'environment' | 'dashboard';
      /** @enum {string} */
      readonly phase: 'connecting' | 'linked' | 'waiting' | 'stopped';
      /**
       * Format: date-time
       * @description when that phase began
       */
      readonly since: string;
      /** @description what keeps it from being linked */
      readonly problem: {
        readonly code: string;
        readonly text: string;
        readonly fix: string;
      } | null;
      readonly handshakeMs: number | null;
      readonly reconnects: number;
      readonly mirroring: {
        /** @description a copy has come since the start */
        readonly seen: boolean;
        readonly lastCopyAt: string | null;
        readonly copies: number;
        /** @description not looked at, because too many came at once */
        readonly shed: number;
      };
    };
    readonly AttachmentList: {
      readonly items: readonly components['schemas']['Attachment'][];
    };
    readonly NewAttachment: {
      readonly domain: string;
      /** @enum {string} */
      readonly server: 'prosody' | 'ejabberd';
      /** @description of the component listener, such as 127.0.0.1:5347 */
      readonly address: string;
      /** @description virtual hosts whose users are served, and whose copies are believed */
      readonly hosts: readonly string[];
      /**
       * @default none
       * @enum {string}
       */
      readonly accounts: 'none' | 'managed-there' | 'kept-here';
      /**
       * @description what clients show for the relay
       * @default null
       */
      readonly name: string | null;
      /**
       * @description connections at once; more than one with ejabberd only
       * @default 1
       */
      readonly links: number;
    };
    /** @description what is left out stays */
    readonly AttachmentPatch: {
      /** @enum {string} */
      readonly server?: 'prosody' | 'ejabberd';
      /** @description of the component listener, such as 127.0.0.1:5347 */
      readonly address?: string;
      /** @description virtual hosts whose users are served, and whose copies are believed */
      readonly hosts?: readonly string[];
      /** @enum {string} */
      readonly accounts?: 'none' | 'managed-there' | 'kept-here';
      /** @description what clients show for the relay */
      readonly name?: string | null;
      /** @description connections at once; more than one with ejabberd only */
      readonly links?: number;
    };
    readonly AttachmentSnippet: {
      readonly parts: readonly {
        readonly title: string;
        readonly file: string;
        /** @enum {string} */
        readonly language: 'lua' | 'yaml' | 'text';
        readonly text: string;
      }[];
      /** @description the command that takes it into use */
      readonly reload: string;
    };
    readonly Finding: {
      /** @enum {string} */
      readonly area:
        'config' | 'perms' | 'db' | 'clock' | 'dns' | 'certs' | 'component' | 'proxy' | 'exposure';
      /** @description what was looked at: stable, for programs and translations */
      readonly check: string;
      /** @description a domain, an address or a file; null for the server */
      readonly subject: string | null;
      /** @enum {string} */
      readonly level: 'ok' | 'warn' | 'fail';
      readonly text: string;
      /** @description setting, or file and line, that decides it */
      readonly where: string | null;
      /** @description what to change, or a line to paste */
      readonly fix: string | null;
      /** @description anchor in the documentation */
      readonly doc: string;
    };
    readonly Findings: {
      readonly items: readonly components['schemas']['Finding'][];
    };
    readonly HealthReport: {
      readonly findings: readonly components['schemas']['Finding'][];
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly checkedAt: string;
    };
    readonly TestTransfer: {
      /**
       * @description of the component whose proxy carries it; null for the server itself
       * @default null
       */
      readonly domain: string | null;
      /**
       * @description how much is sent
       * @default 1048576
       */
      readonly bytes: number;
    };
    readonly TestTransferResult: {
      /** @description in the ledger */
      readonly transferId: string | null;
      /** @description bytes */
      readonly bytes: number;
      readonly seconds: number;
      readonly bytesPerSecond: number;
      /** @description of what was sent, equal to that of what arrived */
      readonly sha256: string;
      readonly streamhost: {
        readonly jid: string;
        readonly host: string;
        readonly port: number;
      };
      /** @description the negotiation went through the host server, as that of clients does */
      readonly routed: boolean;
    };
    readonly SignedInOperator: {
      readonly name: string;
      /** @enum {string} */
      readonly role: 'owner' | 'admin' | 'auditor' | 'helpdesk';
      readonly permissions: readonly (
        | 'transfers:read'
        | 'transfers:names'
        | 'transfers:export'
        | 'transfers:cancel'
        | 'users:read'
        | 'users:write'
        | 'users:delete'
        | 'invites:write'
        | 'sessions:read'
        | 'sessions:kick'
        | 'rules:read'
        | 'rules:write'
        | 'alerts:read'
        | 'alerts:write'
        | 'audit:own'
        | 'audit:read'
        | 'attachments:read'
        | 'health:read'
        | 'health:run'
        | 'settings:write'
        | 'roles:write'
        | 'keys:write'
        | 'backup:write'
      )[];
    };
    readonly SessionInfo: {
      readonly setupNeeded: boolean;
      readonly operator: components['schemas']['SignedInOperator'] | null;
      readonly version: string;
      readonly domains: readonly string[];
      /** @description BCP 47 tag the operator chose, where known */
      readonly locale: string | null;
    };
    readonly Setup: {
      readonly token: string;
      readonly name: string;
      readonly password: string;
    };
    readonly Login: {
      readonly name: string;
      readonly password: string;
    };
    readonly OwnAccount: {
      readonly name: string;
      /** @enum {string} */
      readonly role: 'owner' | 'admin' | 'auditor' | 'helpdesk';
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly createdAt: string;
      readonly lastSignInAt: string | null;
    };
    readonly OwnPassword: {
      readonly current: string;
      readonly password: string;
    };
    readonly OperatorSession: {
      readonly id: string;
      readonly current: boolean;
      readonly address: string;
      readonly userAgent: string | null;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly createdAt: string;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly lastUsedAt: string;
    };
    readonly OperatorSessions: {
      readonly items: readonly components['schemas']['OperatorSession'][];
    };
    /** @enum {string} */
    readonly TransferMethod:
      | 'si-socks5'
      | 'si-ibb'
      | 'jingle-socks5'
      | 'jingle-ibb'
      | 'http-upload'
      | 'oob'
      | 'socks5-proxy'
      | 'si'
      | 'jingle';
    /** @enum {string} */
    readonly TransferState:
      | 'offered'
      | 'accepted'
      | 'streaming'
      | 'stored'
      | 'completed'
      | 'handed-over'
      | 'declined'
      | 'failed'
      | 'cancelled'
      | 'expired';
    /** @enum {string} */
    readonly TransferReason:
      | 'declined'
      | 'offer-timeout'
      | 'no-common-method'
      | 'no-streamhost-reachable'
      | 'proxy-unreachable'
      | 'activation-timeout'
      | 'idle-timeout'
      | 'auth-failed'
      | 'peer-gone'
      | 'io-error'
      | 'size-mismatch'
      | 'hash-mismatch'
      | 'cancelled-by-sender'
      | 'cancelled-by-receiver'
      | 'cancelled-by-admin'
      | 'policy-size'
      | 'policy-type'
      | 'policy-pair'
      | 'quota-exceeded'
      | 'rate-limited'
      | 'server-shutdown'
      | 'server-restarted'
      | 'protocol-error';
    readonly TransferParty: {
      /** @description bare JID */
      readonly jid: string;
      readonly fullJid: string | null;
      /** @description IP address, where a connection was seen */
      readonly address: string | null;
    };
    readonly TransferFile: {
      /** @description as sent, unaltered; null where it was not seen */
      readonly name: string | null;
      /** @description the name is shortened: the operator may not see names */
      readonly nameMasked: boolean;
      /** @description declared by the sender, bytes */
      readonly size: number | null;
      /** @description media type, as declared */
      readonly type: string | null;
    };
    readonly TransferSummary: {
      /** @description UUIDv7 */
      readonly id: string;
      /** @description wb-… */
      readonly shortId: string;
      readonly method: components['schemas']['TransferMethod'];
      /** @enum {string} */
      readonly path: 'direct' | 'relayed' | 'in-band' | 'stored' | 'unknown';
      readonly state: components['schemas']['TransferState'];
      readonly reason: components['schemas']['TransferReason'] | null;
      /** @enum {string} */
      readonly evidence: 'observed' | 'claimed' | 'unknown';
      /** @enum {string} */
      readonly visibility: 'full' | 'proxy-only' | 'signalling-only';
      readonly sender: components['schemas']['TransferParty'];
      readonly receiver: components['schemas']['TransferParty'];
      readonly file: components['schemas']['TransferFile'];
      /** @description measured, sender to receiver; null where they took another way */
      readonly bytes: number | null;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly offeredAt: string;
      readonly startedAt: string | null;
      readonly endedAt: string | null;
      readonly percent: number | null;
      /** @description now, of a running transfer; mean, of an ended one */
      readonly rateBytesPerSecond: number | null;
      /** @description `standalone`, or the attachment the transfer was seen at */
      readonly host: string;
    };
    readonly LiveTransfer: {
      /** @description UUIDv7 */
      readonly id: string;
      /** @description wb-… */
      readonly shortId: string;
      readonly method: components['schemas']['TransferMethod'];
      /** @enum {string} */
      readonly path: 'direct' | 'relayed' | 'in-band' | 'stored' | 'unknown';
      readonly state: components['schemas']['TransferState'];
      readonly reason: components['schemas']['TransferReason'] | null;
      /** @enum {string} */
      readonly evidence: 'observed' | 'claimed' | 'unknown';
      /** @enum {string} */
      readonly visibility: 'full' | 'proxy-only' | 'signalling-only';
      readonly sender: components['schemas']['TransferParty'];
      readonly receiver: components['schemas']['TransferParty'];
      readonly file: components['schemas']['TransferFile'];
      /** @description measured, sender to receiver; null where they took another way */
      readonly bytes: number | null;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly offeredAt: string;
      readonly startedAt: string | null;
      readonly endedAt: string | null;
      readonly percent: number | null;
      /** @description now, of a running transfer; mean, of an ended one */
      readonly rateBytesPerSecond: number | null;
      /** @description `standalone`, or the attachment the transfer was seen at */
      readonly host: string;
      readonly etaSeconds: number | null;
    };
    readonly TransferStep: {
      readonly seq: number;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly at: string;
      /** @description milliseconds since the offer */
      readonly sinceOfferMs: number;
      /** @enum {string} */
      readonly lane: 'sender' | 'server' | 'receiver';
      /** @enum {string} */
      readonly kind:
        | 'offered'
        | 'offer-repeated'
        | 'delivered'
        | 'accepted'
        | 'declined'
        | 'answer-error'
        | 'sid-mismatch'
        | 'streamhosts-offered'
        | 'streamhost-used'
        | 'streamhost-error'
        | 'candidates-offered'
        | 'candidate-used'
        | 'candidate-error'
        | 'proxy-error'
        | 'transport-replaced'
        | 'transport-accepted'
        | 'transport-rejected'
        | 'connected'
        | 'disconnected'
        | 'activated'
        | 'activation-refused'
        | 'in-band-opened'
        | 'in-band-fault'
        | 'in-band-closed'
        | 'first-byte'
        | 'progress'
        | 'closed'
        | 'checksum'
        | 'received'
        | 'content-removed'
        | 'terminated'
        | 'retrieved'
        | 'retrieval-failed'
        | 'put-started'
        | 'put-failed'
        | 'stored'
        | 'downloaded'
        | 'shared'
        | 'slot-lapsed'
        | 'deleted'
        | 'party-gone'
        | 'unwatched'
        | 'timed-out'
        | 'superseded'
        | 'cancelled'
        | 'restarted'
        | 'shutdown'
        | 'steps-omitted';
      readonly detail: {
        readonly [key: string]: string | number | boolean;
      };
      /** @description as it was forwarded, capped; null where there is none or names are masked */
      readonly stanza: string | null;
    };
    readonly TransferExplanation: {
      readonly cause: components['schemas']['TransferReason'];
      /** @enum {string} */
      readonly remedy:
        | 'nothing-to-do'
        | 'ask-receiver'
        | 'send-again'
        | 'check-clients'
        | 'check-proxy'
        | 'offer-proxy'
        | 'check-network'
        | 'check-password'
        | 'check-policy'
        | 'raise-quota'
        | 'wait'
        | 'check-server-log';
      /** @description values for the texts */
      readonly facts: {
        readonly [key: string]: string | number | boolean;
      };
    };
    readonly TransferDetail: {
      /** @description UUIDv7 */
      readonly id: string;
      /** @description wb-… */
      readonly shortId: string;
      readonly method: components['schemas']['TransferMethod'];
      /** @enum {string} */
      readonly path: 'direct' | 'relayed' | 'in-band' | 'stored' | 'unknown';
      readonly state: components['schemas']['TransferState'];
      readonly reason: components['schemas']['TransferReason'] | null;
      /** @enum {string} */
      readonly evidence: 'observed' | 'claimed' | 'unknown';
      /** @enum {string} */
      readonly visibility: 'full' | 'proxy-only' | 'signalling-only';
      readonly sender: components['schemas']['TransferParty'];
      readonly receiver: components['schemas']['TransferParty'];
      readonly file: components['schemas']['TransferFile'];
      /** @description measured, sender to receiver; null where they took another way */
      readonly bytes: number | null;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly offeredAt: string;
      readonly startedAt: string | null;
      readonly endedAt: string | null;
      readonly percent: number | null;
      /** @description now, of a running transfer; mean, of an ended one */
      readonly rateBytesPerSecond: number | null;
      /** @description `standalone`, or the attachment the transfer was seen at */
      readonly host: string;
      readonly acceptedAt: string | null;
      readonly sid: string | null;
      readonly contentName: string | null;
      readonly streamhostJid: string | null;
      readonly declared: {
        readonly hash: string | null;
        readonly hashAlgorithm: string | null;
        readonly description: string | null;
        readonly range: {
          /** @description bytes */
          readonly offset: number;
          readonly length: number | null;
        } | null;
      };
      readonly measured: {
        readonly bytesSenderToReceiver: number | null;
        readonly bytesReceiverToSender: number | null;
        readonly sha256: string | null;
      };
      readonly steps: readonly components['schemas']['TransferStep'][];
      readonly explanation: components['schemas']['TransferExplanation'] | null;
    };
    readonly TransferPage: {
      readonly items: readonly components['schemas']['TransferSummary'][];
      /** @description `after` of the next page; null on the last one */
      readonly next: string | null;
      readonly total: components['schemas']['Total'];
    };
    readonly LiveList: {
      readonly items: readonly components['schemas']['LiveTransfer'][];
    };
    readonly DailyTotal: {
      /**
       * Format: date
       * @description UTC day
       */
      readonly day: string;
      readonly method: components['schemas']['TransferMethod'];
      readonly state: components['schemas']['TransferState'];
      readonly reason: components['schemas']['TransferReason'] | null;
      readonly transfers: number;
      /** @description bytes */
      readonly bytes: number;
    };
    readonly Overview: {
      readonly sentence: {
        readonly transfersToday: number;
        readonly failedToday: number;
        readonly topReason: {
          readonly reason: components['schemas']['TransferReason'];
          readonly transfers: number;
        } | null;
      };
      readonly live: readonly components['schemas']['TransferSummary'][];
      readonly days: readonly components['schemas']['DailyTotal'][];
      readonly sessions: number;
      readonly accounts: number;
      readonly streamhost: {
        readonly listening: boolean;
        readonly advertised: readonly string[];
      };
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly startedAt: string;
    };
    readonly LiveEvent: {
      /** @description `items` is the whole list; otherwise what changed since the last */
      readonly full: boolean;
      readonly items: readonly components['schemas']['LiveTransfer'][];
      /** @description ids that are no longer live */
      readonly ended: readonly string[];
    };
    readonly CountersEvent: {
      readonly transfersToday: number;
      readonly failedToday: number;
      readonly live: number;
      readonly sessions: number;
    };
    readonly HeartbeatEvent: {
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly at: string;
    };
    readonly LegacySignIn: {
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly enabledAt: string;
      readonly expiresAt: string | null;
      readonly reason: string;
    };
    readonly UserSummary: {
      /** @description bare JID */
      readonly jid: string;
      readonly localpart: string;
      readonly domain: string;
      /** @enum {string} */
      readonly status: 'active' | 'locked';
      readonly lockedReason: string | null;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly createdAt: string;
      readonly lastSeenAt: string | null;
      readonly lastSeenAddress: string | null;
      readonly note: string | null;
      readonly legacySignIn: components['schemas']['LegacySignIn'] | null;
      /** @description bound resources right now */
      readonly sessions: number;
    };
    readonly UserTraffic: {
      readonly transfers: number;
      /** @description bytes */
      readonly bytes: number;
      /** @description both are lower bounds */
      readonly capped: boolean;
    };
    readonly UserDetail: {
      /** @description bare JID */
      readonly jid: string;
      readonly localpart: string;
      readonly domain: string;
      /** @enum {string} */
      readonly status: 'active' | 'locked';
      readonly lockedReason: string | null;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly createdAt: string;
      readonly lastSeenAt: string | null;
      readonly lastSeenAddress: string | null;
      readonly note: string | null;
      readonly legacySignIn: components['schemas']['LegacySignIn'] | null;
      /** @description bound resources right now */
      readonly sessions: number;
      readonly sent30d: components['schemas']['UserTraffic'];
      readonly received30d: components['schemas']['UserTraffic'];
    };
    readonly UserPage: {
      readonly items: readonly components['schemas']['UserSummary'][];
      /** @description `after` of the next page; null on the last one */
      readonly next: string | null;
      readonly total: components['schemas']['Total'];
    };
    readonly NewUser: {
      readonly jid?: string;
      readonly localpart?: string;
      /** @description the first hosted one by default */
      readonly domain?: string;
      /** @description made up and answered once, where absent */
      readonly password?: string;
      readonly note?: string;
    };
    readonly CreatedUser: {
      readonly user: components['schemas']['UserSummary'];
      /** @description the one made up; shown once */
      readonly password: string | null;
    };
    readonly UserPatch: {
      readonly note: string | null;
    };
    readonly UserPassword: {
      /** @description made up where absent */
      readonly password?: string;
    };
    readonly PasswordResult: {
      /** @description the one made up; shown once */
      readonly password: string | null;
    };
    readonly UserLock: {
      readonly reason?: string;
    };
    readonly LegacySignInRequest: {
      readonly reason: string;
      /** @description 90 where absent */
      readonly expiresInDays?: number | 'never';
    };
    readonly LegacySecret: {
      /** @description shown once */
      readonly secret: string;
      readonly expiresAt: string | null;
    };
    readonly SignIn: {
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly at: string;
      /** @enum {string} */
      readonly result: 'ok' | 'failed';
      readonly mechanism: string;
      readonly address: string;
      readonly via: string;
      readonly reason:
        | (
            | 'wrong-password'
            | 'unknown-account'
            | 'locked'
            | 'legacy-not-enabled'
            | 'legacy-expired'
            | 'throttled'
            | 'protocol'
          )
        | null;
    };
    readonly SignInPage: {
      readonly items: readonly components['schemas']['SignIn'][];
      /** @description `after` of the next page; null on the last one */
      readonly next: string | null;
    };
    readonly ChatSession: {
      readonly id: string;
      /** @description full JID */
      readonly jid: string;
      readonly address: string;
      /** @description TLS version, or null for a plain connection */
      readonly tls: string | null;
      readonly mechanism: string;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly since: string;
      /** @description null while unavailable */
      readonly priority: number | null;
      /** @enum {string} */
      readonly show: 'available' | 'chat' | 'away' | 'xa' | 'dnd' | 'unavailable';
      /** @description bytes */
      readonly bytesReceived: number;
      /** @description bytes */
      readonly bytesSent: number;
    };
    readonly SessionPage: {
      readonly items: readonly components['schemas']['ChatSession'][];
      /** @description `after` of the next page; null on the last one */
      readonly next: string | null;
      readonly total: components['schemas']['Total'];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
  readonly getSession: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['SessionInfo'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly setup: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['Setup'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['SessionInfo'];
        };
      };
      /** @description urn:waybill:problem:invalid-request: The request is not valid */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:wrong-setup-token: The setup link is not valid */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:cross-site-request: The request does not come from the dashboard */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:setup-done: Setup is done */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:too-many-attempts: Too many attempts */
      readonly 429: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly login: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['Login'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['SessionInfo'];
        };
      };
      /** @description urn:waybill:problem:invalid-request: The request is not valid */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:wrong-credentials: Name or password is wrong */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:cross-site-request: The request does not come from the dashboard */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:too-many-attempts: Too many attempts */
      readonly 429: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly logout: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description done */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:cross-site-request: The request does not come from the dashboard */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly getAccount: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['OwnAccount'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly changeOwnPassword: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['OwnPassword'];
      };
    };
    readonly responses: {
      /** @description done */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      /** @description urn:waybill:problem:invalid-request: The request is not valid */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:wrong-credentials: Name or password is wrong
       *     urn:waybill:problem:not-signed-in: Sign in first
       */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:cross-site-request: The request does not come from the dashboard */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:too-many-attempts: Too many attempts */
      readonly 429: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly listOwnSessions: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['OperatorSessions'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly endOwnSession: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description done */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      /** @description urn:waybill:problem:invalid-request: The request is not valid */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:cross-site-request: The request does not come from the dashboard */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly getOverview: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Overview'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-permitted: Your role does not allow this */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly listTransfers: {
    readonly parameters: {
      readonly query?: {
        readonly q?: string;
        readonly from?: string;
        readonly to?: string;
        readonly party?: string;
        readonly status?: string;
        readonly method?: string;
        readonly reason?: string;
        readonly size?: string;
        readonly since?: string;
        readonly until?: string;
        readonly sort?: '-time' | '-bytes' | '-duration';
        readonly limit?: number;
        readonly after?: string;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['TransferPage'];
        };
      };
      /**
       * @description urn:waybill:problem:cursor-mismatch: The cursor belongs to another list
       *     urn:waybill:problem:invalid-jid: The JID is not valid
       *     urn:waybill:problem:invalid-request: The request is not valid
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:names-hidden: Your role does not see file names
       *     urn:waybill:problem:not-permitted: Your role does not allow this
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly getTransfer: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['TransferDetail'];
        };
      };
      /** @description urn:waybill:problem:invalid-request: The request is not valid */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-permitted: Your role does not allow this */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly cancelTransfer: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description done */
      readonly 202: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      /** @description urn:waybill:problem:invalid-request: The request is not valid */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:transfer-ended: The transfer has ended already */
      readonly 409: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly listLive: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['LiveList'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-permitted: Your role does not allow this */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly stream: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'text/event-stream':
            | components['schemas']['LiveEvent']
            | components['schemas']['CountersEvent']
            | components['schemas']['HeartbeatEvent']
            | components['schemas']['AttachmentList'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-permitted: Your role does not allow this */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:too-many-streams: Too many streams are open */
      readonly 429: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly listUsers: {
    readonly parameters: {
      readonly query?: {
        readonly q?: string;
        readonly status?: 'active' | 'locked';
        readonly sort?: 'jid' | '-last-seen' | '-created';
        readonly limit?: number;
        readonly after?: string;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['UserPage'];
        };
      };
      /**
       * @description urn:waybill:problem:cursor-mismatch: The cursor belongs to another list
       *     urn:waybill:problem:invalid-request: The request is not valid
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-permitted: Your role does not allow this */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly addUser: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['NewUser'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['CreatedUser'];
        };
      };
      /**
       * @description urn:waybill:problem:invalid-jid: The JID is not valid
       *     urn:waybill:problem:invalid-request: The request is not valid
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:account-exists: The account is there already */
      readonly 409: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:unknown-domain: The domain is not hosted here
       *     urn:waybill:problem:weak-password: The password is not acceptable
       */
      readonly 422: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly getUser: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly jid: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['UserDetail'];
        };
      };
      /**
       * @description urn:waybill:problem:invalid-jid: The JID is not valid
       *     urn:waybill:problem:invalid-request: The request is not valid
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-permitted: Your role does not allow this */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly deleteUser: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly jid: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description done */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      /**
       * @description urn:waybill:problem:invalid-jid: The JID is not valid
       *     urn:waybill:problem:invalid-request: The request is not valid
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly patchUser: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly jid: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['UserPatch'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['UserSummary'];
        };
      };
      /**
       * @description urn:waybill:problem:invalid-jid: The JID is not valid
       *     urn:waybill:problem:invalid-request: The request is not valid
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly setUserPassword: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly jid: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['UserPassword'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['PasswordResult'];
        };
      };
      /**
       * @description urn:waybill:problem:invalid-jid: The JID is not valid
       *     urn:waybill:problem:invalid-request: The request is not valid
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:weak-password: The password is not acceptable */
      readonly 422: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly lockUser: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly jid: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['UserLock'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['UserSummary'];
        };
      };
      /**
       * @description urn:waybill:problem:invalid-jid: The JID is not valid
       *     urn:waybill:problem:invalid-request: The request is not valid
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly unlockUser: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly jid: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['UserSummary'];
        };
      };
      /**
       * @description urn:waybill:problem:invalid-jid: The JID is not valid
       *     urn:waybill:problem:invalid-request: The request is not valid
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly enableLegacySignIn: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly jid: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['LegacySignInRequest'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['LegacySecret'];
        };
      };
      /**
       * @description urn:waybill:problem:invalid-jid: The JID is not valid
       *     urn:waybill:problem:invalid-request: The request is not valid
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly disableLegacySignIn: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly jid: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description done */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      /**
       * @description urn:waybill:problem:invalid-jid: The JID is not valid
       *     urn:waybill:problem:invalid-request: The request is not valid
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:no-legacy-sign-in: The account has no legacy sign-in */
      readonly 409: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly listSignIns: {
    readonly parameters: {
      readonly query?: {
        readonly limit?: number;
        readonly after?: string;
      };
      readonly header?: never;
      readonly path: {
        readonly jid: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['SignInPage'];
        };
      };
      /**
       * @description urn:waybill:problem:invalid-jid: The JID is not valid
       *     urn:waybill:problem:cursor-mismatch: The cursor belongs to another list
       *     urn:waybill:problem:invalid-request: The request is not valid
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-permitted: Your role does not allow this */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly listSessions: {
    readonly parameters: {
      readonly query?: {
        readonly q?: string;
        readonly limit?: number;
        readonly after?: string;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['SessionPage'];
        };
      };
      /**
       * @description urn:waybill:problem:cursor-mismatch: The cursor belongs to another list
       *     urn:waybill:problem:invalid-request: The request is not valid
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-permitted: Your role does not allow this */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly endSession: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description done */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      /** @description urn:waybill:problem:invalid-request: The request is not valid */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly listAttachments: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['AttachmentList'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-permitted: Your role does not allow this */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly addAttachment: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['NewAttachment'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Attachment'];
        };
      };
      /** @description urn:waybill:problem:invalid-request: The request is not valid */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:attachment-exists: That domain is attached already */
      readonly 409: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:invalid-attachment: Such an attachment is not possible */
      readonly 422: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly removeAttachment: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly domain: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description done */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      /** @description urn:waybill:problem:invalid-request: The request is not valid */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:attachment-read-only: The attachment stands in the configuration */
      readonly 409: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly patchAttachment: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly domain: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['AttachmentPatch'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Attachment'];
        };
      };
      /** @description urn:waybill:problem:invalid-request: The request is not valid */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:attachment-read-only: The attachment stands in the configuration */
      readonly 409: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:invalid-attachment: Such an attachment is not possible */
      readonly 422: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly getAttachmentSnippet: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly domain: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['AttachmentSnippet'];
        };
      };
      /** @description urn:waybill:problem:invalid-request: The request is not valid */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-permitted: Your role does not allow this */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:no-attachment-secret: The secret cannot be read */
      readonly 409: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly checkAttachment: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly domain: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Findings'];
        };
      };
      /** @description urn:waybill:problem:invalid-request: The request is not valid */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly getHealth: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['HealthReport'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-permitted: Your role does not allow this */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly runChecks: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['HealthReport'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readonly testTransfer: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['TestTransfer'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['TestTransferResult'];
        };
      };
      /** @description urn:waybill:problem:invalid-request: The request is not valid */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-signed-in: Sign in first */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:not-permitted: Your role does not allow this
       *     urn:waybill:problem:cross-site-request: The request does not come from the dashboard
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:not-found: There is nothing here */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:test-transfer-failed: The test transfer did not work */
      readonly 409: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:internal-error: The server failed */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:storage-unavailable: The database does not take this now */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
