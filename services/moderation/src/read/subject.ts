import { canSeeCard, type Viewer } from '@concord/audience';
import { standing, visibleComment, visiblePost } from '@concord/community';
import { errors, type Id, type ReportedType, type ReportSubject } from '@concord/contracts';
import type { Deps } from '../deps.ts';
import type { Reported } from '../domain/case.ts';

/** Whose it is, if the viewer may see it. */
type AuthorFor = (deps: Deps, viewer: Viewer, id: Id) => Promise<Id>;

const authorFor: Readonly<Record<ReportedType, AuthorFor>> = {
  profile: async (deps, viewer, id) => {
    const { author, relation } = await standing(deps, viewer, { userId: id, audience: 'public' });
    if (author === null || !canSeeCard(viewer, relation, author)) throw errors.notFound();
    return author.id;
  },
  post: async (deps, viewer, id) => (await visiblePost(deps, viewer, id)).post.userId,
  comment: async (deps, viewer, id) => (await visibleComment(deps, viewer, id)).userId,
};

/**
 * What somebody reports, if they may see it: a post or comment as anybody reads it, of a profile at least the card. Throws `not_found`
 * otherwise, and `stale` where nobody can tell.
 */
export const reportedBy = async (deps: Deps, viewer: Viewer, subject: ReportSubject): Promise<Reported> => ({
  subject,
  authorId: await authorFor[subject.type](deps, viewer, subject.id),
});
