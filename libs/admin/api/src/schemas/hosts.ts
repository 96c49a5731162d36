import { z } from 'zod';
import type { HostLimit } from '@waybill/domain';
import { named } from './common.js';

const LIMITS = [
  'not-offered',
  'no-rights',
  'no-commands',
  'unreachable',
  'unlock-needs-password',
  'kept-by-host',
  'not-managed',
] as const satisfies readonly HostLimit[];

/** Where the accounts of a host are. */
export const accountMode = z.enum(['own', 'managed-there', 'kept-here', 'none']);
export type AccountMode = z.output<typeof accountMode>;

const ability = z.enum(LIMITS).nullable().describe('null where it is possible, or why it is not');

const host = named(
  'Host',
  z.object({
    host: z.string().describe('domain of the accounts'),
    attachment: z.string().nullable().describe('domain of our component there'),
    mode: accountMode,
    can: z.object({
      list: ability,
      add: ability,
      remove: ability,
      password: ability,
      lock: ability,
      unlock: ability,
      endSessions: ability,
      lastSeen: ability,
      statistics: ability,
    }),
  }),
);
export type HostView = z.output<typeof host>;
export const hostList = named('HostList', z.object({ items: z.array(host) }));
