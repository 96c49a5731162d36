export {
  TRANSFER_REASONS,
  TRANSFER_STEP_KINDS,
  expectedBytes,
  hasEnded,
  meanRate,
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
  type StepDetail,
  type TransferStep,
  type TransferStepKind,
  type Visibility,
} from './transfers/transfer.js';
export {
  readStreamhosts,
  writeStreamhosts,
  type NamedStreamhost,
} from './transfers/streamhosts-text.js';
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
  tallyFacets,
  withoutFacets,
  type FacetCount,
  type FacetGroup,
  type TransferFacets,
} from './transfers/transfer-facets.js';
export {
  StatisticsStore,
  type AccountDay,
  type AccountTotal,
  type AccountTraffic,
  type DaySpan,
} from './transfers/statistics-store.js';
export {
  TransferRetention,
  TransferRetentionStore,
  type DeletedSlice,
  type RetentionPreview,
} from './transfers/transfer-retention.js';
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
export { isLocked } from './accounts/account.js';
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
  type SignInVia,
} from './accounts/sign-in.js';
export {
  AUDIT_KINDS,
  type Actor,
  type AuditEntry,
  type AuditKind,
  type AuditRecord,
  type AuditValue,
  type ChainedEntry,
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
export {
  AccountDirectory,
  AccountFault,
  type AccountEvent,
  type AccountEventKind,
  type AccountFaultCode,
  type DirectoryParts,
  type NewAccount,
} from './accounts/account-directory.js';
export {
  HOST_ABILITIES,
  HOST_COMMANDS,
  HostAdministration,
  HostFault,
  type HostAbilities,
  type HostAbility,
  type HostCommand,
  type HostFaultCode,
  type HostLimit,
  type HostStatistics,
} from './accounts/host-administration.js';
export {
  HostAccountStore,
  type HostAccountNote,
  type HostLock,
} from './accounts/host-account-store.js';
export {
  HostAccountDirectory,
  type HostAccount,
  type HostAccountDetail,
  type HostAccountFilter,
  type HostAccountPage,
  type HostDirectoryParts,
} from './accounts/host-account-directory.js';
export { AccountAuthenticator, type AuthenticatorParts } from './accounts/account-authenticator.js';
export { sameSecret } from './accounts/constant-time.js';
export { KeyDerivation } from './accounts/key-derivation.js';
export { LegacyVault, newLegacySecret, type VaultKey } from './accounts/legacy-vault.js';
export {
  generatePassword,
  passwordFault,
  preparePassword,
  type PasswordFault,
} from './accounts/password-rules.js';
export {
  DecoyCredentials,
  MIN_SCRAM_ITERATIONS,
  checkScramProof,
  deriveScram,
  newScramKeys,
} from './accounts/scram.js';
export { ServerKeyStore } from './accounts/server-key-store.js';
export {
  SignInThrottle,
  THROTTLE_LIMITS,
  addressKey,
  type ThrottleLimits,
} from './accounts/sign-in-throttle.js';
export { deedEntry, type Deed } from './audit/actor-entries.js';
export {
  CHAIN_ROOT,
  canonicalRecord,
  chainHash,
  link,
  personalHash,
  readBody,
  type ChainHead,
  type Link,
} from './audit/audit-chain.js';
export { endedEntry, offeredEntry } from './audit/transfer-entries.js';
export {
  OperatorDirectory,
  OperatorFault,
  type NewOperator,
  type OperatorDirectoryParts,
  type OperatorFaultCode,
} from './operators/operator-directory.js';
export {
  PERMISSIONS,
  ROLE_PERMISSIONS,
  roleMay,
  type Permission,
} from './operators/permissions.js';
export { SetupTokens, type SetupTokenCheck } from './operators/setup-tokens.js';
export { ApiKeyStore, KEY_SCOPES, type ApiKey, type KeyScope } from './operators/api-key.js';
export {
  KeyFault,
  KeyRing,
  keyWorks,
  type KeyFaultCode,
  type KeyWish,
} from './operators/key-ring.js';
export { SecondFactorStore, type StoredSecondFactor } from './operators/second-factor-store.js';
export {
  SecondFactors,
  TotpEngine,
  type SecondFactorFault,
  type SecondFactorParts,
} from './operators/second-factors.js';
export { SavedViewStore, type SavedView } from './operators/saved-view.js';
export {
  INVITE_LIMITS,
  LinkDesk,
  LinkFault,
  type InviteWish,
  type LinkDeskParts,
  type LinkFaultCode,
  type MadeLink,
} from './links/link-desk.js';
export {
  LINK_KINDS,
  LinkStore,
  linkStatus,
  type LinkCursor,
  type LinkKind,
  type LinkPage,
  type LinkStatus,
  type OneTimeLink,
} from './links/one-time-link.js';
export { advance } from './transfers/advance.js';
export type { TransferEvent, TransferSide } from './transfers/transfer-event.js';
export { ledgerErrors } from './transfers/ledger-errors.js';
export { TransferLedger, type LedgerOptions } from './transfers/transfer-ledger.js';
export type { CancelOutcome, News, Offer, OfferTicket } from './transfers/offer.js';
export { newTransferId, type TransferId } from './transfers/transfer-id.js';
export type { StepNote } from './transfers/live-transfer.js';
export type { LiveListener, LiveView } from './transfers/live-feed.js';
export { systemClock, type LedgerClock } from './transfers/ledger-clock.js';
export { DEFAULT_LEDGER_LIMITS, type LedgerLimits } from './transfers/ledger-limits.js';
export { TransferControl } from './transfers/transfer-control.js';
export { ibbKey, jingleKey, oobKey, siKey } from './transfers/transfer-key.js';
export { bytestreamAddress, isBytestreamAddress } from './transfers/bytestream-address.js';
export {
  BytestreamBook,
  type Activation,
  type ActivationVerdict,
  type BookOptions,
  type ExpectedBytestream,
} from './transfers/bytestream-book.js';
export {
  seesAccount,
  seesContact,
  stateOf,
  subscriptionStep,
  type Direction,
  type SubscriptionState,
  type SubscriptionStep,
  type SubscriptionVerb,
} from './messaging/subscription.js';
export {
  ROSTER_LIMITS,
  RosterBook,
  type Roster,
  type RosterItemEdit,
  type RosterLimits,
  type RosterPush,
  type SubscriptionChange,
} from './messaging/roster-book.js';
export { StoreFault, type StoreFaultCode } from './store-fault.js';
export {
  grantedUpload,
  DELETION_RULES,
  UPLOAD_PURPOSES,
  UPLOAD_PHASES,
  type DeletionRule,
  type Download,
  type Upload,
  type UploadPurpose,
  type UploadPhase,
  type UploadUsage,
} from './uploads/upload.js';
export {
  UploadDesk,
  type RemovalOutcome,
  type Sharing,
  type Slot,
  type SlotRefusal,
  type SlotWish,
  type UploadCursor,
  type UploadLimits,
  type UploadPage,
} from './uploads/upload-desk.js';
export {
  accountInPath,
  verifyExternal,
  type ExternalBackend,
  type ExternalClaims,
} from './uploads/external-backend.js';
export { UploadIntake, type IntakeRefusal, type PutHead } from './uploads/upload-intake.js';
export { UploadJournal, type SlotOffer } from './uploads/upload-journal.js';
export { UploadKeeper, type UploadAudit } from './uploads/upload-keeper.js';
export {
  UploadState,
  type QuotaWarning,
  type UploadNews,
  type UploadParts,
} from './uploads/upload-parts.js';
export {
  UploadRegister,
  type Deletion,
  type DueFiles,
  type DueInstants,
  type Holder,
  type HolderKind,
  type HolderPage,
  type Holdings,
  type Standing,
  type StoredFacts,
  type UploadFilter,
  type UploadSort,
} from './uploads/upload-register.js';
export { UploadRegistrar } from './uploads/upload-registrar.js';
export {
  DEFAULT_UPLOAD_SETTINGS,
  dueBefore,
  essenceOf,
  isBlocked,
  type BlockList,
  type Retention,
  type UploadQuotas,
  type UploadSettings,
} from './uploads/upload-settings.js';
export {
  UploadStore,
  UploadStoreFault,
  type IncomingFile,
  type KeptFile,
  type StoredFile,
  type UploadStoreFaultCode,
} from './uploads/upload-store.js';
export {
  UploadUrls,
  decodeSegment,
  encodeSegment,
  isFileName,
  newToken,
  readUploadPath,
  type SlotClaims,
  type SlotKey,
  type SlotOrigin,
  type UploadPath,
} from './uploads/upload-urls.js';
