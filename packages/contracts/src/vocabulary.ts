import { z } from 'zod';

/** Who an item is meant for. */
export const Audience = z
  .enum(['public', 'followers', 'friends', 'private'])
  .meta({ description: 'Who may see it: everyone, followers and friends, friends only, or nobody else' });
export type Audience = z.output<typeof Audience>;

/** How far the author's profile lets anything of theirs reach; `none` while the account is not active. */
export const Reach = z.enum(['public', 'followers', 'friends', 'private', 'none']);
export type Reach = z.output<typeof Reach>;

export const AccountStatus = z.enum(['active', 'suspended', 'banned', 'deleted']);
export type AccountStatus = z.output<typeof AccountStatus>;

/** A kind of reaction; which there are is configured, see the reaction service. */
export const ReactionType = z
  .string()
  .regex(/^[a-z]{2,20}$/, 'must be 2 to 20 of a–z')
  .meta({ description: 'A kind of reaction', examples: ['like'] });

export const Username = z
  .string()
  .regex(/^[a-z0-9_]{3,30}$/, 'must be 3 to 30 of a–z, 0–9 and _')
  .meta({ description: 'Unique, lower case', examples: ['ada_l'] });
