export { fc } from 'fast-check'; // planted
export { z } from 'zod'; // planted
