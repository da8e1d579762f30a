import { isNarrower, narrower, reachOf } from '@concord/audience';
import type { Person, PersonChange, PostChange, PostFacts } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { PostState } from './comment.ts';

/** Whose comments carry something else than they should: those on a post, or those of an author. */
export interface Subject {
  readonly kind: 'post' | 'author';
  readonly id: Id;
}

/** A subject that has changed; narrowing when somebody may not see its comments any more. */
export interface SubjectChange extends Subject {
  readonly narrowing: boolean;
}

/** What comments carry of their post. */
export const stateOf = (post: PostFacts): PostState => ({
  width: narrower(post.audience, post.reach),
  deleted: post.deleted,
});

/** Whether others see anything of this person. */
export const isActive = (person: Person): boolean => reachOf(person) !== 'none';

/** Under a post that was not known before, comments may carry anything: then all that is not wide open counts as a narrowing. */
const widest: PostState = { width: 'public', deleted: false };

/** What a post's newest state changes for the comments on it; null when nothing. */
export const postChange = ({ before, after }: PostChange): SubjectChange | null => {
  const from = before === undefined ? widest : stateOf(before);
  const to = stateOf(after);
  const same = from.width === to.width && from.deleted === to.deleted;
  if (before !== undefined && same) return null;
  return { kind: 'post', id: after.id, narrowing: !from.deleted && (to.deleted || isNarrower(to.width, from.width)) };
};

/** What a person's newest profile changes for what they commented; null when nothing. */
export const authorChange = ({ before, after }: PersonChange): SubjectChange | null => {
  const active = isActive(after);
  if (before !== undefined && isActive(before) === active) return null;
  return { kind: 'author', id: after.id, narrowing: !active };
};
