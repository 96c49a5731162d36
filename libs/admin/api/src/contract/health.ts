import { healthReport, testTransferBody, testTransferResult } from '../schemas/findings.js';
import { endpoints } from './endpoint.js';

export const healthEndpoints = endpoints({
  latest: {
    id: 'getHealth',
    tag: 'health',
    summary: 'What the last look at everything found',
    method: 'get',
    path: '/health',
    access: 'health:read',
    status: 200,
    answer: healthReport,
  },
  run: {
    id: 'runChecks',
    tag: 'health',
    summary: 'Look at everything now',
    method: 'post',
    path: '/health/run',
    access: 'health:run',
    status: 200,
    answer: healthReport,
  },
  testTransfer: {
    id: 'testTransfer',
    tag: 'health',
    summary: 'Send a file between two built-in bots through the relay; it stands in the ledger',
    method: 'post',
    path: '/test-transfer',
    access: 'health:run',
    body: testTransferBody,
    status: 200,
    answer: testTransferResult,
    problems: ['not-found', 'test-transfer-failed'],
  },
});
