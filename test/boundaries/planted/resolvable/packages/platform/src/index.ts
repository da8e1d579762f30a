export { gone } from './gone.ts'; // planted
export { missing } from '@concord/missing'; // planted
