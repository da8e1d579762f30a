import { z } from 'zod';

/** What an account may be, lowest first. */
export const Role = z.enum(['user', 'moderator', 'admin']).meta({ description: 'What an account may be' });
export type Role = z.output<typeof Role>;

/** What is not everybody's to do: an operation names the permission that it takes. */
export const permissions = [
  'accounts.read',
  'addresses.read',
  'accounts.suspend',
  'accounts.ban',
  'roles.change',
  'audit.read',
  'reports.decide',
] as const;
export type Permission = (typeof permissions)[number];

const ofModerators: readonly Permission[] = ['accounts.read', 'accounts.suspend', 'reports.decide'];

/** What each role may do besides what everybody may. */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  user: [],
  moderator: ofModerators,
  admin: permissions,
};

/** May somebody with these roles do it? Roles that are not known here allow nothing. */
export const isPermitted = (roles: readonly string[], permission: Permission): boolean =>
  Role.options.some((role) => roles.includes(role) && permissionsOf[role].includes(permission));

/** How high the highest of these roles is: nobody acts on who stands higher. */
export const rankOf = (roles: readonly string[]): number =>
  Math.max(0, ...roles.map((role) => Role.options.indexOf(role as Role)));
