import { contract, errors, type Problem } from '@concord/contracts';
import { created, handler, transaction, type RequestFacts } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { readLogin, type Account } from '../domain/account.ts';
import { hashOf, newRefreshToken } from '../domain/refresh-token.ts';
import { whyNotActive } from '../domain/sanction.ts';
import { newSession, type Session } from '../domain/session.ts';
import { decideLogin } from '../policy.ts';
import * as auditLog from '../store/audit-log.ts';
import * as sanctions from '../store/sanctions.ts';
import * as sessions from '../store/sessions.ts';
import * as users from '../store/users.ts';
import { tokensView } from '../views/tokens.ts';

type Refused = { readonly account: Account | undefined; readonly request: RequestFacts };

const recordRefusal = ({ db, ids, clock }: Deps, { account, request }: Refused): Promise<void> =>
  auditLog.record(db, {
    id: ids.next(),
    action: 'login_refused',
    userId: account?.id ?? null,
    sessionId: null,
    address: request.address,
    device: request.userAgent,
    at: clock(),
  });

/** A password that was hashed with yesterday's parameters is hashed anew while it is known. */
const refreshHash = async ({ db, clock, passwords }: Deps, account: Account, password: string): Promise<void> => {
  if (account.passwordHash !== null && passwords.isOutdated(account.passwordHash))
    await users.replaceHash(db, account, await passwords.hash(password), clock());
};

/** Gives the account's roles: as they are, and not as they were while the password was checked. */
const open = (
  { db, ids }: Deps,
  session: Session,
  hashes: { family: Buffer; token: Buffer },
): Promise<readonly string[]> =>
  transaction(db, async (tx) => {
    const roles = await users.rolesWhileActive(tx, session.userId);
    if (roles === undefined) throw errors.forbidden('This account is not active');
    await sessions.insert(tx, session, hashes);
    await auditLog.record(tx, {
      id: ids.next(),
      action: 'logged_in',
      userId: session.userId,
      sessionId: session.id,
      address: session.address,
      device: session.device,
      at: session.createdAt,
    });
    return roles;
  });

/** Says until when, to who brought the right password. */
const notActive = async ({ db }: Deps, { id, status }: Account): Promise<Problem> =>
  errors.forbidden(whyNotActive(status, (await sanctions.byUser(db, id))?.endsAt ?? null));

export const createSession = handler(contract.auth.createSession, (deps: Deps) => async ({ body, request }) => {
  const found = await users.byLogin(deps.db, readLogin(body.login));
  const isRight = await deps.passwords.matches(found?.passwordHash ?? null, body.password);
  const decision = decideLogin(found, isRight, deps.emailVerification);
  if (decision.kind !== 'welcome') {
    await recordRefusal(deps, { account: found, request });
    throw decision.kind === 'not_active' ? await notActive(deps, decision.account) : errors.credentialsWrong();
  }
  const { account } = decision;
  await refreshHash(deps, account, body.password);
  const refreshToken = newRefreshToken();
  const session = newSession({ id: deps.ids.next(), userId: account.id, at: deps.clock(), request });
  const roles = await open(deps, session, { family: hashOf(refreshToken.family), token: hashOf(refreshToken.secret) });
  const bearer = { accountId: account.id, sessionId: session.id, roles };
  const accessToken = await deps.accessTokens.issue(bearer, session.createdAt);
  return created(tokensView({ accessToken, refreshToken, ...bearer }), { location: `/v1/sessions/${session.id}` });
});
