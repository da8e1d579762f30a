import { postsCopy } from '@concord/community';
import { changePosts } from '../store/rewrites.ts';

/** The copy of posts, and what their changes mean for the comments on them. */
export const posts = postsCopy(changePosts);
