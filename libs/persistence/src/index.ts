export { migrate, openDatabase, type Database, type DatabaseConfig } from './database.js';
export {
  examineCopy,
  putInPlace,
  sqliteFileOf,
  storedFilesOf,
  type CopyReport,
  type StoredFile,
} from './database-copy.js';
export { WRITE_QUEUE_LIMITS, type WriteQueueLimits } from './write-queue.js';
export { loadVaultKeys } from './vault-key-file.js';
