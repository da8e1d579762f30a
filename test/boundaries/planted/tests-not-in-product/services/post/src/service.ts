export { here } from './policy.test.ts'; // planted
export { here as there } from '../test/world.ts'; // planted
export { expect } from '@jest/globals'; // planted
