import { contract, errors } from '@concord/contracts';
import { handler, noContent } from '@concord/platform';
import type { Deps } from '../deps.ts';
import * as auditLog from '../store/audit-log.ts';
import * as sessions from '../store/sessions.ts';
import * as users from '../store/users.ts';

/** A wrong password is written down and counted as a refused login is: it is the same guess. */
export const confirmSession = handler(
  contract.auth.confirmSession,
  ({ db, ids, clock, passwords, guesses }: Deps) =>
    async ({ actor, body, request }) => {
      const account = await users.byId(db, actor.id);
      if (account === undefined) throw errors.unauthenticated();
      await guesses.assertOpen(account.username);
      const isRight = await passwords.matches(account.passwordHash, body.password);
      const by = { userId: actor.id, sessionId: actor.sessionId, request, at: clock.now() };
      await auditLog.record(db, ids, { ...by, action: isRight ? 'session_confirmed' : 'login_refused' });
      await (isRight ? guesses.assertOpen(account.username) : guesses.countWrong(account.username));
      if (!isRight) throw errors.credentialsWrong('The password is wrong');
      await sessions.markAuthenticated(db, actor.sessionId, clock.now());
      return noContent();
    },
);
