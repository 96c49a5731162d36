export {
  TRANSFER_REASONS,
  hasEnded,
  type DeclaredFile,
  type Evidence,
  type FileRange,
  type Measured,
  type TimelineLane,
  type Transfer,
  type TransferMethod,
  type TransferParty,
  type TransferPath,
  type TransferReason,
  type TransferState,
  type TransferStep,
  type Visibility,
} from './transfers/transfer.js';
export {
  TransferStore,
  type DailyTotal,
  type TransferCursor,
  type TransferFilter,
  type TransferPage,
  type TransferRecord,
  type TransferSort,
  type TransferTotals,
} from './transfers/transfer-store.js';
export {
  RosterStore,
  type RosterEntry,
  type RosterRecord,
  type Subscription,
  type SubscriptionRequest,
} from './messaging/roster-store.js';
export {
  OfflineStore,
  type OfflineBounds,
  type OfflineMessage,
} from './messaging/offline-store.js';
export { VcardStore } from './messaging/vcard-store.js';
export { PrivateStore } from './messaging/private-store.js';
export {
  BytestreamRegistry,
  Streamhost,
  type ActivationOutcome,
  type BytestreamConnection,
  type BytestreamEnd,
  type BytestreamEndReason,
  type BytestreamState,
  type RelayedBytes,
  type StreamhostEndpoint,
} from './transfers/bytestream-registry.js';
export type {
  Account,
  AccountCredentials,
  AccountStatus,
  LegacySignIn,
  ScramCredentials,
  ScramHash,
  ScramKeys,
  SealedSecret,
} from './accounts/account.js';
export {
  AccountStore,
  type AccountChange,
  type AccountCursor,
  type AccountFilter,
  type AccountPage,
  type AccountSort,
} from './accounts/account-store.js';
export { Authenticator, type Admission, type SignInAttempt } from './accounts/authenticator.js';
export {
  SignInStore,
  type SignIn,
  type SignInFailure,
  type SignInMechanism,
  type SignInPage,
  type SignInResult,
} from './accounts/sign-in.js';
export type {
  Actor,
  AuditEntry,
  AuditKind,
  AuditRecord,
  AuditValue,
  ChainedEntry,
} from './audit/audit-entry.js';
export {
  AuditLog,
  type AuditFault,
  type AuditFilter,
  type AuditPage,
  type AuditVerdict,
} from './audit/audit-log.js';
export {
  OPERATOR_ROLES,
  OperatorStore,
  PasswordHasher,
  type Operator,
  type OperatorRole,
} from './operators/operator.js';
export { OperatorSessionStore, type OperatorSession } from './operators/operator-session.js';
export { SetupTokenStore, type SetupToken } from './operators/setup-token-store.js';
