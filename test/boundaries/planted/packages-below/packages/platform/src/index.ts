export const post = () => import('../../../services/post/src/service.ts'); // planted
export { here } from '../../../connectors/src/index.ts'; // planted
