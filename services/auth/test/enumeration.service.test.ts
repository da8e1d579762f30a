import { ApiError } from '@concord/client';
import { anAccount } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Auth } from './auth.ts';
import { startAuthWithMail } from './mailbox.ts';
import { rankTest } from './rank-test.ts';

// CONCORD_RANK_TRIES=200 for a measurement; what a test can see are differences of many ms, of which it must not be unsure.
const tries = Number(process.env['CONCORD_RANK_TRIES'] ?? 25);

let auth: Auth;
let known: readonly string[];
beforeAll(async () => {
  [auth] = await startAuthWithMail();
  const { username } = await auth.signUp();
  const { role_rank: _, ...model } = await auth.row('users', { username });
  const people = Array.from({ length: tries }, (_, index) => ({ id: index + 1, ...anAccount() }));
  const rows = people.map(({ id, email, username }) => ({ ...model, id, email, username, roles: '["user"]' }));
  await auth.db.batchInsert('users', rows, 100);
  known = people.map(({ email }) => email);
}, 60_000);
afterAll(() => auth.stop());

/** Status and body of an answer, whatever it is; how long it took. */
const measured = async (call: () => Promise<unknown>) => {
  const started = performance.now();
  const answer = await call().catch((error: unknown) => (error instanceof ApiError ? error.problem?.code : error));
  return { ms: performance.now() - started, answer };
};

const flows: readonly (readonly [string, (email: string) => Promise<unknown>])[] = [
  ['sign-up', (email) => auth.anonymous.createAccount({ body: anAccount({ email }) }).then(() => 'accepted')],
  ['login', (login) => auth.anonymous.createSession({ body: { login, password: 'not the one' } })],
  ['reset', (email) => auth.anonymous.requestPasswordReset({ body: { email } }).then(() => 'accepted')],
  ['verification', (email) => auth.anonymous.requestEmailVerification({ body: { email } }).then(() => 'accepted')],
];

test.each(flows)(
  '%s does not tell whether an address is known',
  async (name, flow) => {
    const times: [number[], number[]] = [[], []];
    for (const [index, email] of known.entries()) {
      const pair = [() => measured(() => flow(email)), () => measured(() => flow(anAccount().email))] as const;
      const order = index % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
      const answers: unknown[] = [];
      for (const which of order) {
        const { ms, answer } = await pair[which]();
        times[which].push(ms);
        answers.push(answer);
      }
      expect(answers[0]).toEqual(answers[1]);
    }
    const { p, medians } = rankTest(...times);
    const [knownMs, unknownMs] = medians.map((ms) => ms.toFixed(1));
    process.stderr.write(
      `  ${name}: known ${knownMs} ms, unknown ${unknownMs} ms, p ${p.toPrecision(3)} of ${tries}\n`,
    );
    expect(p < 1e-6 && Math.abs(medians[0] - medians[1]) > 20).toBe(false);
  },
  500_000,
);

test('the measure sees a difference where there is one', () => {
  const ones = Array.from({ length: 40 }, (_, index) => 100 + (index % 7));
  const apart = ones.map((ms) => ms + 30);
  expect(rankTest(ones, apart).p).toBeLessThan(1e-6);
  expect(rankTest(ones, ones).p).toBeGreaterThan(0.9);
});
