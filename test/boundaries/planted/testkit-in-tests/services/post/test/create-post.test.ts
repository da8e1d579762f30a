export { here } from '../../../packages/testkit/src/index.ts';
