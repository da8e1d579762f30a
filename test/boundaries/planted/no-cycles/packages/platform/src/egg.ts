import { hen } from './hen.ts'; // planted
export const egg = () => hen;
