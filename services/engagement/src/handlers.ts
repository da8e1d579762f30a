export { markPostViewed } from './operations/mark-post-viewed.ts';
export { getPostEngagement } from './operations/get-post-engagement.ts';
export { getMyEngagement } from './operations/get-my-engagement.ts';
export { getTrending } from './operations/get-trending.ts';
export { readEngagementExport } from './operations/read-engagement-export.ts';
