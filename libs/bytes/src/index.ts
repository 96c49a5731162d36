export { addressBlock, plainAddress, usableAddresses } from './streamhost/addresses.js';
export {
  SocksStreamhost,
  type RelaysRunning,
  type StreamhostLoad,
} from './streamhost/socks-streamhost.js';
export {
  DEFAULT_LIMITS,
  type AdvertisedAddress,
  type ListenAddress,
  type StreamhostLimits,
  type StreamhostLog,
  type StreamhostSettings,
} from './streamhost/streamhost-settings.js';
export { systemTicker, type Ticker } from './streamhost/ticker.js';
export { DiskUploadStore } from './upload-store/disk-upload-store.js';
export { typeOfBytes } from './upload-store/file-types.js';
export { UploadHttp, type UploadHttpSettings } from './upload-store/upload-http.js';
