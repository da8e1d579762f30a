export { here } from './read/feed.ts'; // planted
