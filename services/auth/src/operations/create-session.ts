import { contract, errors, type Problem } from '@concord/contracts';
import { created, handler, type RequestFacts } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { readLogin, type Account } from '../domain/account.ts';
import { isVerifierOf } from '../domain/proof-code.ts';
import { whyNotActive } from '../domain/sanction.ts';
import { decideLogin } from '../policy.ts';
import { openSession, type Proven } from '../store/open-session.ts';
import { recordRefusedLogin } from '../store/refused-login.ts';
import * as sanctions from '../store/sanctions.ts';
import * as users from '../store/users.ts';
import { tokensView } from '../views/tokens.ts';

interface ByPassword {
  readonly login: string;
  readonly password: string;
}
interface ByCode {
  readonly code: string;
  readonly verifier: string;
}

/** A password that was hashed with yesterday's parameters is hashed anew while it is known. Gives the account with the hash it has now. */
const refreshHash = async ({ db, clock, passwords }: Deps, account: Account, password: string): Promise<Account> => {
  if (account.passwordHash === null || !passwords.isOutdated(account.passwordHash)) return account;
  const passwordHash = await passwords.hash(password);
  if (await users.replaceHash(db, account, passwordHash, clock.now())) return { ...account, passwordHash };
  const now = await users.byId(db, account.id);
  const isRight = await passwords.matches(now?.passwordHash ?? null, password);
  if (now === undefined || !isRight) throw errors.credentialsWrong();
  return now;
};

/** Says until when, to who brought the right password. */
const notActive = async ({ db }: Deps, { id, status }: Account): Promise<Problem> =>
  errors.forbidden(whyNotActive(status, (await sanctions.byUser(db, id))?.endsAt ?? null));

const byPassword = async (deps: Deps, { login, password }: ByPassword, request: RequestFacts): Promise<Account> => {
  await deps.guesses.assertOpen(login);
  const found = await users.byLogin(deps.db, readLogin(login));
  const isRight = await deps.passwords.matches(found?.passwordHash ?? null, password);
  const decision = decideLogin(found, isRight, deps.emailVerification);
  if (decision.kind !== 'welcome') await recordRefusedLogin(deps, found?.id ?? null, request);
  await (decision.kind === 'credentials_wrong' ? deps.guesses.countWrong(login) : deps.guesses.assertOpen(login));
  if (decision.kind === 'credentials_wrong') throw errors.credentialsWrong();
  if (decision.kind === 'not_active') throw await notActive(deps, decision.account);
  return refreshHash(deps, decision.account, password);
};

/** A code is spent by being brought, also with the wrong verifier: whoever found one cannot try. */
const byCode = async (deps: Deps, { code, verifier }: ByCode, request: RequestFacts): Promise<Proven> => {
  const proof = await deps.flows.redeemCode(code);
  const login = proof?.kind === 'login' ? proof : undefined;
  const isRight = login !== undefined && isVerifierOf(verifier, login.challenge);
  const found = login && (await users.byId(deps.db, login.accountId));
  const decision = decideLogin(found, isRight, deps.emailVerification);
  if (decision.kind === 'welcome' && login !== undefined) return { id: decision.account.id, entrance: login.entrance };
  await recordRefusedLogin(deps, found?.id ?? null, request);
  throw decision.kind === 'not_active' ? await notActive(deps, decision.account) : errors.codeInvalid();
};

export const createSession = handler(contract.auth.createSession, (deps: Deps) => async ({ body, request }) => {
  const account = await ('code' in body ? byCode(deps, body, request) : byPassword(deps, body, request));
  const { session, refreshToken, roles } = await openSession(deps, account, request);
  const bearer = { accountId: account.id, sessionId: session.id, roles };
  const accessToken = await deps.accessTokens.issue(bearer, session.createdAt);
  return created(tokensView({ accessToken, refreshToken, ...bearer }), { location: `/v1/sessions/${session.id}` });
});
