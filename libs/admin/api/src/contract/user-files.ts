import { z } from 'zod';
import {
  auditExportQuery,
  signInsExportQuery,
  transfersExportQuery,
  usersExportQuery,
} from '../schemas/exports.js';
import {
  bulkChange,
  bulkDelete,
  bulkResult,
  importQuery,
  importReport,
  userFacets,
} from '../schemas/user-files.js';
import { endpoints } from './endpoint.js';

const csv = {
  method: 'get',
  status: 200,
  answer: z.string(),
  answerType: 'text/csv',
  problems: ['step-up-needed'],
} as const;

/** Files that leave, a row at a time. More than a hundred thousand rows need a fresh proof of who asks. */
export const exportEndpoints = endpoints({
  transfers: {
    ...csv,
    id: 'exportTransfers',
    tag: 'transfers',
    summary: 'The ledger as CSV, or NDJSON with format=ndjson; the filters are those of the list',
    path: '/transfers/export',
    access: 'transfers:export',
    query: transfersExportQuery,
    problems: ['names-hidden', 'invalid-jid', 'step-up-needed'],
  },
  users: {
    ...csv,
    id: 'exportUsers',
    tag: 'users',
    summary: 'The accounts as CSV or NDJSON; never a password or key',
    path: '/users/export',
    access: 'users:export',
    query: usersExportQuery,
  },
  signIns: {
    ...csv,
    id: 'exportSignIns',
    tag: 'users',
    summary: 'The history of sign-ins as CSV or NDJSON, newest first',
    path: '/sign-ins/export',
    access: 'users:export',
    query: signInsExportQuery,
  },
  audit: {
    ...csv,
    id: 'exportAudit',
    tag: 'audit',
    summary: 'The chain as CSV or NDJSON, newest first',
    path: '/audit/export',
    access: 'audit:read',
    query: auditExportQuery,
  },
});

/** Many accounts at once. */
export const bulkEndpoints = endpoints({
  facets: {
    id: 'getUserFacets',
    tag: 'users',
    summary: 'How many users each quick filter finds',
    method: 'get',
    path: '/users/facets',
    access: 'users:read',
    status: 200,
    answer: userFacets,
  },
  change: {
    id: 'changeUsers',
    tag: 'users',
    summary: 'Lock, unlock or annotate many accounts',
    method: 'post',
    path: '/users/bulk',
    access: 'users:write',
    body: bulkChange,
    example: { action: 'lock', reason: 'moved', matching: { inactive: 90 }, expected: 12 },
    status: 200,
    answer: bulkResult,
    problems: ['count-changed'],
  },
  remove: {
    id: 'deleteUsers',
    tag: 'users',
    summary: 'Delete many accounts',
    method: 'post',
    path: '/users/bulk-delete',
    access: 'users:delete',
    stepUp: true,
    body: bulkDelete,
    example: { jids: ['alice@example.org'] },
    status: 200,
    answer: bulkResult,
    problems: ['count-changed'],
  },
  import: {
    id: 'importUsers',
    tag: 'users',
    summary:
      'Add accounts from CSV with the columns jid (or localpart and domain), password, note; a dry run first',
    method: 'post',
    path: '/users/import',
    access: 'users:write',
    query: importQuery,
    bodyType: 'text/csv',
    status: 200,
    answer: importReport,
    problems: ['bad-csv', 'too-large', 'unsupported-media-type'],
  },
});
