import { accountRows } from '../kit/account-rows.ts';
import * as comments from './comments.ts';
import * as internal from './internal.ts';

/** The comment service: threads under posts. */
export const comment = {
  createComment: comments.createComment,
  listComments: comments.listComments,
  listReplies: comments.listReplies,
  getComment: comments.getComment,
  updateComment: comments.updateComment,
  deleteComment: comments.deleteComment,
  listCommentHistory: comments.listCommentHistory,
  listProfileComments: comments.listProfileComments,
  lockComments: comments.lockComments,
  unlockComments: comments.unlockComments,
  readComment: internal.readComment,
  readCommentContent: internal.readCommentContent,
  removeComment: internal.removeComment,
  readCommentExport: accountRows('readCommentExport', 'comment'),
} as const;
