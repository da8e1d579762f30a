import { communitySettings } from '@concord/community';
import { ReactionType } from '@concord/contracts';
import { readConfig, settings, type Env } from '@concord/platform';
import { z } from 'zod';

const schema = z.object({
  ...communitySettings,
  CONCORD_REACTION_DATABASE_URL: settings.databaseUrl,
  CONCORD_USER_URL: settings.url.optional(),
  CONCORD_POST_URL: settings.url.optional(),
  CONCORD_COMMENT_URL: settings.url.optional(),
  /** The types of reaction that this community offers. */
  CONCORD_REACTION_TYPES: z
    .string()
    .default('like,love,haha,laugh,sad,angry')
    .transform((text) => text.split(',').map((type) => type.trim()))
    .pipe(z.array(ReactionType).min(1).max(20)),
});

/** The reaction service's settings. */
export const config = (env: Env) => readConfig(schema, env);
