import type { contract, Operation, Received, Sent, ServiceName } from '@concord/contracts';

type Services = typeof contract;
type AnyOperation = { [S in ServiceName]: Services[S][keyof Services[S]] }[ServiceName];

export type InternalOperation = Extract<AnyOperation, { access: 'internal' }>;
/** Where browsers navigate to, with a cookie and redirects: nothing to call. */
type Navigation = Extract<AnyOperation, { cookie: string }>;
export type PublicOperation = Exclude<AnyOperation, InternalOperation | Navigation>;

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** How long to wait for the whole answer; 10 seconds unless the client was made with another number. */
  readonly timeoutMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Of an operation that makes something: the same call with the same key has one effect, and gets the first answer again. The client makes
   * one by itself; give your own to send again after a `NoAnswerError` (which tells the one that was used), or from another process.
   */
  readonly idempotencyKey?: string;
  /** The `ETag` (in the headers of `raw`) of what is to be changed; fails with `precondition_failed` when it has been changed since. */
  readonly ifMatch?: string;
  /** The `ETag` of what one has; `raw` then answers 304 when that is still so. */
  readonly ifNoneMatch?: string;
}

type Nothing = Readonly<Record<string, never>>;
type Answer<O extends Operation> = Promise<Received<O>>;

/** One operation as a method: sends what the contract takes, resolves to the body of the answer, rejects with `ApiError`. */
export type Method<O extends Operation> = keyof Sent<O> extends never
  ? (input?: Nothing, options?: CallOptions) => Answer<O>
  : Partial<Sent<O>> extends Sent<O>
    ? (input?: Sent<O>, options?: CallOptions) => Answer<O>
    : (input: Sent<O>, options?: CallOptions) => Answer<O>;

export type Methods<O extends Operation> = { readonly [P in O as P['id']]: Method<P> };

/** Anything at all, for tests of what the contract forbids. */
export interface RawInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is in place of `body`. */
  readonly text?: string;
}

export interface RawReply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON, bytes when it is a file that the operation answers, else the text; undefined when there is none. */
  readonly body: unknown;
}

/** Every public operation as a method named after it. */
export interface Api extends Methods<PublicOperation> {
  /** The same client for another session; null for nobody's. */
  as(token: string | null): Api;
  /** Sends without types and gives every answer back, also failures. */
  raw(operation: Operation, input?: RawInput, options?: CallOptions): Promise<RawReply>;
}

/** What services may ask each other. */
export type InternalApi = Methods<InternalOperation>;
