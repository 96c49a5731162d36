import { z } from 'zod';
import { INVITE_LIMITS, KEY_SCOPES, LINK_KINDS, OPERATOR_ROLES } from '@waybill/domain';
import { count, cursor, instant, limit, named, next } from './common.js';
import { operatorName } from './operators.js';

const id = z.string().min(1).max(128);
export const byId = z.strictObject({ id });

export const proveBody = named(
  'Proof',
  z
    .strictObject({
      password: z.string().max(1024).optional(),
      code: z.string().max(64).optional().describe('of the second factor, or a recovery code'),
    })
    .refine(({ password, code }) => (password === undefined) !== (code === undefined), {
      message: 'either password or code',
      path: ['password'],
    }),
);

export const secondFactor = named(
  'SecondFactor',
  z.object({ on: z.boolean(), recoveryCodesLeft: count }),
);
export const secondFactorOffer = named(
  'SecondFactorOffer',
  z.object({
    secret: z.string().describe('base32, for typing'),
    uri: z.string().describe('otpauth: URI, for a QR code'),
  }),
);
export const codeBody = named('Code', z.strictObject({ code: z.string().min(1).max(64) }));
export const recoveryCodes = named(
  'RecoveryCodes',
  z.object({ recoveryCodes: z.array(z.string()).describe('each works once; shown once') }),
);

const role = z.enum(OPERATOR_ROLES);
export const operator = named(
  'Operator',
  z.object({
    id,
    name: z.string(),
    role,
    createdAt: instant,
    lastSignInAt: instant.nullable(),
    lockedAt: instant.nullable().describe('since when they may not sign in'),
    secondFactor: z.boolean(),
    sessions: count.describe('browsers that are signed in'),
    self: z.boolean(),
  }),
);
export const operatorList = named('OperatorList', z.object({ items: z.array(operator) }));
export const newOperatorBody = named('NewOperator', z.strictObject({ name: operatorName, role }));
export const operatorPatch = named('OperatorPatch', z.strictObject({ role }));

/** A link with its token in the fragment, which reaches no log. */
export const madeLink = named(
  'MadeLink',
  z.object({
    id,
    token: z.string().describe('shown once'),
    path: z.string().describe('`/join#…` or `/reset#…`, below where the dashboard is'),
    url: z.string().nullable().describe('the whole link, where http.publicUrl is set'),
    expiresAt: instant,
  }),
);
export const newOperator = named('CreatedOperator', z.object({ operator, link: madeLink }));

export const apiKey = named(
  'ApiKey',
  z.object({
    id,
    name: z.string(),
    scopes: z.array(z.enum(KEY_SCOPES)),
    createdAt: instant,
    createdBy: z.string(),
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
    lastUsedAddress: z.string().nullable(),
    status: z.enum(['open', 'expired', 'revoked']),
  }),
);
export const apiKeys = named(
  'ApiKeyList',
  z.object({
    items: z.array(apiKey),
    scopes: z.array(z.enum(KEY_SCOPES)).describe('all there are'),
  }),
);
export const newKeyBody = named(
  'NewApiKey',
  z.strictObject({
    name: z.string().min(1).max(100),
    scopes: z.array(z.enum(KEY_SCOPES)).min(1),
    expiresInDays: z.int().min(1).max(3650).optional().describe('never, where absent'),
  }),
);
export const createdKey = named(
  'CreatedApiKey',
  z.object({ key: apiKey, secret: z.string().describe('`wbk_…`; shown once') }),
);

export const savedView = named(
  'SavedView',
  z.object({
    id,
    page: z.string(),
    name: z.string(),
    query: z.string().describe('query string without `?`'),
    createdAt: instant,
  }),
);
export const savedViews = named('SavedViewList', z.object({ items: z.array(savedView) }));
export const newViewBody = named(
  'NewSavedView',
  z.strictObject({
    page: z.enum(['transfers', 'users', 'audit', 'sessions', 'uploads']),
    name: z
      .string()
      .min(1)
      .max(100)
      .regex(/^[^\p{C}]+$/u, 'no control characters'),
    query: z.string().max(4096),
  }),
);

export const invite = named(
  'Invite',
  z.object({
    id,
    domain: z.string(),
    note: z.string().nullable(),
    uses: count,
    maxUses: count,
    createdAt: instant,
    createdBy: z.string(),
    expiresAt: instant,
    lastUsedAt: instant.nullable(),
    status: z.enum(['open', 'used', 'expired', 'revoked']),
  }),
);
export const invitePage = named('InvitePage', z.object({ items: z.array(invite), next }));
export const invitesQuery = z.strictObject({ limit, after: cursor.optional() });
export const newInviteBody = named(
  'NewInvite',
  z.strictObject({
    domain: z.string().min(1).max(1023).optional().describe('the first hosted one by default'),
    maxUses: z.int().min(1).max(INVITE_LIMITS.maxUses).default(1),
    expiresInHours: z
      .int()
      .min(1)
      .max(INVITE_LIMITS.maxHours)
      .default(INVITE_LIMITS.defaultHours)
      .describe('a week, where absent'),
    note: z.string().max(1000).optional(),
  }),
);
export const createdInvite = named('CreatedInvite', z.object({ invite, link: madeLink }));

const token = z.string().min(1).max(128);
export const tokenBody = named('LinkToken', z.strictObject({ token }));
export const linkInfo = named(
  'LinkInfo',
  z.object({
    kind: z.enum(LINK_KINDS),
    domain: z.string().nullable().describe('of the account to be made, for an invitation'),
    name: z.string().nullable().describe('JID or operator name whose password it resets'),
    expiresAt: instant,
  }),
);
export const joinBody = named(
  'Join',
  z.strictObject({
    token,
    name: z.string().min(1).max(1023).describe('localpart of the new JID'),
    password: z.string().min(1).max(1023),
  }),
);
export const joined = named(
  'Joined',
  z.object({ jid: z.string(), domain: z.string().describe('what to type into a client') }),
);
export const resetBody = named(
  'Reset',
  z.strictObject({ token, password: z.string().min(1).max(1023) }),
);
export const resetDone = named('ResetDone', z.object({ kind: z.enum(LINK_KINDS) }));
