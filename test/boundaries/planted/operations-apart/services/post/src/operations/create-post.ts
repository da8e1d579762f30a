export { here } from './get-post.ts'; // planted
