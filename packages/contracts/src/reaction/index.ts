import { accountRows } from '../kit/account-rows.ts';
import * as internal from './internal.ts';
import * as reactions from './reactions.ts';

/** The reaction service: who likes what. */
export const reaction = {
  reactToPost: reactions.reactToPost,
  removePostReaction: reactions.removePostReaction,
  listPostReactions: reactions.listPostReactions,
  reactToComment: reactions.reactToComment,
  removeCommentReaction: reactions.removeCommentReaction,
  listCommentReactions: reactions.listCommentReactions,
  summarizeReactions: internal.summarizeReactions,
  readReactionExport: accountRows('readReactionExport', 'reaction'),
} as const;
