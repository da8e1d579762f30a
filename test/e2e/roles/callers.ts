import type { Person } from '@concord/testkit';

/** Who calls, in the order of the table's columns: `user` is whose the subject is, `blocked` whom they have blocked. */
export const callers = ['anonymous', 'user', 'other', 'blocked', 'moderator', 'admin', 'suspended'] as const;
export type Caller = (typeof callers)[number];
export type People = Readonly<Record<Exclude<Caller, 'anonymous'>, Person>>;
