export { z } from 'zod';
export { here } from '../../platform/src/index.ts'; // planted
export { readFile } from 'node:fs/promises'; // planted
