export { here } from '../../services/post/src/store/posts.ts'; // planted
