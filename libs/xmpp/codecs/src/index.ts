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
export { decodeForm, encodeForm, formField, type DataForm, type FormField } from './data-forms.js';
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
