import { errors } from './errors.ts';
import type { Operation } from './kit/operation.ts';
import type { ErrorSpec } from './kit/problem.ts';

/** Methods that change what is there: they take `If-Match` where it has an `ETag`. */
const changes = new Set<Operation['method']>(['PUT', 'PATCH', 'DELETE']);

const always = [errors.invalid, errors.unauthenticated, errors.internal, errors.unavailable];
const withBody = [errors.malformed, errors.tooLarge, errors.unsupportedMediaType];
const withKey = [errors.idempotencyInFlight, errors.idempotencyKeyReused];
const withTag = [errors.preconditionFailed];
const fromOutside = [errors.rateLimited];

/** What an operation may answer besides the errors it lists: by its shape, not by what it does. */
export const commonErrors = ({ method, body, access, permission, keyed, etag }: Operation): readonly ErrorSpec[] => [
  ...always,
  ...(body === undefined ? [] : withBody),
  ...(permission === undefined ? [] : [errors.forbidden]),
  ...(keyed === true ? withKey : []),
  ...(etag === true && changes.has(method) ? withTag : []),
  ...(access === 'internal' ? [] : fromOutside),
];

/** What is answered where no operation was found. */
export const routingErrors: readonly ErrorSpec[] = [errors.notFound, errors.methodNotAllowed];

/** Everything an operation may answer that is not a success, without repetition. */
export const errorsOf = (operation: Operation): readonly ErrorSpec[] => [
  ...new Map([...operation.errors, ...commonErrors(operation)].map((spec) => [spec.code, spec])).values(),
];
