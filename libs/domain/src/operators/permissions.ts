import type { OperatorRole } from './operator.js';

export const PERMISSIONS = [
  'transfers:read',
  /** File names in full; without it they are masked. */
  'transfers:names',
  'transfers:export',
  'transfers:cancel',
  /** Uploaded files. */
  'uploads:delete',
  'users:read',
  'users:write',
  'users:delete',
  'users:export',
  'invites:write',
  'sessions:read',
  'sessions:kick',
  /** Own actions only. */
  'audit:own',
  'audit:read',
  /** Host servers and their links, without secrets. */
  'attachments:read',
  'health:read',
  /** Checks, and test transfers. */
  'health:run',
  'settings:write',
  'roles:write',
  'keys:write',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const ADMIN: readonly Permission[] = [
  'transfers:read',
  'transfers:names',
  'transfers:export',
  'transfers:cancel',
  'uploads:delete',
  'users:read',
  'users:write',
  'users:delete',
  'users:export',
  'invites:write',
  'sessions:read',
  'sessions:kick',
  'audit:own',
  'attachments:read',
  'health:read',
  'health:run',
];

/** What each role may do. Nothing else decides it. */
export const ROLE_PERMISSIONS: Readonly<Record<OperatorRole, readonly Permission[]>> = {
  owner: PERMISSIONS,
  admin: ADMIN,
  auditor: [
    'transfers:read',
    'transfers:names',
    'transfers:export',
    'audit:own',
    'audit:read',
    'attachments:read',
    'health:read',
  ],
  helpdesk: [
    'transfers:read',
    'transfers:cancel',
    'users:read',
    'users:write',
    'invites:write',
    'sessions:read',
    'sessions:kick',
    'health:read',
  ],
};

export function roleMay(role: OperatorRole, permission: Permission): boolean {
  return ROLE_PERMISSIONS[role].includes(permission);
}
