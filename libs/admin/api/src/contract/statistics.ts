import { daysQuery, statistics, userActivity, userRoster } from '../schemas/statistics.js';
import { retentionBody, retentionPreview, settingsList } from '../schemas/settings.js';
import { userParams } from '../schemas/users.js';
import { endpoints } from './endpoint.js';

const user = { tag: 'users', access: 'users:read', params: userParams } as const;

export const statisticsEndpoints = endpoints({
  statistics: {
    id: 'getStatistics',
    tag: 'transfers',
    summary:
      'Volume by day, method, outcome and reason, and who moves most; from totals kept by day',
    method: 'get',
    path: '/statistics',
    access: 'transfers:read',
    query: daysQuery,
    status: 200,
    answer: statistics,
  },
  activity: {
    ...user,
    id: 'getUserActivity',
    summary: 'What a user sent and received, by day',
    method: 'get',
    path: '/users/{jid}/activity',
    query: daysQuery,
    status: 200,
    answer: userActivity,
    problems: ['invalid-jid', 'not-found'],
  },
  roster: {
    ...user,
    id: 'getUserRoster',
    summary: "A user's contacts",
    method: 'get',
    path: '/users/{jid}/roster',
    status: 200,
    answer: userRoster,
    problems: ['invalid-jid', 'not-found'],
  },
});

export const settingsEndpoints = endpoints({
  list: {
    id: 'listSettings',
    tag: 'settings',
    summary: 'Every setting with its value and where that comes from',
    method: 'get',
    path: '/settings',
    access: 'settings:write',
    status: 200,
    answer: settingsList,
  },
  previewRetention: {
    id: 'previewTransferRetention',
    tag: 'settings',
    summary: 'What keeping transfers for so many days would delete',
    method: 'post',
    path: '/settings/transfer-retention/preview',
    access: 'settings:write',
    body: retentionBody,
    status: 200,
    answer: retentionPreview,
  },
});
