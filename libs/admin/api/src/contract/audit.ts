import { auditPage, auditQuery, auditState, auditVerdict } from '../schemas/audit.js';
import { endpoints } from './endpoint.js';

export const auditEndpoints = endpoints({
  list: {
    id: 'listAudit',
    tag: 'audit',
    summary: 'The chain, newest first; admins see what they did themselves',
    method: 'get',
    path: '/audit',
    access: ['audit:read', 'audit:own'],
    query: auditQuery,
    status: 200,
    answer: auditPage,
    problems: ['cursor-mismatch'],
  },
  state: {
    id: 'getAuditState',
    tag: 'audit',
    summary: 'Where the chain stands, and what the newest check found',
    method: 'get',
    path: '/audit/state',
    access: 'audit:read',
    status: 200,
    answer: auditState,
  },
  verify: {
    id: 'verifyAudit',
    tag: 'audit',
    summary: 'Recompute the chain from its first entry',
    method: 'post',
    path: '/audit/verify',
    access: 'audit:read',
    status: 200,
    answer: auditVerdict,
  },
});
