import { contract, errors } from '@concord/contracts';
import { handler, ok, transaction } from '@concord/platform';
import { isCommonPassword } from '../credentials/common-passwords.ts';
import type { Deps } from '../deps.ts';
import { assertMayChoose } from '../policy.ts';
import { assertProved } from '../store/recent-proof.ts';
import { openSession } from '../store/open-session.ts';
import { replacePassword } from '../store/replace-password.ts';
import * as users from '../store/users.ts';
import { tokensView } from '../views/tokens.ts';

/** All sessions end, the caller's too; the one of the answer is opened after. */
export const updatePassword = handler(
  contract.auth.updatePassword,
  (deps: Deps) =>
    async ({ actor, body, request }) => {
      const { db, clock, passwords, accessTokens } = deps;
      await assertProved(deps, actor);
      const account = await users.byId(db, actor.id);
      if (account === undefined) throw errors.unauthenticated();
      assertMayChoose(body.password, account, isCommonPassword);
      const passwordHash = await passwords.hash(body.password);
      const replacement = {
        userId: actor.id,
        passwordHash,
        reason: 'password_changed',
        at: clock.now(),
        request,
      } as const;
      await transaction(db, (tx) => replacePassword(tx, deps, replacement));
      const { session, refreshToken, roles } = await openSession(deps, { id: actor.id, passwordHash }, request);
      const bearer = { accountId: actor.id, sessionId: session.id, roles };
      const accessToken = await accessTokens.issue(bearer, clock.now());
      return ok(tokensView({ accessToken, refreshToken, ...bearer }));
    },
);
