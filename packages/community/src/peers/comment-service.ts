import { createInternalClient, nullIfAbsent } from '@concord/client';
import type { Id } from '@concord/contracts';
import { breaker } from '@concord/platform';

/** What a service that is not comment's knows of a comment. */
export interface CommentFacts {
  readonly id: Id;
  readonly postId: Id;
  readonly userId: Id;
}

/** What comment knows at this moment, for a comment that has not arrived. Throws `errors.unavailable` when it does not answer. */
export interface CommentService {
  /** Null where there is no such comment, or none any more. */
  facts(id: Id): Promise<CommentFacts | null>;
}

/** A read waits this long at the most for what its copies do not tell. */
const timeoutMs = 500;

export const commentService = (baseUrl: string, secret: string): CommentService => {
  const client = createInternalClient({ baseUrl, secret, timeoutMs });
  const guarded = breaker();
  return {
    facts: async (id) => {
      const answer = await guarded(() => client.readComment({ params: { id: String(id) } }).catch(nullIfAbsent));
      return answer && { id, postId: Number(answer.postId), userId: Number(answer.userId) };
    },
  };
};
