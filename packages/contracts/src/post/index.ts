import { accountRows } from '../kit/account-rows.ts';
import * as internal from './internal.ts';
import * as posts from './posts.ts';

/** The post service: posts and the feed. */
export const post = {
  createPost: posts.createPost,
  sharePost: posts.sharePost,
  getPost: posts.getPost,
  updatePost: posts.updatePost,
  deletePost: posts.deletePost,
  listPosts: posts.listPosts,
  getFeed: posts.getFeed,
  readPost: internal.readPost,
  readPostContent: internal.readPostContent,
  removePost: internal.removePost,
  readPostExport: accountRows('readPostExport', 'post'),
} as const;
