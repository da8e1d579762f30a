import { contract, errors } from '@concord/contracts';
import type { Api } from '@concord/client';
import { openDatabase } from '@concord/platform';
import { eventually, type Person } from '@concord/testkit';
import { expect, test } from '@jest/globals';
import { leave, sightsOf, untilAll } from '../../ops/bench/sights.ts';
import { anyone, setting, somebody } from './platform.ts';

/** Somebody new with a role, as an operator would make them; it stands in tokens that are given out from then on. */
const staffed = async (role: 'moderator' | 'admin'): Promise<Api> => {
  const { id, username, password } = await somebody();
  const db = openDatabase(setting('CONCORD_AUTH_DATABASE_URL'), { poolSize: 1 });
  await db('users')
    .where({ id })
    .update({ roles: JSON.stringify(['user', role]), version: db.raw('version + 1') });
  await db.destroy();
  const { accessToken } = await anyone.createSession({ body: { login: username, password } });
  return anyone.as(accessToken);
};

/** Waits until this token is not accepted any more: five seconds at the most. */
const refused = ({ api }: Person) =>
  eventually(async () => (await api.raw(contract.user.getMe)).status === 401, { timeoutMs: 5_000 });

test('what a suspended author wrote and did leaves every place within seconds, and comes back', async () => {
  const [author, reader, staff] = await Promise.all([somebody(), somebody(), staffed('moderator')]);
  const sights = sightsOf(author, reader, await leave(author, reader));
  await untilAll(sights, true);

  const params = { id: author.id };
  await staff.suspendAccount({ params, body: { reason: 'A test of it' } });
  await Promise.all([refused(author), untilAll(sights, false)]);
  await expect(anyone.createSession({ body: { login: author.username, password: author.password } })).toFail(
    errors.forbidden,
  );

  await staff.liftSuspension({ params });
  await untilAll(sights, true);
  await expect(author.api.getMe()).toFail(errors.unauthenticated);
});

test('the stream of a suspended account ends within 5 seconds', async () => {
  const [author, staff] = await Promise.all([somebody(), staffed('moderator')]);
  const { ticket } = await author.api.createStreamTicket();
  const socket = new WebSocket(`ws://127.0.0.1:${setting('CONCORD_PORT')}/v1/stream?ticket=${ticket}`);
  const codes: number[] = [];
  socket.onclose = ({ code }) => codes.push(code);
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  await staff.suspendAccount({ params: { id: author.id }, body: { reason: 'A test of it' } });
  await eventually(() => codes.length > 0, { timeoutMs: 5_000 });
  expect(codes).toEqual([4401]);
});

test('other roles take effect within 5 seconds, and the session goes on', async () => {
  const [one, admin] = await Promise.all([somebody(), staffed('admin')]);
  await admin.updateRoles({
    params: { id: one.id },
    body: { roles: ['user', 'moderator'], reason: 'A test of it' },
  });
  await refused(one);
  const renewed = await anyone.refreshSession({ body: { refreshToken: one.tokens.refreshToken } });
  expect((await anyone.as(renewed.accessToken).getAccount({ params: { id: one.id } })).roles).toEqual([
    'user',
    'moderator',
  ]);
});
