/** What an operator may be allowed to do: one closed list for endpoints, roles, dashboard and docs. */
export const PERMISSIONS = [
  'transfers:read',
  /** See file names, descriptions and stanzas as they are; without it names are masked. */
  'transfers:names',
  'transfers:export',
  'transfers:cancel',
  'users:read',
  'users:write',
  'users:delete',
  'invites:write',
  'sessions:read',
  'sessions:kick',
  'rules:write',
  'alerts:write',
  'audit:read',
  'settings:write',
  'keys:write',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['owner', 'admin', 'auditor', 'helpdesk'] as const;
export type Role = (typeof ROLES)[number];

const BY_ROLE: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  admin: [
    'transfers:read',
    'transfers:names',
    'transfers:export',
    'transfers:cancel',
    'users:read',
    'users:write',
    'users:delete',
    'invites:write',
    'sessions:read',
    'sessions:kick',
    'rules:write',
    'alerts:write',
  ],
  auditor: ['transfers:read', 'transfers:names', 'transfers:export', 'audit:read'],
  helpdesk: [
    'transfers:read',
    'transfers:cancel',
    'users:read',
    'users:write',
    'invites:write',
    'sessions:read',
    'sessions:kick',
  ],
};

/** What a role may do. */
export function permissionsOf(role: Role): readonly Permission[] {
  return BY_ROLE[role];
}

/** Whether a role may do something. */
export function may(role: Role, permission: Permission): boolean {
  return BY_ROLE[role].includes(permission);
}
