import { z } from 'zod';
import { instant, named } from './common.js';
import { OPERATOR_ROLES, PERMISSIONS } from '@waybill/domain';

export const operatorName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\p{C}\p{Z}]+$/u, 'no spaces or control characters');
// Longer ones are refused before they are hashed: hashing time grows with the length.
const newPassword = z.string().min(10).max(1024);
const givenPassword = z.string().max(1024);

export const signedInOperator = named(
  'SignedInOperator',
  z.object({
    name: z.string(),
    role: z.enum(OPERATOR_ROLES),
    permissions: z.array(z.enum(PERMISSIONS)),
  }),
);

export const sessionInfo = named(
  'SessionInfo',
  z.object({
    setupNeeded: z.boolean(),
    operator: signedInOperator.nullable(),
    version: z.string(),
    command: z
      .string()
      .describe('how the command line is called there: `waybill`, `npx waybill` in a clone'),
    demo: z.boolean().describe('a demonstration: everybody here is made up'),
    domains: z.array(z.string()),
    locale: z.string().nullable().describe('BCP 47 tag the operator chose, where known'),
  }),
);
export type SessionInfo = z.output<typeof sessionInfo>;

export const setupBody = named(
  'Setup',
  z.strictObject({ token: z.string().min(1).max(128), name: operatorName, password: newPassword }),
);
export const loginBody = named(
  'Login',
  z.strictObject({
    name: z.string().min(1).max(256),
    password: givenPassword,
    code: z
      .string()
      .max(64)
      .optional()
      .describe('of the second factor, or a recovery code; asked for by `second-factor-needed`'),
  }),
);

export const ownAccount = named(
  'OwnAccount',
  z.object({
    name: z.string(),
    role: z.enum(OPERATOR_ROLES),
    createdAt: instant,
    lastSignInAt: instant.nullable(),
  }),
);
export const ownPasswordBody = named(
  'OwnPassword',
  z.strictObject({ current: givenPassword, password: newPassword }),
);

export const operatorSession = named(
  'OperatorSession',
  z.object({
    id: z.string(),
    current: z.boolean(),
    address: z.string(),
    userAgent: z.string().nullable(),
    createdAt: instant,
    lastUsedAt: instant,
  }),
);
export const operatorSessions = named(
  'OperatorSessions',
  z.object({ items: z.array(operatorSession) }),
);
