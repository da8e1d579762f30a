import { expect, test } from '@jest/globals';
import { contract, errors } from '@concord/contracts';
import { anAccount, eventually } from '@concord/testkit';
import { anyone, somebody, stack } from './platform.ts';

test('an access token stops working within 5 seconds of logging out', async () => {
  const { api } = await somebody();
  await api.getMe();
  await api.deleteSession({ params: { id: 'current' } });
  await eventually(
    async () => {
      const { status } = await api.raw(contract.user.getMe);
      return status === 401;
    },
    { timeoutMs: 5_000 },
  );
});

test('a refresh token works once; its reuse ends the session', async () => {
  const { tokens } = await somebody();
  const first = await anyone.refreshSession({ body: { refreshToken: tokens.refreshToken } });
  const second = await anyone.refreshSession({ body: { refreshToken: first.refreshToken } });
  await expect(anyone.refreshSession({ body: { refreshToken: tokens.refreshToken } })).toFail(errors.refreshInvalid);
  await expect(anyone.refreshSession({ body: { refreshToken: second.refreshToken } })).toFail(errors.refreshInvalid);
});

test('a known and an unknown address sign up with the same answer', async () => {
  const account = anAccount();
  const [fresh, again] = [
    await anyone.raw(contract.auth.createAccount, { body: account }),
    await anyone.raw(contract.auth.createAccount, { body: anAccount({ email: account.email }) }),
  ];
  expect([fresh.status, again.status]).toEqual([202, 202]);
  expect(Object.keys(again.body as object)).toEqual(Object.keys(fresh.body as object));
});

test('identity headers from outside mean nothing', async () => {
  const { id } = await somebody();
  const answer = await fetch(`${stack.issuer}/v1/me`, {
    headers: {
      'concord-account': id,
      'concord-session': '1',
      'concord-internal': stack.secret,
      'concord-operator': stack.operatorToken,
    },
  });
  expect(answer.status).toBe(401);
});
