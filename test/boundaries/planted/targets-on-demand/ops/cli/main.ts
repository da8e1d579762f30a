export { here } from '../../services/post/src/service.ts'; // planted
export { here as there } from '../../search-indexer/src/service.ts'; // planted
export const onDemand = () => import('../../services/post/src/service.ts');
