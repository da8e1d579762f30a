export { createPost } from './operations/create-post.ts';
export { sharePost } from './operations/share-post.ts';
export { getPost } from './operations/get-post.ts';
export { updatePost } from './operations/update-post.ts';
export { deletePost } from './operations/delete-post.ts';
export { listPosts } from './operations/list-posts.ts';
export { getFeed } from './operations/get-feed.ts';
export { readPost } from './operations/read-post.ts';
