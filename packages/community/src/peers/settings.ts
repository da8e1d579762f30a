import { settings } from '@concord/platform';
import { commentService, type CommentService } from './comment-service.ts';
import { postService, type PostService } from './post-service.ts';
import { userService, type UserService } from './user-service.ts';

/** How long a deleted account's last access token may act: 5 s until every verifier knows (security), and requests under way. */
export const erasureSetting = {
  CONCORD_ERASURE_SETTLE_MS: settings
    .milliseconds(20_000)
    .describe(
      'How long after a deletion a service looks once more for what the account left, before it says that nothing is left',
    ),
} as const;

/** The settings of every service that keeps copies of people and posts, beside its database's and where those are that it asks. */
export const communitySettings = {
  CONCORD_KAFKA_BROKERS: settings.brokers,
  CONCORD_INTERNAL_SECRET: settings.secret,
  CONCORD_CURSOR_SECRET: settings.secret,
  CONCORD_INTERNAL_PORT: settings.port(18_080),
  ...erasureSetting,
} as const;

interface Read {
  readonly CONCORD_INTERNAL_SECRET: string;
  readonly CONCORD_INTERNAL_PORT: number;
  readonly CONCORD_USER_URL?: string | undefined;
  readonly CONCORD_POST_URL?: string | undefined;
  readonly CONCORD_COMMENT_URL?: string | undefined;
}

interface Peers {
  readonly user: UserService;
  readonly post: PostService;
  readonly comment: CommentService;
}

/** Whom to ask where the copies do not tell; a service without a URL is expected behind this process's own internal port. */
export const peersAt = (read: Read): Peers => {
  const own = `http://127.0.0.1:${read.CONCORD_INTERNAL_PORT}`;
  return {
    user: userService(read.CONCORD_USER_URL ?? own, read.CONCORD_INTERNAL_SECRET),
    post: postService(read.CONCORD_POST_URL ?? own, read.CONCORD_INTERNAL_SECRET),
    comment: commentService(read.CONCORD_COMMENT_URL ?? own, read.CONCORD_INTERNAL_SECRET),
  };
};
