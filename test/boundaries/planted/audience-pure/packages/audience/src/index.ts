export { here } from '../../contracts/src/index.ts';
export { here as there } from '../../platform/src/index.ts'; // planted
export { z } from 'zod'; // planted
