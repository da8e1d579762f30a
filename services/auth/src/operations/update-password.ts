import { contract } from '@concord/contracts';
import { handler, ok, transaction } from '@concord/platform';
import { isCommonPassword } from '../credentials/common-passwords.ts';
import type { Deps } from '../deps.ts';
import { assertMayChoose } from '../policy.ts';
import { assertProved, holdProved } from '../store/recent-proof.ts';
import { openSession } from '../store/open-session.ts';
import { replacePassword } from '../store/replace-password.ts';
import { tokensView } from '../views/tokens.ts';

/**
 * All sessions end, the caller's too; the one of the answer is opened after. The proof is asked for before a password is hashed for anybody, and
 * again in the transaction of the change.
 */
export const updatePassword = handler(
  contract.auth.updatePassword,
  (deps: Deps) =>
    async ({ actor, body, request }) => {
      const { db, passwords, accessTokens } = deps;
      const { account } = await assertProved(deps, actor);
      assertMayChoose(body.password, account, isCommonPassword);
      const passwordHash = await passwords.hash(body.password);
      await transaction(db, async (tx) => {
        const { account } = await holdProved(tx, deps, actor);
        await replacePassword(tx, deps, { account, passwordHash, reason: 'password_changed', request });
      });
      const { session, refreshToken, roles } = await openSession(deps, { id: actor.id, passwordHash }, request);
      const bearer = { accountId: actor.id, sessionId: session.id, roles };
      const accessToken = await accessTokens.issue(bearer, session.createdAt);
      return ok(tokensView({ accessToken, refreshToken, ...bearer }));
    },
);
