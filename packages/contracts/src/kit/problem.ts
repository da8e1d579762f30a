/** One entry of the error catalogue: what callers may rely on for ever. */
export interface ErrorSpec {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  /** The same request may succeed later without being changed. */
  readonly retriable: boolean;
}

/** Where in the request something is wrong: an RFC 6901 JSON Pointer (`/body/content`) and a sentence. */
export interface Pointer {
  readonly pointer: string;
  readonly detail: string;
}

export interface ProblemOptions {
  readonly errors?: readonly Pointer[];
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfter?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** A failure the caller is told about, as RFC 9457 `application/problem+json`. Thrown, never caught by operations. */
export class Problem extends Error {
  readonly spec: ErrorSpec;
  readonly detail: string | undefined;
  readonly options: ProblemOptions;

  constructor(spec: ErrorSpec, detail?: string, options: ProblemOptions = {}) {
    super(detail ?? spec.title, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.spec = spec;
    this.detail = detail;
    this.options = options;
  }
}

/** A catalogue entry is both the specification that contracts list and the function that makes the failure. */
export type ErrorMaker<C extends string = string> = ErrorSpec & { readonly code: C } & ((
    detail?: string,
    options?: ProblemOptions,
  ) => Problem);

export const errorMaker = <C extends string>(spec: ErrorSpec & { readonly code: C }): ErrorMaker<C> =>
  Object.assign((detail?: string, options?: ProblemOptions) => new Problem(spec, detail, options), spec);
