export { here } from '../../user/src/service.ts'; // planted
export { here as there } from '../../../ops/src/index.ts'; // planted
