import { z } from 'zod';
import { bytes, count, named } from './common.js';
import { dailyTotal } from './transfers.js';

const DAYS = 400;
const day = z.iso.date();

/** UTC days; the last thirty where they are left out. */
export const daysQuery = z
  .strictObject({ since: day.optional(), until: day.optional() })
  .refine(
    ({ since, until }) =>
      since === undefined ||
      until === undefined ||
      (since <= until && Date.parse(until) - Date.parse(since) < DAYS * 86_400_000),
    { message: `since is before until, by ${DAYS} days at most`, path: ['since'] },
  );
export type DaysQuery = z.output<typeof daysQuery>;

const accountTotal = named(
  'AccountTotal',
  z.object({ jid: z.string().describe('bare JID'), transfers: count, bytes }),
);
export const statistics = named(
  'Statistics',
  z.object({
    since: day,
    until: day,
    days: z.array(dailyTotal),
    topSenders: z.array(accountTotal).describe('most bytes first, ten at most'),
    topReceivers: z.array(accountTotal),
  }),
);
export const userActivity = named(
  'UserActivity',
  z.object({
    since: day,
    until: day,
    items: z.array(
      named(
        'UserDay',
        z.object({
          day,
          sentTransfers: count,
          sentBytes: bytes,
          receivedTransfers: count,
          receivedBytes: bytes,
        }),
      ),
    ),
  }),
);
export const userRoster = named(
  'UserRoster',
  z.object({
    items: z.array(
      z.object({
        jid: z.string(),
        name: z.string().nullable(),
        groups: z.array(z.string()),
        subscription: z.enum(['none', 'to', 'from', 'both']),
        asking: z.boolean().describe('waits for the contact to agree'),
        asked: z.boolean().describe('the contact waits for this user to agree'),
      }),
    ),
  }),
);
