import type { Relation } from '@concord/audience';
import { createInternalClient, nullIfAbsent } from '@concord/client';
import type { Id } from '@concord/contracts';
import { breaker } from '@concord/platform';
import type { Person } from '../people/person.ts';

/** What user knows at this moment, for where the local copies do not tell. Throws `errors.unavailable` when it does not answer. */
export interface UserService {
  /** Null where there is no such person. */
  profile(id: Id): Promise<Person | null>;
  /** What an author is to a viewer. */
  relation(viewer: Id, author: Id): Promise<Relation>;
}

/** A read waits this long at the most for what its copies do not tell. */
const timeoutMs = 500;

export const userService = (baseUrl: string, secret: string): UserService => {
  const client = createInternalClient({ baseUrl, secret, timeoutMs });
  const guarded = breaker();
  return {
    profile: async (id) => {
      const answer = await guarded(() => client.readProfile({ params: { id: String(id) } }).catch(nullIfAbsent));
      return answer && { ...answer, id };
    },
    relation: (viewer, author) =>
      guarded(() => client.readRelation({ params: { viewer: String(viewer), author: String(author) } })),
  };
};
