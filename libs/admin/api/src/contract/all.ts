import { keyEndpoints, ownEndpoints, teamEndpoints } from './access.js';
import { auditEndpoints } from './audit.js';
import { hostEndpoints } from './hosts.js';
import { linkEndpoints } from './links.js';
import { attachmentEndpoints } from './attachments.js';
import type { Endpoint } from './endpoint.js';
import { healthEndpoints } from './health.js';
import { operatorEndpoints } from './operators.js';
import { settingsEndpoints, statisticsEndpoints } from './statistics.js';
import { transferEndpoints } from './transfers.js';
import { uploadEndpoints } from './uploads.js';
import { bulkEndpoints, exportEndpoints } from './user-files.js';
import { sessionEndpoints, userEndpoints } from './users.js';

/** The path that all operations share. */
export const API_BASE = '/api/v1';

/** Every operation of the admin API. */
export const ALL_ENDPOINTS: readonly Endpoint[] = [
  ...Object.values(operatorEndpoints),
  ...Object.values(transferEndpoints),
  ...Object.values(uploadEndpoints),
  ...Object.values(userEndpoints),
  ...Object.values(hostEndpoints),
  ...Object.values(sessionEndpoints),
  ...Object.values(ownEndpoints),
  ...Object.values(teamEndpoints),
  ...Object.values(keyEndpoints),
  ...Object.values(linkEndpoints),
  ...Object.values(auditEndpoints),
  ...Object.values(statisticsEndpoints),
  ...Object.values(settingsEndpoints),
  ...Object.values(exportEndpoints),
  ...Object.values(bulkEndpoints),
  ...Object.values(attachmentEndpoints),
  ...Object.values(healthEndpoints),
];
