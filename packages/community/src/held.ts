import { state, streamName } from '@concord/contracts';
import { heldVersion, type Holds, type Reader } from '@concord/platform';

/** How far the copies of people and relations are: what reads wait for after a write to user. */
export const peopleHeld = (reader: Reader): Holds => ({
  [streamName(state.user.profiles)]: heldVersion(reader, 'people', ['id']),
  [streamName(state.user.relations)]: heldVersion(reader, 'relations', ['viewer_id', 'author_id']),
});

/** How far a copy of comments is, in a table of that name. */
export const commentsHeld = (reader: Reader): Holds => ({
  [streamName(state.comment.comments)]: heldVersion(reader, 'comments', ['id']),
});

/** How far the copy of posts is, for a service that keeps one. */
export const postsHeld = (reader: Reader): Holds => ({
  [streamName(state.post.posts)]: heldVersion(reader, 'posts', ['id']),
});
