import type { Decoded, Id, Operation, Receipt, Reply } from '@concord/contracts';
import type { Idempotency } from '../idempotency/idempotency.ts';
import type { SentReply } from './sent-reply.ts';
import type { IfMatch } from './entity-tags.ts';
import type { Actor } from './identity.ts';

/** Facts of the request that are not its content. */
export interface RequestFacts {
  /** Stands in the log, in `X-Request-Id` and, as `traceId`, in problems. */
  readonly id: string;
  readonly address: string;
  readonly userAgent: string | null;
  readonly traceparent: string;
}

/** One call of an operation: decoded input and who calls. */
export interface Call<O extends Operation> extends Decoded<O> {
  readonly actor: O['access'] extends 'user' ? Actor : Actor | null;
  /** The caller's account, null without one: what visibility is decided by. */
  readonly viewer: Id | null;
  readonly request: RequestFacts;
  readonly operation: O;
  /** The attempt that the caller named, for `once`; null where they named none. */
  readonly idempotency: Idempotency | null;
  /** The cookie that the operation's contract names, as the browser sent it. */
  readonly cookie: string | null;
  /** Of what has an ETag: throws `precondition_failed` unless this is the revision that the caller means to change. */
  readonly ifMatch: IfMatch;
}

type Run<O extends Operation> = (call: Call<O>) => Promise<Reply<O> | SentReply>;

export interface Handler<O extends Operation, D> {
  readonly operation: O;
  readonly make: (deps: D) => Run<O>;
}

/** Binds what the contract declares to what the service does. `make` gets the service's parts once, at start. */
export const handler = <O extends Operation, D>(operation: O, make: (deps: D) => Run<O>): Handler<O, D> => ({
  operation,
  make,
});

/** What is told of an answer beside its body. */
export interface About {
  /** Of the thing that is answered: its ETag. */
  readonly revision?: number;
  /** Of a write: the captured rows that it changed, for its receipt. */
  readonly changed?: readonly Receipt[];
}

export const ok = <B>(body: B, about: About = {}) => ({ status: 200, body, ...about }) as const;
export const created = <B>(body: B, { location, ...about }: About & { readonly location: string }) =>
  ({ status: 201, body, headers: { location }, ...about }) as const;
export const accepted = <B>(body: B, { location }: { readonly location?: string } = {}) =>
  ({ status: 202, body, ...(location !== undefined && { headers: { location } }) }) as const;
/** Sends the browser elsewhere. */
export const found = (location: string, headers: Readonly<Record<string, string>> = {}) =>
  ({ status: 302, body: undefined, headers: { location, ...headers } }) as const;
export const noContent = (about: Pick<About, 'changed'> = {}) => ({ status: 204, body: undefined, ...about }) as const;
