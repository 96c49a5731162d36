export {
  childNode,
  payloadNode,
  payloadNodes,
  readCount,
  scanMarkup,
  toNode,
  type XmlNode,
} from './markup.js';
export { readErrorReply, type ErrorReply } from './error-reply.js';
export {
  decodeForm,
  encodeForm,
  formField,
  formType,
  type DataForm,
  type FormField,
} from './data-forms.js';
export {
  commandErrors,
  decodeCommandAnswer,
  decodeCommandRequest,
  encodeCommandAnswer,
  encodeCommandRequest,
  type CommandAction,
  type CommandAnswer,
  type CommandNote,
  type CommandRequest,
  type CommandStatus,
  type CommandStep,
} from './ad-hoc-commands.js';
export {
  decodeStreamMethods,
  encodeMethodChoice,
  encodeMethodOffer,
  type StreamMethods,
} from './feature-negotiation.js';
export {
  decodeRange,
  decodeSiFile,
  encodeRange,
  encodeSiFile,
  siFileErrors,
  type Range,
  type SiFile,
} from './si-file-transfer.js';
export {
  decodeSiAnswer,
  decodeSiOffer,
  encodeSiAnswer,
  encodeSiOffer,
  siErrors,
  type SiAnswer,
  type SiOffer,
} from './si.js';
export {
  bytestreamErrors,
  decodeBytestreams,
  encodeBytestreams,
  type Bytestreams,
  type Streamhost,
} from './bytestreams.js';
export {
  base64Bytes,
  decodeIbb,
  decodeIbbBlock,
  encodeIbb,
  ibbErrors,
  scanIbbBlock,
  type IbbBlock,
  type IbbClose,
  type IbbOpen,
} from './in-band-bytestreams.js';
export {
  decodeOutOfBandData,
  encodeOutOfBandData,
  oobErrors,
  type OutOfBandData,
} from './out-of-band-data.js';
export {
  PURPOSE_FEATURES,
  UPLOAD_NAMESPACES,
  UPLOAD_PURPOSES,
  decodeSlot,
  decodeSlotRequest,
  encodeSlot,
  encodeSlotRequest,
  retryLaterError,
  tooLargeError,
  uploadErrors,
  uploadLimitForm,
  type Slot,
  type SlotPurpose,
  type SlotRequest,
  type UploadNamespace,
} from './http-upload.js';
export {
  dataPolicyForm,
  readDataPolicy,
  type AccessParty,
  type DataPolicy,
  type RetentionHours,
} from './data-policy.js';
export { decodeFileMetadata, encodeFileMetadata, type FileMetadata } from './file-metadata.js';
export {
  decodeFileSharing,
  decodeMediaSharing,
  encodeFileSharing,
  type FileSharing,
} from './stateless-file-sharing.js';
export { decodeRetraction, encodeRetraction, type Retraction } from './message-retraction.js';
export { decodeStanzaIds, type StanzaIds } from './stanza-ids.js';
export { bestHash, decodeHash, encodeHash, type Hash } from './hashes.js';
export {
  decodeJingle,
  encodeJingle,
  jingleErrors,
  type Jingle,
  type JingleContent,
  type JingleContentElement,
  type JingleSenders,
} from './jingle.js';
export {
  decodeJingleFile,
  decodeJingleFileInfo,
  encodeJingleFile,
  encodeJingleFileInfo,
  isJingleFileTransfer,
  type JingleFile,
  type JingleFileInfo,
} from './jingle-file-transfer.js';
export { decodeJingleIbb, encodeJingleIbb, type JingleIbb } from './jingle-ibb.js';
export {
  decodeJingleSocks5,
  encodeJingleSocks5,
  type Candidate,
  type JingleSocks5,
} from './jingle-socks5.js';
export { decodeDateTime, encodeDateTime } from './date-time.js';
export {
  decodeForwarded,
  encodeForwarded,
  forwardingErrors,
  peekForwarded,
  peekWrapper,
  type ForwardedPeek,
  type ForwardedStanza,
  type ForwardNote,
} from './forwarding.js';
export { decodeDelay, encodeDelay, type Delay } from './delay.js';
export {
  ROSTER_ITEM_LIMITS,
  decodeRosterGet,
  decodeRosterSet,
  encodeRoster,
  rosterErrors,
  type RosterItem,
  type RosterItemLimits,
  type RosterSet,
} from './roster.js';
export {
  decodeAvailability,
  decodePriority,
  presenceErrors,
  type Availability,
} from './presence.js';
export {
  decodeDiscoInfo,
  decodeDiscoItems,
  decodeDiscoNode,
  encodeDiscoInfo,
  encodeDiscoItems,
  type DiscoveredIdentity,
  type DiscoveredInfo,
  type DiscoveredItem,
  type DiscoveredItems,
} from './service-discovery.js';
export { decodeVersion, encodeVersion, type SoftwareVersion } from './software-version.js';
export { decodeTime, encodeTime, type EntityTime } from './entity-time.js';
export { decodeLastActivity, encodeLastActivity, type LastActivity } from './last-activity.js';
export {
  decodePrivate,
  encodePrivate,
  privateStorageErrors,
  type PrivateElement,
} from './private-storage.js';
export {
  decodeRegistration,
  encodeRegistered,
  encodeRegistrationForm,
  registrationErrors,
  type RegistrationRequest,
} from './in-band-registration.js';
