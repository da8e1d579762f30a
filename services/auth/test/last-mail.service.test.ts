import { keepEvents, toldSince } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { authErasure } from '../src/store/erasure.ts';
import { startAuth, type Auth } from './auth.ts';

let auth: Auth;
beforeAll(async () => {
  // No mail server is there.
  auth = await startAuth({ CONCORD_SMTP_URL: 'smtp://127.0.0.1:1', CONCORD_PUBLIC_URL: 'https://community.example/' });
  await keepEvents(auth.db);
});
afterAll(() => auth.stop());

const hour = 3_600_000;

const somebodyLeaves = async () => {
  const person = await auth.signUp();
  const { tokens, api } = await auth.logIn(person);
  await auth.db('users').where({ id: tokens.accountId }).update({ email_verified_at: new Date() });
  await api.deleteMe({});
  const waiting = async () =>
    (await auth.rows('mails')).filter(
      ({ content }) => (content as { account: number }).account === Number(tokens.accountId),
    );
  return { person, id: tokens.accountId, waiting };
};

const erased = async () => {
  for (let turn = 0; turn < 3; turn += 1) await authErasure.advance(auth.db, 0);
};

const acknowledged = async (id: string) =>
  (await toldSince(auth.db)).filter(({ type, aggregateid }) => type === 'account.erased' && aggregateid === id);

test('the mail that says so waits for a mail server, all others go, and the deletion is not complete before', async () => {
  const { person, id, waiting } = await somebodyLeaves();
  expect((await waiting()).length).toBeGreaterThan(1);
  await erased();
  expect(await waiting()).toMatchObject([{ content: { notice: { type: 'deletion_begun' }, to: person.email } }]);
  expect(await acknowledged(id)).toEqual([]);
  await auth.db('mails').delete();
  await erased();
  expect(await acknowledged(id)).toHaveLength(1);
});

test.each([
  ['has waited for a day', { created_at: new Date(Date.now() - 25 * hour) }],
  ['was given up', { failed_at: new Date() }],
])('where it %s, it goes with the address that it carries', async (_, change) => {
  const { id, waiting } = await somebodyLeaves();
  await erased();
  await auth.db('mails').update(change);
  await erased();
  expect(await waiting()).toEqual([]);
  expect(await acknowledged(id)).toHaveLength(1);
});

test('mails of an account are found by an index', async () => {
  const [plan] = (await auth.db.raw(
    "EXPLAIN FORMAT=TRADITIONAL SELECT id FROM mails WHERE CAST(JSON_EXTRACT(content, '$.account') AS SIGNED) = 7",
  )) as [{ key: string | null }[]];
  expect(plan).toMatchObject([{ key: 'mails_by_holder' }]);
});
