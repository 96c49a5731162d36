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
export { OfflineStore, type OfflineBounds, type OfflineMessage } from './messaging/offline-store.js';
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
