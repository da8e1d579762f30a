import { createInternalClient, nullIfAbsent } from '@concord/client';
import type { Id } from '@concord/contracts';
import { breaker } from '@concord/platform';
import type { PostFacts } from '../posts/post-facts.ts';

/** What post knows at this moment, for where the local copy does not tell. Throws `errors.unavailable` when it does not answer. */
export interface PostService {
  /** Null where there is no such post, or none any more. */
  facts(id: Id): Promise<PostFacts | null>;
}

/** A read waits this long at the most for what its copies do not tell. */
const timeoutMs = 500;

export const postService = (baseUrl: string, secret: string): PostService => {
  const client = createInternalClient({ baseUrl, secret, timeoutMs });
  const guarded = breaker();
  return {
    facts: async (id) => {
      const answer = await guarded(() => client.readPost({ params: { id: String(id) } }).catch(nullIfAbsent));
      return answer && { ...answer, id, userId: Number(answer.userId), deleted: false };
    },
  };
};
