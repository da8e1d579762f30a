export { here } from './config.ts'; // planted
