export { here } from '../../../ops/src/index.ts'; // planted
