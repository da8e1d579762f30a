import { createInternalClient } from '@concord/client';
import { eventually, person, testApi, type Person } from '@concord/testkit';

export const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: run these tests by ./concord test`);
  return value;
};

/** The stack under test, by the variables that `./concord test` sets. */
export const stack = {
  issuer: setting('CONCORD_ISSUER'),
  internal: `http://127.0.0.1:${setting('CONCORD_INTERNAL_PORT')}`,
  secret: setting('CONCORD_INTERNAL_SECRET'),
  operatorToken: setting('CONCORD_OPERATOR_TOKEN'),
};

/** The public API without an account; every answer is checked against the contract. */
export const anyone = testApi(stack.issuer, stack.operatorToken);
export const internal = createInternalClient({ baseUrl: stack.internal, secret: stack.secret });

/** Somebody new with a name of their own. */
export const somebody = (): Promise<Person> => person(anyone);

type Seeker = Pick<Person['api'], 'search'>;

/** How many posts this seeker finds by a word. */
export const countFound = async (seeker: Seeker, word: string): Promise<number> =>
  (await seeker.search({ query: { q: word } })).total;

/** Waits until the seeker finds exactly so many posts by a word. */
export const untilFound = (seeker: Seeker, word: string, count: number): Promise<true> =>
  eventually(async () => ((await countFound(seeker, word)) === count ? (true as const) : null), { timeoutMs: 20_000 });

/**
 * Waits until everything committed so far has gone through the whole pipeline: a canary written after now is found by search.
 * What is then not found is not found because it must not be.
 */
export const untilCaughtUp = async (): Promise<void> => {
  const since = Date.now();
  await eventually(
    async () => {
      const { lastCanaryMs } = await internal.readFreshness();
      return lastCanaryMs !== null && Date.now() - lastCanaryMs > since + 50;
    },
    { timeoutMs: 30_000, everyMs: 100 },
  );
};
