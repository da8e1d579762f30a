import { auth } from './auth/index.ts';
import { comment } from './comment/index.ts';
import { engagement } from './engagement/index.ts';
import { moderation } from './moderation/index.ts';
import { notification } from './notification/index.ts';
import { post } from './post/index.ts';
import { reaction } from './reaction/index.ts';
import { search } from './search/index.ts';
import { user } from './user/index.ts';

/** Every operation, by the service that owns it. The gateway routes by this. */
export const contract = { auth, user, post, comment, reaction, notification, engagement, moderation, search } as const;
export type ServiceName = keyof typeof contract;
