export { here } from '../store/posts.ts'; // planted
