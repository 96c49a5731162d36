export { accessContract } from './access-contract.js';
export { appendOnlyContract } from './append-only-contract.js';
export { accountContract } from './account-contract.js';
export { operatorContract } from './operator-contract.js';
export * as samples from './samples.js';
export { walkSchema, type SchemaWalk } from './schema.js';
export { transferContract } from './transfer-contract.js';
export { statisticsContract } from './statistics-contract.js';
export { uploadContract } from './upload-contract.js';
