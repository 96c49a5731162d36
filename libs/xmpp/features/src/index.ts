export {
  siFileTransfer,
  type SiFileTransferOptions,
} from './si-file-transfer/si-file-transfer.feature.js';
export {
  bytestreamProxy,
  socks5Bytestreams,
  type BytestreamProxyOptions,
} from './socks5-bytestreams/socks5-bytestreams.feature.js';
