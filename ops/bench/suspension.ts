import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from '@concord/client';
import { contract } from '@concord/contracts';
import { account, asModerator, closeAccount, openDatabaseOf } from './accounts.ts';
import { leave, sightsOf, untilAll, untilShown } from './sights.ts';
import { undoing } from './undoing.ts';

export type SuspensionResult = {
  /** Until the token of the suspended account was refused, ms. */
  readonly sessionMs: number;
  /** Until each place did not show the author any more, and until it did again after the end, ms. */
  readonly places: readonly { readonly place: string; readonly goneMs: number; readonly backMs: number }[];
};

type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly api: Api;
  readonly signal: AbortSignal;
  tell(what: string): void;
};

const patienceMs = 30_000;

const untilRefused = async (api: Api): Promise<number> => {
  const began = performance.now();
  while ((await api.raw(contract.user.getMe)).status !== 401) {
    if (performance.now() - began > patienceMs) throw new Error('The session of a suspended account goes on');
    await pause(50);
  }
  return performance.now() - began;
};

/** Somebody is suspended and restored: how soon their session ends, and what they wrote and did leaves every place and comes back. */
export const measureSuspension = ({ env, api, signal, tell }: Surroundings): Promise<SuspensionResult> =>
  undoing(async (later) => {
    const auth = openDatabaseOf(env, 'auth');
    later(() => auth.destroy());
    const people = [await account(api, 'bench_author'), await account(api, 'bench_reader')] as const;
    const staff = await account(api, 'bench_staff');
    later(() => Promise.all([...people, staff].map(({ id }) => closeAccount(auth, id))));
    const [author, reader] = people;
    const moderator = await asModerator(api, auth, staff);
    tell('somebody writes and acts');
    const all = sightsOf(author, reader, await leave(author, reader));
    const sights = await untilShown(all, signal);
    const crowded = Object.keys(all).filter((place) => !(place in sights));
    if (crowded.length > 0) tell(`too much goes on to be seen in ${crowded.join(', ')}`);
    tell('and is suspended');
    const params = { id: String(author.id) };
    await moderator.suspendAccount({ params, body: { reason: 'A measurement' } });
    const [sessionMs, gone] = await Promise.all([untilRefused(author.api), untilAll(sights, false, signal)]);
    tell('and restored');
    await moderator.liftSuspension({ params });
    const back = await untilAll(sights, true, signal);
    const places = Object.keys(sights).map((place) => ({
      ...{ place, goneMs: gone[place] ?? 0, backMs: back[place] ?? 0 },
    }));
    return { sessionMs, places };
  });
