import type { z } from 'zod';
import type { Permission } from '../roles.ts';
import type { ErrorSpec } from './problem.ts';
import type { Receipt } from './receipt.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call an operation.
 * `anyone`: with or without an account; `user`: with a session; `internal`: other services of this deployment only.
 */
export type Access = 'anyone' | 'user' | 'internal';

/** One operation of the API as its callers see it. Everything else (routes, validation, OpenAPI, client) is made from this. */
export interface Operation {
  /** Unique, camelCase: names the handler's file, the client's method and OpenAPI's operationId. */
  readonly id: string;
  readonly method: Method;
  /** With parameters in braces: `/v1/posts/{id}`. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  /** What the caller's roles must allow; who lacks it is answered 403. Only where `access` is `user`. */
  readonly permission?: Permission;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Status → body schema; null for an empty body. */
  readonly replies: Readonly<Record<number, z.ZodType | null>>;
  /** What it may answer besides the errors every operation has (see `commonErrors`). */
  readonly errors: readonly ErrorSpec[];
  /** A list read by pages: takes `limit` and `cursor`, answers `items` and `nextCursor`. */
  readonly paged?: true;
  /** May be a guess of a secret, or has a mail sent to whom the caller types: counted against the limits for guessing a password instead of the ordinary ones. */
  readonly guarded?: true;
  /** Takes an `Idempotency-Key`: sent again with the same key it answers again what it answered, and has one effect. */
  readonly keyed?: true;
  /**
   * What it answers has an `ETag`, opaque to callers. Reading takes `If-None-Match` and may answer 304; changing and deleting take `If-Match`
   * and may answer 412 (docs/decisions/etags.md).
   */
  readonly etag?: true;
  /** Answers a file of this media type, not JSON: its reply is a `FileBody`. */
  readonly file?: string;
  /** A write that answers in `Concord-Version` receipts for the captured rows that it changed. */
  readonly receipt?: true;
  /**
   * Browsers navigate here: it may answer a redirect, and reads and sets this one cookie, the only one that reaches it.
   * A `__Host-` name: its browser keeps it for this host and secure connections (which loopback counts as) alone.
   */
  readonly cookie?: `__Host-${string}`;
  /** A read from a copy: with receipts in `Concord-Wait` it waits, half a second at the most, until the copy holds them. */
  readonly waits?: true;
}

export const operation = <const O extends Operation>(declaration: O): O => declaration;

/** A service's operations by id: what `mount` takes and the client offers. */
export type Operations = Readonly<Record<string, Operation>>;

type Out<S> = S extends z.ZodType ? z.output<S> : undefined;
type In<S> = S extends z.ZodType ? z.input<S> : undefined;

/** What a handler receives, decoded: ids are numbers, times are Dates, defaults are filled in. */
export interface Decoded<O extends Operation> {
  readonly params: Out<O['params']>;
  readonly query: Out<O['query']>;
  readonly body: Out<O['body']>;
}

/** What a handler may answer: a declared status with its body before encoding. */
export type Reply<O extends Operation> = {
  [S in keyof O['replies'] & number]: {
    readonly status: S;
    readonly body: O['replies'][S] extends z.ZodType ? z.output<O['replies'][S]> : undefined;
    readonly headers?: Readonly<Record<string, string>>;
    /** Of what has an `etag`: the revision that the body shows. Without one the tag is made from the body. */
    readonly revision?: number;
    /** Of a write with a `receipt`: the captured rows that it changed, as they are now. */
    readonly changed?: readonly Receipt[];
  };
}[keyof O['replies'] & number];

/** What a caller sends: the wire's own types, strings for ids. Only what the operation takes may be given. */
export type Sent<O extends Operation> = (O['params'] extends z.ZodType
  ? { readonly params: In<O['params']> }
  : unknown) &
  (O['query'] extends z.ZodType ? { readonly query?: In<O['query']> } : unknown) &
  (O['body'] extends z.ZodType ? { readonly body: In<O['body']> } : unknown);

/** What a caller gets back on success, on the wire. */
export type Received<O extends Operation> = {
  [S in keyof O['replies'] & number]: O['replies'][S] extends z.ZodType ? z.input<O['replies'][S]> : undefined;
}[keyof O['replies'] & number];
