export { reactToPost } from './operations/react-to-post.ts';
export { removePostReaction } from './operations/remove-post-reaction.ts';
export { listPostReactions } from './operations/list-post-reactions.ts';
export { reactToComment } from './operations/react-to-comment.ts';
export { removeCommentReaction } from './operations/remove-comment-reaction.ts';
export { listCommentReactions } from './operations/list-comment-reactions.ts';
export { summarizeReactions } from './operations/summarize-reactions.ts';
export { readReactionExport } from './operations/read-reaction-export.ts';
