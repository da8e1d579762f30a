import { communitySettings } from '@concord/community';
import { readConfig, settings, type Env } from '@concord/platform';
import { z } from 'zod';

const schema = z.object({
  ...communitySettings,
  CONCORD_MODERATION_DATABASE_URL: settings.databaseUrl,
  CONCORD_AUTH_URL: settings.url.optional(),
  CONCORD_USER_URL: settings.url.optional(),
  CONCORD_POST_URL: settings.url.optional(),
  CONCORD_COMMENT_URL: settings.url.optional(),
});

/** The moderation service's settings. */
export const config = (env: Env) => readConfig(schema, env);
export type ModerationConfig = ReturnType<typeof config>;
