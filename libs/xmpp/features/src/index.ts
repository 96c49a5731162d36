export {
  siFileTransfer,
  type SiFileTransferOptions,
} from './si-file-transfer/si-file-transfer.feature.js';
export {
  bytestreamProxy,
  socks5Bytestreams,
  type BytestreamProxyOptions,
} from './socks5-bytestreams/socks5-bytestreams.feature.js';
export {
  inBandBytestreams,
  type InBandBytestreamsOptions,
} from './in-band-bytestreams/in-band-bytestreams.feature.js';
export {
  outOfBandData,
  type OutOfBandDataOptions,
} from './out-of-band-data/out-of-band-data.feature.js';
export { StanzaTransferControl } from './transfer-control/stanza-transfer-control.js';
export {
  mirroredStanzas,
  mirroredStanzaErrors,
  type MirroredStanzas,
} from './mirrored-stanzas/mirrored-stanzas.feature.js';
export {
  DEFAULT_MIRROR_LIMITS,
  MirrorReader,
  type MirrorGap,
  type MirrorLimits,
  type MirrorReaderOptions,
} from './mirrored-stanzas/mirror-reader.js';
export { jingleFileTransfer } from './jingle-file-transfer/jingle-file-transfer.feature.js';
export type { JingleObserverOptions } from './jingle-file-transfer/jingle-observer.js';
export type { Socks5ObserverOptions } from './socks5-bytestreams/socks5-observer.js';
export {
  instantMessaging,
  type InstantMessaging,
  type InstantMessagingOptions,
  type MessagingStores,
} from './instant-messaging.js';
export { sendPing } from './ping/ping.feature.js';
export { transferSessions } from './transfer-control/transfer-sessions.feature.js';
export { componentServices, type ComponentServicesOptions } from './component-services.js';
export { serviceAdministration } from './service-administration/service-administration.feature.js';
export { AdHocAdministration } from './service-administration/ad-hoc-administration.js';
export {
  checkAccountRights,
  RIGHTS_OVER_SESSIONS,
  type RightsFinding,
} from './service-administration/account-rights.js';
export { COMMAND_TIMEOUT_MS, type CallerParts } from './service-administration/command-caller.js';
export { forcedRelay, forcedRelayErrors } from './forced-relay/forced-relay.feature.js';
export { httpUpload, type HttpUploadOptions } from './http-upload/http-upload.feature.js';
export {
  plainUrl,
  sharedLinks,
  type SharedLinksOptions,
} from './http-upload/shared-links.feature.js';
export { quotaNotice, type QuotaNotice } from './http-upload/quota-notice.js';
