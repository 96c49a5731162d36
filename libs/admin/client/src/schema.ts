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
  readonly '/api/v1/transfers/facets': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** How many each status, method and reason would find under the other filters */
    readonly get: operations['getTransferFacets'];
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
  readonly '/api/v1/transfers/{id}/related': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Transfers between the same two, and of the same file */
    readonly get: operations['listRelatedTransfers'];
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
  readonly '/api/v1/uploads': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Uploaded files, and slots that wait for one */
    readonly get: operations['listUploads'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/uploads/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** One upload with its receivers and downloads */
    readonly get: operations['getUpload'];
    readonly put?: never;
    readonly post?: never;
    /** Delete an uploaded file, or take its slot back */
    readonly delete: operations['deleteUpload'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/storage': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What is stored in all, and what bounds it */
    readonly get: operations['getStorage'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/storage/accounts': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Who has stored how much */
    readonly get: operations['listStorageAccounts'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/retention': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** How long uploads are kept, by purpose */
    readonly get: operations['getUploadRetention'];
    /** Keep uploads for another time; it holds for files that are here already */
    readonly put: operations['setUploadRetention'];
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/retention/preview': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** What such a retention would delete now */
    readonly post: operations['previewUploadRetention'];
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
  readonly '/api/v1/users/{jid}/sessions': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** End all sessions of an account; its clients may sign in again */
    readonly delete: operations['endUserSessions'];
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
  readonly '/api/v1/hosts': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The domains of accounts, and what can be done with the accounts of each */
    readonly get: operations['listHosts'];
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
  readonly '/api/v1/sessions/bulk-end': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** End all sessions that match; their clients may sign in again */
    readonly post: operations['endSessions'];
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
  readonly '/api/v1/account/prove': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Prove again that it is me; good for ten minutes of dangerous actions */
    readonly post: operations['prove'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/account/second-factor': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Whether my second factor is on */
    readonly get: operations['getSecondFactor'];
    readonly put?: never;
    /** Offer a secret for an authenticator; on once a code confirms it */
    readonly post: operations['enrolSecondFactor'];
    /** Turn my second factor off */
    readonly delete: operations['turnOffSecondFactor'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/account/second-factor/confirm': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Turn my second factor on with a first code */
    readonly post: operations['confirmSecondFactor'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/views': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Lists that I keep */
    readonly get: operations['listSavedViews'];
    readonly put?: never;
    /** Keep a list */
    readonly post: operations['createSavedView'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/views/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** Forget a list */
    readonly delete: operations['deleteSavedView'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/operators': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Who may sign in here */
    readonly get: operations['listOperators'];
    readonly put?: never;
    /** Add an operator, who chooses a password on a link */
    readonly post: operations['createOperator'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/operators/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** Remove an operator: their sessions end, and the keys they made with them */
    readonly delete: operations['deleteOperator'];
    readonly options?: never;
    readonly head?: never;
    /** Give an operator another role; their sessions end */
    readonly patch: operations['patchOperator'];
    readonly trace?: never;
  };
  readonly '/api/v1/operators/{id}/lock': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Lock an operator: their sessions end, and the keys they made open nothing until they are unlocked */
    readonly post: operations['lockOperator'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/operators/{id}/unlock': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Let a locked operator sign in again */
    readonly post: operations['unlockOperator'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/operators/{id}/reset-link': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** A link, good for a day, on which an operator chooses another password */
    readonly post: operations['createOperatorResetLink'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/operators/{id}/second-factor': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** Turn an operator's lost second factor off */
    readonly delete: operations['turnOffOperatorSecondFactor'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/operators/{id}/sessions': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Where an operator is signed in */
    readonly get: operations['listOperatorSessions'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/operators/{id}/sessions/{session}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** Sign an operator out somewhere */
    readonly delete: operations['endOperatorSession'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/keys': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** API keys, newest first */
    readonly get: operations['listKeys'];
    readonly put?: never;
    /** Make a key for a program; its secret is shown once */
    readonly post: operations['createKey'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/keys/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** End a key at once */
    readonly delete: operations['revokeKey'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/invites': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Invitations, newest first */
    readonly get: operations['listInvites'];
    readonly put?: never;
    /** A link on which people choose a name and password themselves */
    readonly post: operations['createInvite'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/invites/{id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** End an invitation before its time */
    readonly delete: operations['revokeInvite'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/users/{jid}/reset-link': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** A link, good for a day, on which a user chooses another password */
    readonly post: operations['createUserResetLink'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/links/check': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** What a link is for; it keeps its use */
    readonly post: operations['checkLink'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/join': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Make an account with an invitation */
    readonly post: operations['join'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/reset': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Choose another password with a reset link */
    readonly post: operations['reset'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/audit': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The chain, newest first; admins see what they did themselves */
    readonly get: operations['listAudit'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/audit/state': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Where the chain stands, and what the newest check found */
    readonly get: operations['getAuditState'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/audit/verify': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Recompute the chain from its first entry */
    readonly post: operations['verifyAudit'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/statistics': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Volume by day, method, outcome and reason, and who moves most; from totals kept by day */
    readonly get: operations['getStatistics'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/users/{jid}/activity': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What a user sent and received, by day */
    readonly get: operations['getUserActivity'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/users/{jid}/roster': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** A user's contacts */
    readonly get: operations['getUserRoster'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/settings': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Every setting with its value and where that comes from */
    readonly get: operations['listSettings'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/settings/transfer-retention/preview': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** What keeping transfers for so many days would delete */
    readonly post: operations['previewTransferRetention'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/transfers/export': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The ledger as CSV, or NDJSON with format=ndjson; the filters are those of the list */
    readonly get: operations['exportTransfers'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/users/export': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The accounts as CSV or NDJSON; never a password or key */
    readonly get: operations['exportUsers'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/sign-ins/export': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The history of sign-ins as CSV or NDJSON, newest first */
    readonly get: operations['exportSignIns'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/audit/export': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The chain as CSV or NDJSON, newest first */
    readonly get: operations['exportAudit'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/users/facets': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** How many users each quick filter finds */
    readonly get: operations['getUserFacets'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/users/bulk': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Lock, unlock or annotate many accounts */
    readonly post: operations['changeUsers'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/users/bulk-delete': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Delete many accounts */
    readonly post: operations['deleteUsers'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/api/v1/users/import': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Add accounts from CSV with the columns jid (or localpart and domain), password, note; a dry run first */
    readonly post: operations['importUsers'];
    readonly delete?: never;
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
      /** @description with `host-cannot`: what stands in the way */
      readonly reason?: string;
      /** @description the one that is missing, for `not-permitted` */
      readonly permission?: string;
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
        | 'uploads:delete'
        | 'users:read'
        | 'users:write'
        | 'users:delete'
        | 'users:export'
        | 'invites:write'
        | 'sessions:read'
        | 'sessions:kick'
        | 'audit:own'
        | 'audit:read'
        | 'attachments:read'
        | 'health:read'
        | 'health:run'
        | 'settings:write'
        | 'roles:write'
        | 'keys:write'
      )[];
    };
    readonly SessionInfo: {
      readonly setupNeeded: boolean;
      readonly operator: components['schemas']['SignedInOperator'] | null;
      readonly version: string;
      /** @description how the command line is called there: `waybill`, `npx waybill` in a clone */
      readonly command: string;
      /** @description a demonstration: everybody here is made up */
      readonly demo: boolean;
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
      /** @description of the second factor, or a recovery code; asked for by `second-factor-needed` */
      readonly code?: string;
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
    readonly Proof: {
      readonly password?: string;
      /** @description of the second factor, or a recovery code */
      readonly code?: string;
    };
    readonly SecondFactor: {
      readonly on: boolean;
      readonly recoveryCodesLeft: number;
    };
    readonly SecondFactorOffer: {
      /** @description base32, for typing */
      readonly secret: string;
      /** @description otpauth: URI, for a QR code */
      readonly uri: string;
    };
    readonly Code: {
      readonly code: string;
    };
    readonly RecoveryCodes: {
      /** @description each works once; shown once */
      readonly recoveryCodes: readonly string[];
    };
    readonly Operator: {
      readonly id: string;
      readonly name: string;
      /** @enum {string} */
      readonly role: 'owner' | 'admin' | 'auditor' | 'helpdesk';
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly createdAt: string;
      readonly lastSignInAt: string | null;
      /** @description since when they may not sign in */
      readonly lockedAt: string | null;
      readonly secondFactor: boolean;
      /** @description browsers that are signed in */
      readonly sessions: number;
      readonly self: boolean;
    };
    readonly OperatorList: {
      readonly items: readonly components['schemas']['Operator'][];
    };
    readonly NewOperator: {
      readonly name: string;
      /** @enum {string} */
      readonly role: 'owner' | 'admin' | 'auditor' | 'helpdesk';
    };
    readonly OperatorPatch: {
      /** @enum {string} */
      readonly role: 'owner' | 'admin' | 'auditor' | 'helpdesk';
    };
    readonly MadeLink: {
      readonly id: string;
      /** @description shown once */
      readonly token: string;
      /** @description `/join#…` or `/reset#…`, below where the dashboard is */
      readonly path: string;
      /** @description the whole link, where http.publicUrl is set */
      readonly url: string | null;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly expiresAt: string;
    };
    readonly CreatedOperator: {
      readonly operator: components['schemas']['Operator'];
      readonly link: components['schemas']['MadeLink'];
    };
    readonly ApiKey: {
      readonly id: string;
      readonly name: string;
      readonly scopes: readonly (
        | 'transfers:read'
        | 'transfers:names'
        | 'transfers:export'
        | 'transfers:cancel'
        | 'users:read'
        | 'users:write'
        | 'users:delete'
        | 'users:export'
        | 'invites:write'
        | 'sessions:read'
        | 'sessions:kick'
        | 'audit:read'
      )[];
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly createdAt: string;
      readonly createdBy: string;
      readonly expiresAt: string | null;
      readonly lastUsedAt: string | null;
      readonly lastUsedAddress: string | null;
      /** @enum {string} */
      readonly status: 'open' | 'expired' | 'revoked';
    };
    readonly ApiKeyList: {
      readonly items: readonly components['schemas']['ApiKey'][];
      /** @description all there are */
      readonly scopes: readonly (
        | 'transfers:read'
        | 'transfers:names'
        | 'transfers:export'
        | 'transfers:cancel'
        | 'users:read'
        | 'users:write'
        | 'users:delete'
        | 'users:export'
        | 'invites:write'
        | 'sessions:read'
        | 'sessions:kick'
        | 'audit:read'
      )[];
    };
    readonly NewApiKey: {
      readonly name: string;
      readonly scopes: readonly (
        | 'transfers:read'
        | 'transfers:names'
        | 'transfers:export'
        | 'transfers:cancel'
        | 'users:read'
        | 'users:write'
        | 'users:delete'
        | 'users:export'
        | 'invites:write'
        | 'sessions:read'
        | 'sessions:kick'
        | 'audit:read'
      )[];
      /** @description never, where absent */
      readonly expiresInDays?: number;
    };
    readonly CreatedApiKey: {
      readonly key: components['schemas']['ApiKey'];
      /** @description `wbk_…`; shown once */
      readonly secret: string;
    };
    readonly SavedView: {
      readonly id: string;
      readonly page: string;
      readonly name: string;
      /** @description query string without `?` */
      readonly query: string;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly createdAt: string;
    };
    readonly SavedViewList: {
      readonly items: readonly components['schemas']['SavedView'][];
    };
    readonly NewSavedView: {
      /** @enum {string} */
      readonly page: 'transfers' | 'users' | 'audit' | 'sessions' | 'uploads';
      readonly name: string;
      readonly query: string;
    };
    readonly Invite: {
      readonly id: string;
      readonly domain: string;
      readonly note: string | null;
      readonly uses: number;
      readonly maxUses: number;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly createdAt: string;
      readonly createdBy: string;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly expiresAt: string;
      readonly lastUsedAt: string | null;
      /** @enum {string} */
      readonly status: 'open' | 'used' | 'expired' | 'revoked';
    };
    readonly InvitePage: {
      readonly items: readonly components['schemas']['Invite'][];
      /** @description `after` of the next page; null on the last one */
      readonly next: string | null;
    };
    readonly NewInvite: {
      /** @description the first hosted one by default */
      readonly domain?: string;
      /** @default 1 */
      readonly maxUses: number;
      /**
       * @description a week, where absent
       * @default 168
       */
      readonly expiresInHours: number;
      readonly note?: string;
    };
    readonly CreatedInvite: {
      readonly invite: components['schemas']['Invite'];
      readonly link: components['schemas']['MadeLink'];
    };
    readonly LinkToken: {
      readonly token: string;
    };
    readonly LinkInfo: {
      /** @enum {string} */
      readonly kind: 'invite' | 'account-reset' | 'operator-reset';
      /** @description of the account to be made, for an invitation */
      readonly domain: string | null;
      /** @description JID or operator name whose password it resets */
      readonly name: string | null;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly expiresAt: string;
    };
    readonly Join: {
      readonly token: string;
      /** @description localpart of the new JID */
      readonly name: string;
      readonly password: string;
    };
    readonly Joined: {
      readonly jid: string;
      /** @description what to type into a client */
      readonly domain: string;
    };
    readonly Reset: {
      readonly token: string;
      readonly password: string;
    };
    readonly ResetDone: {
      /** @enum {string} */
      readonly kind: 'invite' | 'account-reset' | 'operator-reset';
    };
    readonly AuditEntry: {
      readonly seq: number;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly at: string;
      /** @enum {string} */
      readonly kind:
        | 'transfer-offered'
        | 'transfer-ended'
        | 'operator-action'
        | 'account-change'
        | 'sign-in'
        | 'gap'
        | 'retention';
      readonly action: string | null;
      readonly actor: {
        readonly kind: string;
        readonly name: string | null;
        readonly address: string | null;
      } | null;
      readonly changes: readonly {
        readonly field: string;
        readonly before: string | number | boolean | null;
        readonly after: string | number | boolean | null;
      }[];
      /** @description facts that name nobody */
      readonly data: {
        readonly [key: string]: string | number | boolean;
      };
      /** @description facts about people, unless erased */
      readonly personal: {
        readonly [key: string]: string;
      };
      /** @description SHA-256 over the hash before it and this entry */
      readonly hash: string;
    };
    readonly AuditPage: {
      readonly items: readonly components['schemas']['AuditEntry'][];
      /** @description `after` of the next page; null on the last one */
      readonly next: string | null;
    };
    readonly AuditVerdict: {
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly at: string;
      readonly intact: boolean;
      /** @description checked; before the bad one, where there is one */
      readonly entries: number;
      readonly lastHash: string | null;
      readonly badSeq: number | null;
      readonly fault:
        ('missing-entry' | 'altered-entry' | 'altered-personal' | 'altered-transfer') | null;
    };
    readonly AuditState: {
      readonly entries: number;
      readonly lastHash: string | null;
      /** @description the newest check since the start of the server */
      readonly verified: components['schemas']['AuditVerdict'] | null;
    };
    readonly Host: {
      /** @description domain of the accounts */
      readonly host: string;
      /** @description domain of our component there */
      readonly attachment: string | null;
      /** @enum {string} */
      readonly mode: 'own' | 'managed-there' | 'kept-here' | 'none';
      readonly can: {
        /** @description null where it is possible, or why it is not */
        readonly list:
          | (
              | 'not-offered'
              | 'no-rights'
              | 'no-commands'
              | 'unreachable'
              | 'unlock-needs-password'
              | 'kept-by-host'
              | 'not-managed'
            )
          | null;
        /** @description null where it is possible, or why it is not */
        readonly add:
          | (
              | 'not-offered'
              | 'no-rights'
              | 'no-commands'
              | 'unreachable'
              | 'unlock-needs-password'
              | 'kept-by-host'
              | 'not-managed'
            )
          | null;
        /** @description null where it is possible, or why it is not */
        readonly remove:
          | (
              | 'not-offered'
              | 'no-rights'
              | 'no-commands'
              | 'unreachable'
              | 'unlock-needs-password'
              | 'kept-by-host'
              | 'not-managed'
            )
          | null;
        /** @description null where it is possible, or why it is not */
        readonly password:
          | (
              | 'not-offered'
              | 'no-rights'
              | 'no-commands'
              | 'unreachable'
              | 'unlock-needs-password'
              | 'kept-by-host'
              | 'not-managed'
            )
          | null;
        /** @description null where it is possible, or why it is not */
        readonly lock:
          | (
              | 'not-offered'
              | 'no-rights'
              | 'no-commands'
              | 'unreachable'
              | 'unlock-needs-password'
              | 'kept-by-host'
              | 'not-managed'
            )
          | null;
        /** @description null where it is possible, or why it is not */
        readonly unlock:
          | (
              | 'not-offered'
              | 'no-rights'
              | 'no-commands'
              | 'unreachable'
              | 'unlock-needs-password'
              | 'kept-by-host'
              | 'not-managed'
            )
          | null;
        /** @description null where it is possible, or why it is not */
        readonly endSessions:
          | (
              | 'not-offered'
              | 'no-rights'
              | 'no-commands'
              | 'unreachable'
              | 'unlock-needs-password'
              | 'kept-by-host'
              | 'not-managed'
            )
          | null;
        /** @description null where it is possible, or why it is not */
        readonly lastSeen:
          | (
              | 'not-offered'
              | 'no-rights'
              | 'no-commands'
              | 'unreachable'
              | 'unlock-needs-password'
              | 'kept-by-host'
              | 'not-managed'
            )
          | null;
        /** @description null where it is possible, or why it is not */
        readonly statistics:
          | (
              | 'not-offered'
              | 'no-rights'
              | 'no-commands'
              | 'unreachable'
              | 'unlock-needs-password'
              | 'kept-by-host'
              | 'not-managed'
            )
          | null;
      };
    };
    readonly HostList: {
      readonly items: readonly components['schemas']['Host'][];
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
      /** @description the domain again: whose accounts these are */
      readonly host: string;
      /** @enum {string} */
      readonly mode: 'own' | 'managed-there' | 'kept-here' | 'none';
      /** @enum {string} */
      readonly status: 'active' | 'locked';
      readonly lockedReason: string | null;
      /** @description when a lock ends by itself */
      readonly lockedUntil: string | null;
      /** @description null where the host server keeps the account */
      readonly createdAt: string | null;
      readonly lastSeenAt: string | null;
      readonly lastSeenAddress: string | null;
      readonly note: string | null;
      readonly legacySignIn: components['schemas']['LegacySignIn'] | null;
      /** @description null where the host server does not say */
      readonly online: boolean | null;
      /** @description bound resources right now; null where unknown */
      readonly sessions: number | null;
    };
    readonly UserTraffic: {
      readonly transfers: number;
      /** @description bytes */
      readonly bytes: number;
    };
    readonly UserDetail: {
      /** @description bare JID */
      readonly jid: string;
      readonly localpart: string;
      readonly domain: string;
      /** @description the domain again: whose accounts these are */
      readonly host: string;
      /** @enum {string} */
      readonly mode: 'own' | 'managed-there' | 'kept-here' | 'none';
      /** @enum {string} */
      readonly status: 'active' | 'locked';
      readonly lockedReason: string | null;
      /** @description when a lock ends by itself */
      readonly lockedUntil: string | null;
      /** @description null where the host server keeps the account */
      readonly createdAt: string | null;
      readonly lastSeenAt: string | null;
      readonly lastSeenAddress: string | null;
      readonly note: string | null;
      readonly legacySignIn: components['schemas']['LegacySignIn'] | null;
      /** @description null where the host server does not say */
      readonly online: boolean | null;
      /** @description bound resources right now; null where unknown */
      readonly sessions: number | null;
      readonly sent30d: components['schemas']['UserTraffic'];
      readonly received30d: components['schemas']['UserTraffic'];
      /** @description what a host server tells of the account; null for others */
      readonly statistics: {
        readonly rosterSize: number | null;
        readonly resources: readonly string[];
        readonly addresses: readonly string[];
      } | null;
    };
    readonly ListedUser: {
      /** @description bare JID */
      readonly jid: string;
      readonly localpart: string;
      readonly domain: string;
      /** @description the domain again: whose accounts these are */
      readonly host: string;
      /** @enum {string} */
      readonly mode: 'own' | 'managed-there' | 'kept-here' | 'none';
      /** @enum {string} */
      readonly status: 'active' | 'locked';
      readonly lockedReason: string | null;
      /** @description when a lock ends by itself */
      readonly lockedUntil: string | null;
      /** @description null where the host server keeps the account */
      readonly createdAt: string | null;
      readonly lastSeenAt: string | null;
      readonly lastSeenAddress: string | null;
      readonly note: string | null;
      readonly legacySignIn: components['schemas']['LegacySignIn'] | null;
      /** @description null where the host server does not say */
      readonly online: boolean | null;
      /** @description bound resources right now; null where unknown */
      readonly sessions: number | null;
      readonly sent30d: components['schemas']['UserTraffic'];
      readonly received30d: components['schemas']['UserTraffic'];
    };
    readonly UserPage: {
      readonly items: readonly components['schemas']['ListedUser'][];
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
      /**
       * Format: date-time
       * @description when the lock ends by itself
       */
      readonly until?: string;
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
    readonly EndSessions: {
      /** @description as in the list; all sessions where absent */
      readonly q?: string;
      /** @description how many match; refused when it is not so */
      readonly expected: number;
    };
    readonly EndedSessions: {
      readonly ended: number;
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
        | 'config'
        | 'perms'
        | 'db'
        | 'clock'
        | 'dns'
        | 'certs'
        | 'component'
        | 'proxy'
        | 'upload'
        | 'exposure';
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
    readonly TransferWay: {
      /**
       * @description an address of a party's own client, or a proxy
       * @enum {string}
       */
      readonly kind: 'direct' | 'proxy';
      /** @description its JID */
      readonly streamhost: string;
      /** @description `host:port` of each */
      readonly addresses: readonly string[];
      /**
       * @description used; reached, but another was used; not reached, as a client says; or offered, and no more known of it
       * @enum {string}
       */
      readonly outcome: 'used' | 'reached' | 'unreached' | 'unused';
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
      /** @description streamhosts that the clients offered each other */
      readonly ways: readonly components['schemas']['TransferWay'][];
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
    readonly TransferFacets: {
      /** @description most first; what finds nothing is left out */
      readonly status: readonly {
        readonly value: components['schemas']['TransferState'];
        readonly transfers: number;
      }[];
      /** @description most first; what finds nothing is left out */
      readonly method: readonly {
        readonly value: components['schemas']['TransferMethod'];
        readonly transfers: number;
      }[];
      /** @description most first; what finds nothing is left out */
      readonly reason: readonly {
        readonly value: components['schemas']['TransferReason'];
        readonly transfers: number;
      }[];
      /** @description only the newest were looked at: the counts are lower bounds */
      readonly capped: boolean;
    };
    readonly RelatedTransfers: {
      /** @description between the two, newest first, ten at most */
      readonly samePair: readonly components['schemas']['TransferSummary'][];
      /** @description with the same hash, newest first, ten at most */
      readonly sameFile: readonly components['schemas']['TransferSummary'][];
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
      /** @description relays that run, against their bounds; null where none can */
      readonly relay: {
        readonly active: number;
        readonly maxActive: number;
        /** @description of all relays together; null: no bound */
        readonly maxBytesPerSecond: number | null;
      } | null;
    };
    readonly HeartbeatEvent: {
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly at: string;
    };
    readonly AccountTotal: {
      /** @description bare JID */
      readonly jid: string;
      readonly transfers: number;
      /** @description bytes */
      readonly bytes: number;
    };
    readonly Statistics: {
      /** Format: date */
      readonly since: string;
      /** Format: date */
      readonly until: string;
      readonly days: readonly components['schemas']['DailyTotal'][];
      /** @description most bytes first, ten at most */
      readonly topSenders: readonly components['schemas']['AccountTotal'][];
      readonly topReceivers: readonly components['schemas']['AccountTotal'][];
    };
    readonly UserDay: {
      /** Format: date */
      readonly day: string;
      readonly sentTransfers: number;
      /** @description bytes */
      readonly sentBytes: number;
      readonly receivedTransfers: number;
      /** @description bytes */
      readonly receivedBytes: number;
    };
    readonly UserActivity: {
      /** Format: date */
      readonly since: string;
      /** Format: date */
      readonly until: string;
      readonly items: readonly components['schemas']['UserDay'][];
    };
    readonly UserRoster: {
      readonly items: readonly {
        readonly jid: string;
        readonly name: string | null;
        readonly groups: readonly string[];
        /** @enum {string} */
        readonly subscription: 'none' | 'to' | 'from' | 'both';
        /** @description waits for the contact to agree */
        readonly asking: boolean;
        /** @description the contact waits for this user to agree */
        readonly asked: boolean;
      }[];
    };
    readonly Settings: {
      readonly items: readonly {
        /** @description such as `http.listen` */
        readonly path: string;
        /** @description secrets are masked */
        readonly value: unknown;
        /** @description default, file, environment, command line or dashboard */
        readonly source: string;
        /** @description `waybill.yml:12`, or the name of a variable; empty for a default */
        readonly where: string;
        /** @description environment variable that sets it */
        readonly variable: string;
        readonly description: string;
      }[];
    };
    readonly TransferRetentionQuestion: {
      readonly days: number;
    };
    readonly TransferRetentionPreview: {
      readonly days: number;
      /** @description that would be deleted */
      readonly transfers: number;
      /**
       * Format: date-time
       * @description offered before the start of this UTC day
       */
      readonly before: string;
      readonly oldestAt: string | null;
    };
    readonly Upload: {
      /** @description UUIDv7; also the id of its transfer */
      readonly id: string;
      /** @description as sent, or shortened where names are masked */
      readonly name: string;
      readonly nameMasked: boolean;
      /** @description bytes */
      readonly bytes: number;
      /** @description bare JID; null where another server gave the slot */
      readonly account: string | null;
      /** @description `standalone`, or the attachment */
      readonly host: string;
      /** @enum {string} */
      readonly purpose: 'message' | 'profile' | 'ephemeral' | 'permanent';
      /** @enum {string} */
      readonly state: 'granted' | 'stored' | 'deleted' | 'lapsed';
      readonly declaredType: string | null;
      /** @description what the first bytes say */
      readonly foundType: string | null;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly grantedAt: string;
      readonly storedAt: string | null;
      readonly deletedAt: string | null;
      readonly deletionRule:
        | (
            | 'retention'
            | 'expire-before'
            | 'quota-oldest'
            | 'by-account'
            | 'by-operator'
            | 'retraction'
            | 'account-removed'
            | 'damaged'
          )
        | null;
      readonly downloads: number;
      readonly lastDownloadAt: string | null;
    };
    readonly UploadPage: {
      readonly items: readonly components['schemas']['Upload'][];
      /** @description `after` of the next page; null on the last one */
      readonly next: string | null;
    };
    readonly UploadDownload: {
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly at: string;
      /** @description IP address that asked */
      readonly address: string;
      /** @description null: the whole file */
      readonly range: {
        /** @description bytes */
        readonly offset: number;
        /** @description bytes */
        readonly length: number;
      } | null;
      /** @description that were sent */
      readonly bytes: number;
      /** @description everything that was asked for was sent */
      readonly complete: boolean;
    };
    readonly UploadDetail: {
      /** @description UUIDv7; also the id of its transfer */
      readonly id: string;
      /** @description as sent, or shortened where names are masked */
      readonly name: string;
      readonly nameMasked: boolean;
      /** @description bytes */
      readonly bytes: number;
      /** @description bare JID; null where another server gave the slot */
      readonly account: string | null;
      /** @description `standalone`, or the attachment */
      readonly host: string;
      /** @enum {string} */
      readonly purpose: 'message' | 'profile' | 'ephemeral' | 'permanent';
      /** @enum {string} */
      readonly state: 'granted' | 'stored' | 'deleted' | 'lapsed';
      readonly declaredType: string | null;
      /** @description what the first bytes say */
      readonly foundType: string | null;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       */
      readonly grantedAt: string;
      readonly storedAt: string | null;
      readonly deletedAt: string | null;
      readonly deletionRule:
        | (
            | 'retention'
            | 'expire-before'
            | 'quota-oldest'
            | 'by-account'
            | 'by-operator'
            | 'retraction'
            | 'account-removed'
            | 'damaged'
          )
        | null;
      readonly downloads: number;
      readonly lastDownloadAt: string | null;
      readonly sha256: string | null;
      /** @description bare JIDs that its link was seen sent to */
      readonly receivers: readonly string[];
      /** @description newest first, a hundred at most */
      readonly lastDownloads: readonly components['schemas']['UploadDownload'][];
    };
    readonly Storage: {
      /** @description whether uploads are taken */
      readonly on: boolean;
      readonly files: number;
      /** @description bytes */
      readonly bytes: number;
      /** @description on the disk; null where that is not known */
      readonly freeBytes: number | null;
      /** @description nothing is taken below this much free space */
      readonly reserveBytes: number;
      readonly quotas: {
        /** @description bytes; null: no bound */
        readonly maxFileBytes: number | null;
        /** @description bytes; null: no bound */
        readonly bytesPerDay: number | null;
        /** @description bytes; null: no bound */
        readonly storedPerAccount: number | null;
        /** @description bytes; null: no bound */
        readonly storedPerDomain: number | null;
        /** @enum {string} */
        readonly whenFull: 'refuse' | 'delete-oldest';
      };
    };
    readonly StorageAccount: {
      /** @description bare JID */
      readonly jid: string;
      readonly files: number;
      /** @description bytes */
      readonly bytes: number;
    };
    readonly StorageAccountPage: {
      readonly items: readonly components['schemas']['StorageAccount'][];
      /** @description `after` of the next page; null on the last one */
      readonly next: string | null;
    };
    readonly UploadRetention: {
      /** @description days; null: for ever */
      readonly message: number | null;
      /** @description days; null: for ever */
      readonly profile: number | null;
      /** @description days; null: for ever */
      readonly ephemeral: number | null;
      /** @description days; null: for ever */
      readonly permanent: number | null;
    };
    readonly UploadRetentionPreview: {
      /** @description that would be deleted */
      readonly files: number;
      /** @description bytes */
      readonly bytes: number;
      readonly oldestAt: string | null;
    };
    readonly UserBulkChange: {
      /** @description these accounts */
      readonly jids?: readonly string[];
      /** @description all accounts that match, as in the list */
      readonly matching?: {
        /** @description part of the JID or note */
        readonly q?: string;
        /** @enum {string} */
        readonly status?: 'active' | 'locked';
        /** @description domain of the accounts */
        readonly host?: string;
        /** @description there for so many days, and not seen in them */
        readonly inactive?: number;
        /**
         * @description with or without a legacy sign-in
         * @enum {string}
         */
        readonly legacy?: 'true' | 'false';
      };
      /** @description how many match; the change is refused when it is not so */
      readonly expected?: number;
      /** @enum {string} */
      readonly action: 'lock' | 'unlock' | 'note';
      /** @description of a lock */
      readonly reason?: string;
      /**
       * Format: date-time
       * @description end of a lock
       */
      readonly until?: string;
      /** @description null takes it away */
      readonly note?: string | null;
    };
    readonly UserBulkDelete: {
      /** @description these accounts */
      readonly jids?: readonly string[];
      /** @description all accounts that match, as in the list */
      readonly matching?: {
        /** @description part of the JID or note */
        readonly q?: string;
        /** @enum {string} */
        readonly status?: 'active' | 'locked';
        /** @description domain of the accounts */
        readonly host?: string;
        /** @description there for so many days, and not seen in them */
        readonly inactive?: number;
        /**
         * @description with or without a legacy sign-in
         * @enum {string}
         */
        readonly legacy?: 'true' | 'false';
      };
      /** @description how many match; the change is refused when it is not so */
      readonly expected?: number;
    };
    readonly UserBulkResult: {
      readonly matched: number;
      readonly changed: number;
      /** @description the first hundred that could not be changed */
      readonly failed: readonly {
        readonly jid: string;
        /** @description slug */
        readonly problem: string;
      }[];
    };
    readonly UserFacets: {
      readonly all: number;
      readonly active: number;
      readonly locked: number;
      /** @description older than thirty days, and not seen for as long */
      readonly inactive30: number;
      readonly inactive90: number;
      readonly legacySignIn: number;
      readonly hosts: readonly {
        readonly host: string;
        readonly users: number;
      }[];
    };
    readonly UserImportReport: {
      readonly dryRun: boolean;
      readonly rows: number;
      /** @description rows without fault; added, unless it was a dry run */
      readonly good: number;
      readonly rejected: number;
      /** @description as they were understood */
      readonly columns: readonly string[];
      /** @description the first two hundred */
      readonly errors: readonly {
        readonly line: number;
        readonly column: string | null;
        /** @enum {string} */
        readonly code:
          | 'wrong-columns'
          | 'bad-jid'
          | 'foreign-domain'
          | 'duplicate'
          | 'exists'
          | 'weak-password'
          | 'bad-value';
        readonly text: string;
      }[];
      /** @description CSV of the rejected rows with line and reason, to be mended and sent again */
      readonly rejects: string | null;
      /** @description CSV of the passwords that were made up; shown once */
      readonly passwords: string | null;
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
      /**
       * @description urn:waybill:problem:wrong-credentials: Name or password is wrong
       *     urn:waybill:problem:second-factor-needed: The code of the second factor is needed
       */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:operator-locked: An owner has locked you
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
      /** @description urn:waybill:problem:wrong-code: The code is wrong */
      readonly 422: {
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
        readonly path?: string;
        readonly reason?: string;
        readonly size?: string;
        readonly since?: string;
        readonly until?: string;
        readonly sort?: '-time' | '-bytes' | '-duration' | '-rate';
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
  readonly getTransferFacets: {
    readonly parameters: {
      readonly query?: {
        readonly q?: string;
        readonly from?: string;
        readonly to?: string;
        readonly party?: string;
        readonly status?: string;
        readonly method?: string;
        readonly path?: string;
        readonly reason?: string;
        readonly size?: string;
        readonly since?: string;
        readonly until?: string;
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
          readonly 'application/json': components['schemas']['TransferFacets'];
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
  readonly listRelatedTransfers: {
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
          readonly 'application/json': components['schemas']['RelatedTransfers'];
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
  readonly listUploads: {
    readonly parameters: {
      readonly query?: {
        readonly account?: string;
        readonly q?: string;
        readonly state?: string;
        readonly purpose?: 'message' | 'profile' | 'ephemeral' | 'permanent';
        readonly since?: string;
        readonly until?: string;
        readonly sort?: '-time' | '-bytes';
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
          readonly 'application/json': components['schemas']['UploadPage'];
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
  readonly getUpload: {
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
          readonly 'application/json': components['schemas']['UploadDetail'];
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
  readonly deleteUpload: {
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
      /**
       * @description urn:waybill:problem:upload-gone: The file is gone already
       *     urn:waybill:problem:uploads-off: Uploads are switched off
       */
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
  readonly getStorage: {
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
          readonly 'application/json': components['schemas']['Storage'];
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
  readonly listStorageAccounts: {
    readonly parameters: {
      readonly query?: {
        readonly sort?: '-bytes' | '-files';
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
          readonly 'application/json': components['schemas']['StorageAccountPage'];
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
  readonly getUploadRetention: {
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
          readonly 'application/json': components['schemas']['UploadRetention'];
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
      /** @description urn:waybill:problem:uploads-off: Uploads are switched off */
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
  readonly setUploadRetention: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['UploadRetention'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['UploadRetention'];
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
       *     urn:waybill:problem:step-up-needed: Prove again that it is you
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
      /** @description urn:waybill:problem:uploads-off: Uploads are switched off */
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
  readonly previewUploadRetention: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['UploadRetention'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['UploadRetentionPreview'];
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
      /** @description urn:waybill:problem:uploads-off: Uploads are switched off */
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
  readonly listUsers: {
    readonly parameters: {
      readonly query?: {
        readonly q?: string;
        readonly status?: 'active' | 'locked';
        readonly host?: string;
        readonly inactive?: number;
        readonly legacy?: 'true' | 'false';
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
      /** @description urn:waybill:problem:host-cannot: The host server cannot do this */
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
      /** @description urn:waybill:problem:host-refused: The host server did not do this */
      readonly 502: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:host-unreachable: The host server does not answer
       *     urn:waybill:problem:storage-unavailable: The database does not take this now
       */
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
      /**
       * @description urn:waybill:problem:account-exists: The account is there already
       *     urn:waybill:problem:host-cannot: The host server cannot do this
       */
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
      /** @description urn:waybill:problem:host-refused: The host server did not do this */
      readonly 502: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:host-unreachable: The host server does not answer
       *     urn:waybill:problem:storage-unavailable: The database does not take this now
       */
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
      /** @description urn:waybill:problem:host-cannot: The host server cannot do this */
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
      /** @description urn:waybill:problem:host-refused: The host server did not do this */
      readonly 502: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:host-unreachable: The host server does not answer
       *     urn:waybill:problem:storage-unavailable: The database does not take this now
       */
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
       *     urn:waybill:problem:step-up-needed: Prove again that it is you
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
      /** @description urn:waybill:problem:host-cannot: The host server cannot do this */
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
      /** @description urn:waybill:problem:host-refused: The host server did not do this */
      readonly 502: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:host-unreachable: The host server does not answer
       *     urn:waybill:problem:storage-unavailable: The database does not take this now
       */
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
      /** @description urn:waybill:problem:host-cannot: The host server cannot do this */
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
      /** @description urn:waybill:problem:host-refused: The host server did not do this */
      readonly 502: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:host-unreachable: The host server does not answer
       *     urn:waybill:problem:storage-unavailable: The database does not take this now
       */
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
      /** @description urn:waybill:problem:host-cannot: The host server cannot do this */
      readonly 409: {
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
      /** @description urn:waybill:problem:host-refused: The host server did not do this */
      readonly 502: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:host-unreachable: The host server does not answer
       *     urn:waybill:problem:storage-unavailable: The database does not take this now
       */
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
      /** @description urn:waybill:problem:host-cannot: The host server cannot do this */
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
      /** @description urn:waybill:problem:host-refused: The host server did not do this */
      readonly 502: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:host-unreachable: The host server does not answer
       *     urn:waybill:problem:storage-unavailable: The database does not take this now
       */
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
      /** @description urn:waybill:problem:host-cannot: The host server cannot do this */
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
      /** @description urn:waybill:problem:host-refused: The host server did not do this */
      readonly 502: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:host-unreachable: The host server does not answer
       *     urn:waybill:problem:storage-unavailable: The database does not take this now
       */
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
  readonly endUserSessions: {
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
      /** @description urn:waybill:problem:host-cannot: The host server cannot do this */
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
      /** @description urn:waybill:problem:host-refused: The host server did not do this */
      readonly 502: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:host-unreachable: The host server does not answer
       *     urn:waybill:problem:storage-unavailable: The database does not take this now
       */
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
      /** @description urn:waybill:problem:host-cannot: The host server cannot do this */
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
      /** @description urn:waybill:problem:host-refused: The host server did not do this */
      readonly 502: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:host-unreachable: The host server does not answer
       *     urn:waybill:problem:storage-unavailable: The database does not take this now
       */
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
      /**
       * @description urn:waybill:problem:host-cannot: The host server cannot do this
       *     urn:waybill:problem:no-legacy-sign-in: The account has no legacy sign-in
       */
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
      /** @description urn:waybill:problem:host-refused: The host server did not do this */
      readonly 502: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:host-unreachable: The host server does not answer
       *     urn:waybill:problem:storage-unavailable: The database does not take this now
       */
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
      /** @description urn:waybill:problem:host-cannot: The host server cannot do this */
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
      /** @description urn:waybill:problem:host-refused: The host server did not do this */
      readonly 502: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:host-unreachable: The host server does not answer
       *     urn:waybill:problem:storage-unavailable: The database does not take this now
       */
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
  readonly listHosts: {
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
          readonly 'application/json': components['schemas']['HostList'];
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
  readonly endSessions: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['EndSessions'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['EndedSessions'];
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
      /** @description urn:waybill:problem:count-changed: Another number of them matches by now */
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
  readonly prove: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['Proof'];
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
      /** @description urn:waybill:problem:wrong-code: The code is wrong */
      readonly 422: {
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
  readonly getSecondFactor: {
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
          readonly 'application/json': components['schemas']['SecondFactor'];
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
  readonly enrolSecondFactor: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description success */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['SecondFactorOffer'];
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
       * @description urn:waybill:problem:step-up-needed: Prove again that it is you
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
      /** @description urn:waybill:problem:second-factor-on: The second factor is on already */
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
  readonly turnOffSecondFactor: {
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
      /**
       * @description urn:waybill:problem:step-up-needed: Prove again that it is you
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
      /** @description urn:waybill:problem:second-factor-off: The second factor is off */
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
  readonly confirmSecondFactor: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['Code'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['RecoveryCodes'];
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
      /** @description urn:waybill:problem:cross-site-request: The request does not come from the dashboard */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /**
       * @description urn:waybill:problem:second-factor-on: The second factor is on already
       *     urn:waybill:problem:second-factor-off: The second factor is off
       */
      readonly 409: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:wrong-code: The code is wrong */
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
  readonly listSavedViews: {
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
          readonly 'application/json': components['schemas']['SavedViewList'];
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
  readonly createSavedView: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['NewSavedView'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['SavedView'];
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
      /** @description urn:waybill:problem:cross-site-request: The request does not come from the dashboard */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:too-many: There are too many */
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
  readonly deleteSavedView: {
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
  readonly listOperators: {
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
          readonly 'application/json': components['schemas']['OperatorList'];
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
  readonly createOperator: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['NewOperator'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['CreatedOperator'];
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
       *     urn:waybill:problem:step-up-needed: Prove again that it is you
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
      /** @description urn:waybill:problem:operator-exists: The name is taken */
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
  readonly deleteOperator: {
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
       *     urn:waybill:problem:step-up-needed: Prove again that it is you
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
      /** @description urn:waybill:problem:last-owner: One owner who may sign in has to stay */
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
  readonly patchOperator: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['OperatorPatch'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Operator'];
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
       *     urn:waybill:problem:step-up-needed: Prove again that it is you
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
      /** @description urn:waybill:problem:last-owner: One owner who may sign in has to stay */
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
  readonly lockOperator: {
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
          readonly 'application/json': components['schemas']['Operator'];
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
       *     urn:waybill:problem:step-up-needed: Prove again that it is you
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
      /**
       * @description urn:waybill:problem:last-owner: One owner who may sign in has to stay
       *     urn:waybill:problem:locked-already: The operator is locked already
       */
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
  readonly unlockOperator: {
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
          readonly 'application/json': components['schemas']['Operator'];
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
       *     urn:waybill:problem:step-up-needed: Prove again that it is you
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
      /** @description urn:waybill:problem:not-locked: The operator is not locked */
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
  readonly createOperatorResetLink: {
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
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['MadeLink'];
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
       *     urn:waybill:problem:step-up-needed: Prove again that it is you
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
  readonly turnOffOperatorSecondFactor: {
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
       *     urn:waybill:problem:step-up-needed: Prove again that it is you
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
      /** @description urn:waybill:problem:second-factor-off: The second factor is off */
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
  readonly listOperatorSessions: {
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
          readonly 'application/json': components['schemas']['OperatorSessions'];
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
  readonly endOperatorSession: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly id: string;
        readonly session: string;
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
  readonly listKeys: {
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
          readonly 'application/json': components['schemas']['ApiKeyList'];
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
  readonly createKey: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['NewApiKey'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['CreatedApiKey'];
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
       *     urn:waybill:problem:step-up-needed: Prove again that it is you
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
      /** @description urn:waybill:problem:too-many: There are too many */
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
  readonly revokeKey: {
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
       *     urn:waybill:problem:step-up-needed: Prove again that it is you
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
  readonly listInvites: {
    readonly parameters: {
      readonly query?: {
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
          readonly 'application/json': components['schemas']['InvitePage'];
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
  readonly createInvite: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['NewInvite'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['CreatedInvite'];
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
      /** @description urn:waybill:problem:unknown-domain: The domain is not hosted here */
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
  readonly revokeInvite: {
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
  readonly createUserResetLink: {
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
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['MadeLink'];
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
  readonly checkLink: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['LinkToken'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['LinkInfo'];
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
      /** @description urn:waybill:problem:cross-site-request: The request does not come from the dashboard */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:link-invalid: The link does not work (any more) */
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
  readonly join: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['Join'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Joined'];
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
      /** @description urn:waybill:problem:cross-site-request: The request does not come from the dashboard */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:link-invalid: The link does not work (any more) */
      readonly 404: {
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
      /** @description urn:waybill:problem:weak-password: The password is not acceptable */
      readonly 422: {
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
  readonly reset: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['Reset'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['ResetDone'];
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
      /** @description urn:waybill:problem:cross-site-request: The request does not come from the dashboard */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:link-invalid: The link does not work (any more) */
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
  readonly listAudit: {
    readonly parameters: {
      readonly query?: {
        readonly kind?: string;
        readonly actor?: string;
        readonly target?: string;
        readonly since?: string;
        readonly until?: string;
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
          readonly 'application/json': components['schemas']['AuditPage'];
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
  readonly getAuditState: {
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
          readonly 'application/json': components['schemas']['AuditState'];
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
  readonly verifyAudit: {
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
          readonly 'application/json': components['schemas']['AuditVerdict'];
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
  readonly getStatistics: {
    readonly parameters: {
      readonly query?: {
        readonly since?: string;
        readonly until?: string;
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
          readonly 'application/json': components['schemas']['Statistics'];
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
  readonly getUserActivity: {
    readonly parameters: {
      readonly query?: {
        readonly since?: string;
        readonly until?: string;
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
          readonly 'application/json': components['schemas']['UserActivity'];
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
  readonly getUserRoster: {
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
          readonly 'application/json': components['schemas']['UserRoster'];
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
  readonly listSettings: {
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
          readonly 'application/json': components['schemas']['Settings'];
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
  readonly previewTransferRetention: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['TransferRetentionQuestion'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['TransferRetentionPreview'];
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
  readonly exportTransfers: {
    readonly parameters: {
      readonly query?: {
        readonly q?: string;
        readonly from?: string;
        readonly to?: string;
        readonly party?: string;
        readonly status?: string;
        readonly method?: string;
        readonly path?: string;
        readonly reason?: string;
        readonly size?: string;
        readonly since?: string;
        readonly until?: string;
        readonly format?: 'csv' | 'ndjson';
        readonly bom?: 'true' | 'false';
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
          readonly 'text/csv': string;
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
       * @description urn:waybill:problem:names-hidden: Your role does not see file names
       *     urn:waybill:problem:step-up-needed: Prove again that it is you
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
  readonly exportUsers: {
    readonly parameters: {
      readonly query?: {
        readonly q?: string;
        readonly status?: 'active' | 'locked';
        readonly host?: string;
        readonly inactive?: number;
        readonly legacy?: 'true' | 'false';
        readonly format?: 'csv' | 'ndjson';
        readonly bom?: 'true' | 'false';
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
          readonly 'text/csv': string;
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
       * @description urn:waybill:problem:step-up-needed: Prove again that it is you
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
  readonly exportSignIns: {
    readonly parameters: {
      readonly query?: {
        readonly format?: 'csv' | 'ndjson';
        readonly bom?: 'true' | 'false';
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
          readonly 'text/csv': string;
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
       * @description urn:waybill:problem:step-up-needed: Prove again that it is you
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
  readonly exportAudit: {
    readonly parameters: {
      readonly query?: {
        readonly kind?: string;
        readonly actor?: string;
        readonly target?: string;
        readonly since?: string;
        readonly until?: string;
        readonly format?: 'csv' | 'ndjson';
        readonly bom?: 'true' | 'false';
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
          readonly 'text/csv': string;
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
       * @description urn:waybill:problem:step-up-needed: Prove again that it is you
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
  readonly getUserFacets: {
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
          readonly 'application/json': components['schemas']['UserFacets'];
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
  readonly changeUsers: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['UserBulkChange'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['UserBulkResult'];
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
      /** @description urn:waybill:problem:count-changed: Another number of them matches by now */
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
  readonly deleteUsers: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['UserBulkDelete'];
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['UserBulkResult'];
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
       *     urn:waybill:problem:step-up-needed: Prove again that it is you
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
      /** @description urn:waybill:problem:count-changed: Another number of them matches by now */
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
  readonly importUsers: {
    readonly parameters: {
      readonly query?: {
        readonly dryRun?: 'true' | 'false';
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'text/csv': string;
      };
    };
    readonly responses: {
      /** @description success */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['UserImportReport'];
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
      /** @description urn:waybill:problem:too-large: The body is too large */
      readonly 413: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:unsupported-media-type: The body is of another type */
      readonly 415: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description urn:waybill:problem:bad-csv: The file is not the CSV that was expected */
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
