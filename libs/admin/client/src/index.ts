export { answer, createAdminClient, type AdminClient, type AdminClientOptions } from './client.js';
export { ApiProblem } from './problem.js';
export { LiveFeed, applyLive, type LiveFeedListener, type LiveFeedOptions } from './live-feed.js';
export type { components, operations, paths } from './schema.js';

import type { components } from './schema.js';

/** The named shapes of the admin API: `Schemas['TransferSummary']`. */
export type Schemas = components['schemas'];
