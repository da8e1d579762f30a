export { freshnessMs, type Copies } from './copies.ts';
export { cardOf, type Author, type Mentioned, type Person } from './people/person.ts';
export { peopleTable, relationsTable, tables } from './people/tables.ts';
export { countsCopy, type CopiedCounts } from './counts/counts-copy.ts';
export { commentsHeld, peopleHeld, postsHeld } from './held.ts';
export { peopleCopy } from './people/copy.ts';
export { findRelation, relationsCopy, relationsCopyWith } from './people/relations.ts';
export { findPerson, holdPerson, putPeople, type PersonChange } from './people/store.ts';
export { assertKnown, standing, type Standing } from './people/standing.ts';
export { writer } from './people/writer.ts';
export { mentionable, mentionedTo } from './people/mentioned.ts';
export { erasure, type Erasure, type ErasureStep } from './erasure/erasure.ts';
export {
  anonymisedEntities,
  anonymisedRows,
  byOthers,
  deletedRows,
  forgottenMentions,
  isDeletedPerson,
  isForgotten,
  keptAnswers,
  waitingMails,
} from './erasure/steps.ts';
export { beginErasure, erasedAmong, erasuresTable, erasureTurns } from './erasure/store.ts';
export { goingOn, lookedThrough, newestId, oldestLookedAt, type AuthorSlice } from './pages/looked-through.ts';
export { communitySettings, erasureSetting, peersAt } from './peers/settings.ts';
export type { UserService } from './peers/user-service.ts';
export type { CommentFacts, CommentService } from './peers/comment-service.ts';
export type { PostService } from './peers/post-service.ts';
export { findPost, holdPost, postsCopy, postsTable, putPosts, type PostChange } from './posts/copy.ts';
export type { PostFacts } from './posts/post-facts.ts';
export { visiblePost, type PostCopies, type VisiblePost } from './posts/visible-post.ts';
export { mostMentions, mostTags, namesIn, normalTag, tagsIn, tagsOf } from './text/entities.ts';
export { commentsCopy, commentsTable } from './comments/copy.ts';
export { visibleComment, type CommentCopies } from './comments/visible-comment.ts';
