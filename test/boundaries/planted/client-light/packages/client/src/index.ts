export { here } from '../../contracts/src/index.ts';
export type { ZodType } from 'zod';
export { z } from 'zod'; // planted
