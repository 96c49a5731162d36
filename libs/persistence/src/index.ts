export { migrate, openDatabase, type Database, type DatabaseConfig } from './database.js';
export { WRITE_QUEUE_LIMITS, type WriteQueueLimits } from './write-queue.js';
export { loadVaultKeys } from './vault-key-file.js';
