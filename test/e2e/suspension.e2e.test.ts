import { contract, errors } from '@concord/contracts';
import { eventually, type Person } from '@concord/testkit';
import { expect, test } from '@jest/globals';
import { leave, sightsOf, untilAll } from '../../ops/bench/sights.ts';
import { anyone, setting, somebody } from './platform.ts';
import { somebodyAs } from './staff.ts';

/** Waits until this token is not accepted any more: five seconds at the most. */
const refused = ({ api }: Person) =>
  eventually(async () => (await api.raw(contract.user.getMe)).status === 401, { timeoutMs: 5_000 });

test('what a suspended author wrote and did leaves every place within seconds, and comes back', async () => {
  const [author, reader, staff] = await Promise.all([somebody(), somebody(), somebodyAs('moderator')]);
  const sights = sightsOf(author, reader, await leave(author, reader));
  await untilAll(sights, true);

  const params = { id: author.id };
  await staff.api.suspendAccount({ params, body: { reason: 'A test of it' } });
  await Promise.all([refused(author), untilAll(sights, false)]);
  await expect(anyone.createSession({ body: { login: author.username, password: author.password } })).toFail(
    errors.forbidden,
  );

  await staff.api.liftSuspension({ params });
  await untilAll(sights, true);
  await expect(author.api.getMe()).toFail(errors.unauthenticated);
});

test('the stream of a suspended account ends within 5 seconds', async () => {
  const [author, staff] = await Promise.all([somebody(), somebodyAs('moderator')]);
  const { ticket } = await author.api.createStreamTicket();
  const socket = new WebSocket(`ws://127.0.0.1:${setting('CONCORD_PORT')}/v1/stream?ticket=${ticket}`);
  const codes: number[] = [];
  socket.onclose = ({ code }) => codes.push(code);
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  await staff.api.suspendAccount({ params: { id: author.id }, body: { reason: 'A test of it' } });
  await eventually(() => codes.length > 0, { timeoutMs: 5_000 });
  expect(codes).toEqual([4401]);
});

test('other roles take effect within 5 seconds, and the session goes on', async () => {
  const [one, admin] = await Promise.all([somebody(), somebodyAs('admin')]);
  await admin.api.updateRoles({
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
