import { contract, errors } from '@concord/contracts';
import { created, handler, type RequestFacts } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { readLogin, type Account } from '../domain/account.ts';
import { decideLogin } from '../policy.ts';
import * as auditLog from '../store/audit-log.ts';
import { openSession } from '../store/open-session.ts';
import * as users from '../store/users.ts';
import { tokensView } from '../views/tokens.ts';

type Refused = { readonly account: Account | undefined; readonly request: RequestFacts };
interface ByPassword {
  readonly login: string;
  readonly password: string;
}

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

/** A password that was hashed with yesterday's parameters is hashed anew while it is known. Gives the account with the hash it has now. */
const refreshHash = async ({ db, clock, passwords }: Deps, account: Account, password: string): Promise<Account> => {
  if (account.passwordHash === null || !passwords.isOutdated(account.passwordHash)) return account;
  const passwordHash = await passwords.hash(password);
  if (await users.replaceHash(db, account, passwordHash, clock())) return { ...account, passwordHash };
  const now = await users.byId(db, account.id);
  const isRight = await passwords.matches(now?.passwordHash ?? null, password);
  if (now === undefined || !isRight) throw errors.credentialsWrong();
  return now;
};

const byPassword = async (deps: Deps, { login, password }: ByPassword, request: RequestFacts): Promise<Account> => {
  await deps.guesses.assertOpen(login);
  const found = await users.byLogin(deps.db, readLogin(login));
  const isRight = await deps.passwords.matches(found?.passwordHash ?? null, password);
  const decision = decideLogin(found, isRight, deps.emailVerification);
  if (decision.kind !== 'welcome') await recordRefusal(deps, { account: found, request });
  await (decision.kind === 'credentials_wrong' ? deps.guesses.countWrong(login) : deps.guesses.assertOpen(login));
  if (decision.kind === 'credentials_wrong') throw errors.credentialsWrong();
  if (decision.kind === 'not_active') throw errors.forbidden('This account is not active');
  return refreshHash(deps, decision.account, password);
};

export const createSession = handler(contract.auth.createSession, (deps: Deps) => async ({ body, request }) => {
  const account = await byPassword(deps, body, request);
  const { session, refreshToken } = await openSession(deps, account, request);
  const bearer = { accountId: account.id, sessionId: session.id, roles: account.roles };
  const accessToken = await deps.accessTokens.issue(bearer, session.createdAt);
  return created(tokensView({ accessToken, refreshToken, ...bearer }), { location: `/v1/sessions/${session.id}` });
});
