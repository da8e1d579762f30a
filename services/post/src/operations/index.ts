export { createPost } from './create-post.ts';
export { getPost } from './get-post.ts';
export { updatePost } from './update-post.ts';
export { deletePost } from './delete-post.ts';
export { listPosts } from './list-posts.ts';
export { getFeed } from './get-feed.ts';
