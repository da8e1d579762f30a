export { here } from '../../audience/src/index.ts'; // planted
