import { accountRows } from '../kit/account-rows.ts';
import * as operations from './engagement.ts';
import * as trending from './trending.ts';

/** The engagement service: what people do with posts, by hours and days, and with what they do most now. */
export const engagement = {
  markPostViewed: operations.markPostViewed,
  getPostEngagement: operations.getPostEngagement,
  getMyEngagement: operations.getMyEngagement,
  getTrending: trending.getTrending,
  readEngagementExport: accountRows('readEngagementExport', 'engagement'),
} as const;
