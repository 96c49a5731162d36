import { z } from 'zod';
import type { SignInFailure } from '@waybill/domain';
import { accountMode } from './hosts.js';
import { bytes, count, cursor, instant, jidText, limit, named, next, total } from './common.js';

const SIGN_IN_FAILURES = [
  'wrong-password',
  'unknown-account',
  'locked',
  'legacy-not-enabled',
  'legacy-expired',
  'throttled',
  'protocol',
] as const satisfies readonly SignInFailure[];

const note = z.string().max(1000);
// RFC 8265 OpaqueString sets no minimum; the bounds here are for what an operator types.
const userPassword = z.string().min(1).max(1023);
const reason = z.string().max(1000);

const legacySignIn = named(
  'LegacySignIn',
  z.object({ enabledAt: instant, expiresAt: instant.nullable(), reason: z.string() }),
);

const summaryShape = {
  jid: z.string().describe('bare JID'),
  localpart: z.string(),
  domain: z.string(),
  host: z.string().describe('the domain again: whose accounts these are'),
  mode: accountMode,
  status: z.enum(['active', 'locked']),
  lockedReason: z.string().nullable(),
  lockedUntil: instant.nullable().describe('when a lock ends by itself'),
  createdAt: instant.nullable().describe('null where the host server keeps the account'),
  lastSeenAt: instant.nullable(),
  lastSeenAddress: z.string().nullable(),
  note: z.string().nullable(),
  legacySignIn: legacySignIn.nullable(),
  online: z.boolean().nullable().describe('null where the host server does not say'),
  sessions: count.nullable().describe('bound resources right now; null where unknown'),
};

export const userSummary = named('UserSummary', z.object(summaryShape));
export type UserSummary = z.output<typeof userSummary>;

const traffic = named('UserTraffic', z.object({ transfers: count, bytes }));
export const userDetail = named(
  'UserDetail',
  z.object({
    ...summaryShape,
    sent30d: traffic,
    received30d: traffic,
    statistics: z
      .object({
        rosterSize: count.nullable(),
        resources: z.array(z.string()),
        addresses: z.array(z.string()),
      })
      .nullable()
      .describe('what a host server tells of the account; null for others'),
  }),
);

export const listedUser = named(
  'ListedUser',
  z.object({ ...summaryShape, sent30d: traffic, received30d: traffic }),
);
export const userPage = named('UserPage', z.object({ items: z.array(listedUser), next, total }));

/** What a list of users is narrowed by; a bulk change and an export take the same. */
export const userNarrowing = z.strictObject({
  q: z.string().min(1).max(256).optional().describe('part of the JID or note'),
  status: z.enum(['active', 'locked']).optional(),
  host: z.string().min(1).max(1023).optional().describe('domain of the accounts'),
  inactive: z.coerce
    .number<string | number>()
    .int()
    .min(1)
    .max(3650)
    .optional()
    .describe('there for so many days, and not seen in them'),
  legacy: z.enum(['true', 'false']).optional().describe('with or without a legacy sign-in'),
});
export type UserNarrowing = z.output<typeof userNarrowing>;

export const usersQuery = userNarrowing.extend({
  sort: z.enum(['jid', '-last-seen', '-created']).default('jid'),
  limit,
  after: cursor.optional(),
});
export type UsersQuery = z.output<typeof usersQuery>;

export const userParams = z.strictObject({ jid: jidText });

export const newUserBody = named(
  'NewUser',
  z
    .strictObject({
      jid: jidText.optional(),
      localpart: z.string().min(1).max(1023).optional(),
      domain: z.string().min(1).max(1023).optional().describe('the first hosted one by default'),
      password: userPassword.optional().describe('made up and answered once, where absent'),
      note: note.optional(),
    })
    .refine((body) => (body.jid === undefined) !== (body.localpart === undefined), {
      message: 'either jid or localpart',
      path: ['jid'],
    }),
);
export const createdUser = named(
  'CreatedUser',
  z.object({
    user: userSummary,
    password: z.string().nullable().describe('the one made up; shown once'),
  }),
);

export const patchUserBody = named('UserPatch', z.strictObject({ note: note.nullable() }));
export const userPasswordBody = named(
  'UserPassword',
  z.strictObject({ password: userPassword.optional().describe('made up where absent') }),
);
export const passwordResult = named(
  'PasswordResult',
  z.object({ password: z.string().nullable().describe('the one made up; shown once') }),
);
export const lockBody = named(
  'UserLock',
  z.strictObject({
    reason: reason.optional(),
    until: instant.optional().describe('when the lock ends by itself'),
  }),
);

export const legacySignInBody = named(
  'LegacySignInRequest',
  z.strictObject({
    reason: reason.min(1),
    expiresInDays: z
      .union([z.int().min(1).max(3650), z.literal('never')])
      .optional()
      .describe('90 where absent'),
  }),
);
export const legacySecret = named(
  'LegacySecret',
  z.object({ secret: z.string().describe('shown once'), expiresAt: instant.nullable() }),
);

export const signInsQuery = z.strictObject({ limit, after: cursor.optional() });
export const signInPage = named(
  'SignInPage',
  z.object({
    items: z.array(
      named(
        'SignIn',
        z.object({
          at: instant,
          result: z.enum(['ok', 'failed']),
          mechanism: z.string(),
          address: z.string(),
          via: z.string(),
          reason: z.enum(SIGN_IN_FAILURES).nullable(),
        }),
      ),
    ),
    next,
  }),
);

export const sessionsQuery = z.strictObject({
  q: z.string().min(1).max(256).optional().describe('part of the full JID or address'),
  limit,
  after: cursor.optional(),
});
export const endSessionsBody = named(
  'EndSessions',
  z.strictObject({
    q: z.string().min(1).max(256).optional().describe('as in the list; all sessions where absent'),
    expected: count.describe('how many match; refused when it is not so'),
  }),
);
export const endedSessions = named('EndedSessions', z.object({ ended: count }));
export const chatSession = named(
  'ChatSession',
  z.object({
    id: z.string(),
    jid: z.string().describe('full JID'),
    address: z.string(),
    tls: z.string().nullable().describe('TLS version, or null for a plain connection'),
    mechanism: z.string(),
    since: instant,
    priority: z.int().nullable().describe('null while unavailable'),
    show: z.enum(['available', 'chat', 'away', 'xa', 'dnd', 'unavailable']),
    bytesReceived: bytes,
    bytesSent: bytes,
  }),
);
export type ChatSession = z.output<typeof chatSession>;
export const sessionPage = named(
  'SessionPage',
  z.object({ items: z.array(chatSession), next, total }),
);
