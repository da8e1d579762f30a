export { here } from '../operations/get-post.ts'; // planted
