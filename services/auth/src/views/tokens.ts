import type { Id } from '@concord/contracts';
import { second } from '../domain/clock.ts';
import { writeRefreshToken, type RefreshToken } from '../domain/refresh-token.ts';
import { accessTokenLifetime } from '../domain/session.ts';

interface Issued {
  readonly accessToken: string;
  readonly refreshToken: RefreshToken;
  readonly sessionId: Id;
  readonly accountId: Id;
}

export const tokensView = ({ accessToken, refreshToken, sessionId, accountId }: Issued) => ({
  accessToken,
  tokenType: 'Bearer' as const,
  expiresIn: accessTokenLifetime / second,
  refreshToken: writeRefreshToken(refreshToken),
  sessionId,
  accountId,
});
