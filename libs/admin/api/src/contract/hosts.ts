import { hostList } from '../schemas/hosts.js';
import { endpoints } from './endpoint.js';

export const hostEndpoints = endpoints({
  list: {
    id: 'listHosts',
    tag: 'users',
    summary: 'The domains of accounts, and what can be done with the accounts of each',
    method: 'get',
    path: '/hosts',
    access: 'users:read',
    status: 200,
    answer: hostList,
  },
});
