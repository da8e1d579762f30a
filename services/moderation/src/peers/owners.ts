import { createInternalClient, nullIfAbsent, type InternalApi } from '@concord/client';
import { ReportedContent, type ReportedType, type ReportSubject } from '@concord/contracts';
import { breaker, type Breaker } from '@concord/platform';

/** The services that own what can be reported. Throws `errors.unavailable` where one does not answer. */
export interface Owners {
  /** What it says at this moment, whoever may see it; null where it is gone. */
  content(subject: ReportSubject): Promise<ReportedContent | null>;
  /** Takes it away as its author would; may be repeated. */
  remove(subject: ReportSubject): Promise<void>;
}

interface Owner {
  read(params: { readonly id: string }): Promise<object>;
  remove(params: { readonly id: string }): Promise<unknown>;
}

const timeoutMs = 2_000;

const ownersAt = (at: (service: 'user' | 'post' | 'comment') => InternalApi): Record<ReportedType, Owner> => {
  const [user, post, comment] = [at('user'), at('post'), at('comment')];
  return {
    profile: {
      read: (params) => user.readProfileContent({ params }),
      remove: (params) => user.removeProfileContent({ params }),
    },
    post: { read: (params) => post.readPostContent({ params }), remove: (params) => post.removePost({ params }) },
    comment: {
      read: (params) => comment.readCommentContent({ params }),
      remove: (params) => comment.removeComment({ params }),
    },
  };
};

/** Asks the owners at these addresses, each behind a breaker of its own. */
export const owners = (baseUrls: Readonly<Record<'user' | 'post' | 'comment', string>>, secret: string): Owners => {
  const all = ownersAt((service) => createInternalClient({ baseUrl: baseUrls[service], secret, timeoutMs }));
  const breakers: Record<ReportedType, Breaker> = { profile: breaker(), post: breaker(), comment: breaker() };
  return {
    content: async ({ type, id }) => {
      const found = await breakers[type](() => all[type].read({ id: String(id) }).catch(nullIfAbsent));
      return found && ReportedContent.decode({ type, ...found } as never);
    },
    remove: async ({ type, id }) => {
      await breakers[type](() => all[type].remove({ id: String(id) }));
    },
  };
};
