export { here } from '../../../packages/platform/src/mysql/client.ts'; // planted
