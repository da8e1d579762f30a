import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';

export type StackName = 'concord' | 'concord-test';

export type Places = {
  /** The checkout this code runs from. */
  checkout: string;
  /** Small state of the supervisor, settings, environment file and logs. */
  state: string;
  log: string;
  /** What the servers keep. For root it lies outside the checkout, because some servers run as another user. */
  data: string;
  /** Fetched servers, shared by every checkout of this user. */
  cache: string;
  environmentFile: string;
  stateFile: string;
  wantedFile: string;
};

type Environment = Record<string, string | undefined>;

const checkout = resolve(import.meta.dirname, '../..');

/** Where everything of a stack lies. Overridden by CONCORD_STATE_DIR, CONCORD_DATA_DIR and CONCORD_CACHE_DIR. */
export const places = (
  name: StackName = 'concord',
  env: Environment = process.env,
  user: { uid: number; home: string } = { uid: process.getuid?.() ?? -1, home: process.env['HOME'] ?? homedir() },
): Places => {
  const state = (name === 'concord' ? env['CONCORD_STATE_DIR'] : undefined) ?? join(checkout, `.${name}`);
  const own = (name === 'concord' ? env['CONCORD_DATA_DIR'] : undefined) ?? undefined;
  return {
    checkout,
    state,
    log: join(state, 'log'),
    data: own ?? (user.uid === 0 ? join('/var/lib/concord', dataFolder(state)) : join(state, 'data')),
    cache: env['CONCORD_CACHE_DIR'] ?? cacheFolder(env, user),
    environmentFile: join(state, 'env'),
    stateFile: join(state, 'state.json'),
    wantedFile: join(state, 'wanted.json'),
  };
};

const cacheFolder = (env: Environment, user: { uid: number; home: string }) =>
  user.uid === 0 ? '/var/cache/concord' : join(env['XDG_CACHE_HOME'] ?? join(user.home, '.cache'), 'concord');

/** A readable folder name that no other checkout of this machine shares. */
const dataFolder = (state: string) => `${basename(resolve(state, '..'))}${basename(state)}-${fingerprint(state)}`;

/** A short stable name for a path. */
export const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
