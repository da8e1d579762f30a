import https from 'node:https';
import { ask, type Asked } from './ask.ts';

/** What the strategies of passport have in common, as far as they are used here: none of them comes with types. */
export interface PassportStrategy {
  success(profile: unknown): void;
  fail(challenge: unknown): void;
  error(error: unknown): void;
  redirect(location: string): void;
  authenticate(request: { readonly query: Readonly<Record<string, string>> }, options: object): void;
  readonly _oauth2: {
    useAuthorizationHeaderforGET(use: boolean): void;
    _executeRequest: (library: unknown, options: Omit<Asked, 'secure' | 'body'>, body: string, done: Done) => void;
  };
}
type Done = (error: unknown, data?: string, response?: unknown) => void;
type Verified = (error: unknown, profile: unknown) => void;

/** Where a strategy keeps its state: for us one call's, handed in and out. */
interface Store {
  store(request: unknown, verifier: string, state: unknown, meta: unknown, done: (e: null, s: string) => void): void;
  verify(request: unknown, state: unknown, done: (error: null, verifier: string, state: string) => void): void;
}
export interface StrategyOptions {
  readonly store: Store;
  readonly pkce: 'S256';
}
export type NewStrategy = (
  options: StrategyOptions,
  verify: (access: unknown, refresh: unknown, profile: unknown, done: Verified) => void,
) => PassportStrategy;

interface Drive {
  readonly query: Readonly<Record<string, string>>;
  readonly store: Store;
  readonly timeoutMs: number;
}

/**
 * Drives one strategy through one call, without passport's middleware and session. Its requests have one deadline together; what it throws in
 * their callbacks (it does, at answers that it did not expect) ends this call and not the process.
 */
const drive = <T>(make: NewStrategy, { query, store, timeoutMs }: Drive): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const strategy = make({ store, pkce: 'S256' }, (_access, _refresh, profile, done) => {
      done(null, profile);
    });
    strategy._oauth2.useAuthorizationHeaderforGET(true);
    strategy._oauth2._executeRequest = (library, options, body, done) => {
      const told = ask({ ...options, secure: library === https, body }, signal);
      told
        .then(({ statusCode, data }) => {
          if (statusCode === 200) done(null, data);
          else done({ statusCode, data });
        })
        .catch(reject);
    };
    Object.assign(strategy, { success: resolve, redirect: resolve, fail: reject, error: reject });
    strategy.authenticate({ query }, {});
  });

/** The address to send the browser to, and the verifier that the strategy made for it. */
export const authorization = async (make: NewStrategy, state: string) => {
  let verifier = '';
  const store: Store = {
    store: (_request, made, _state, _meta, done) => {
      verifier = made;
      done(null, state);
    },
    verify: (_request, _state, done) => {
      done(null, '', state);
    },
  };
  const location = await drive<string>(make, { query: {}, store, timeoutMs: 1_000 });
  return { location, verifier };
};

/** The profile that the strategy reads for a code. */
export const profileOf = (make: NewStrategy, code: string, verifier: string, timeoutMs: number): Promise<unknown> => {
  const store: Store = {
    store: (_request, _made, _state, _meta, done) => {
      done(null, '');
    },
    verify: (_request, _state, done) => {
      done(null, verifier, '');
    },
  };
  return drive(make, { query: { code }, store, timeoutMs });
};
