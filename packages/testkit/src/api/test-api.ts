import { createClient, type Api } from '@concord/client';
import { checkReply } from './check-reply.ts';

/**
 * The API for tests: every answer, success or failure, is checked against its contract before the test sees it.
 * With the operator's token it is not held up by rate limits.
 */
export const testApi = (baseUrl: string, operatorToken?: string): Api =>
  createClient({
    baseUrl,
    ...(operatorToken === undefined ? {} : { operatorToken }),
    timeoutMs: 30_000,
    onReply: checkReply,
  });
