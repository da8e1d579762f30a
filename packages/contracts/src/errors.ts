import { errorMaker } from './kit/problem.ts';

const error = <C extends string>(status: number, code: C, title: string, retriable = false) =>
  errorMaker({ code, status, title, retriable });

/** The closed catalogue: every failure any operation can answer with. Codes are permanent. */
export const errors = {
  invalid: error(400, 'invalid', 'The request is not valid'),
  malformed: error(400, 'malformed', 'The request body is not well-formed JSON'),
  cursorInvalid: error(400, 'cursor_invalid', 'The cursor was not made by this list'),
  cursorExpired: error(400, 'cursor_expired', 'The cursor has expired: begin the list again'),
  oauthStateInvalid: error(
    400,
    'oauth_state_invalid',
    'This login was begun in another browser, has ended or took too long: begin again',
  ),
  unauthenticated: error(401, 'unauthenticated', 'This needs a valid access token'),
  credentialsWrong: error(401, 'credentials_wrong', 'The login or the password is wrong'),
  codeInvalid: error(401, 'code_invalid', 'The code is wrong, was used or is older than a minute: begin again'),
  refreshInvalid: error(401, 'refresh_invalid', 'The refresh token is not valid any more: log in again'),
  forbidden: error(403, 'forbidden', 'This account may not do that'),
  authenticationOld: error(403, 'authentication_old', 'This needs a proof of who you are, not older than 5 minutes'),
  notFound: error(404, 'not_found', 'There is no such thing, or none you may know of'),
  methodNotAllowed: error(405, 'method_not_allowed', 'This path does not know that method'),
  lastAdmin: error(409, 'last_admin', 'The last active admin stays one'),
  caseDecided: error(409, 'case_decided', 'This case has been decided already'),
  commentsLocked: error(409, 'comments_locked', 'This post takes no more comments'),
  usernameTaken: error(409, 'username_taken', 'That username is taken'),
  identityTaken: error(409, 'identity_taken', 'Another account logs in with that'),
  lastCredential: error(409, 'last_credential', 'Nothing would be left to log in with'),
  idempotencyInFlight: error(
    409,
    'idempotency_in_flight',
    'A request with this Idempotency-Key is still being done',
    true,
  ),
  preconditionFailed: error(412, 'precondition_failed', 'It is not as the request says it should be'),
  tooLarge: error(413, 'too_large', 'The request body is too large'),
  unsupportedMediaType: error(415, 'unsupported_media_type', 'The request body must be JSON'),
  impossible: error(422, 'impossible', 'The request is well-formed but cannot be done'),
  idempotencyKeyReused: error(422, 'idempotency_key_reused', 'This Idempotency-Key was used for another request'),
  linkInvalid: error(422, 'link_invalid', 'The link of this mail is wrong, was used or is too old: ask for a new one'),
  passwordWeak: error(422, 'password_weak', 'That password is among the most common ones'),
  rateLimited: error(429, 'rate_limited', 'Too many requests', true),
  internal: error(500, 'internal', 'Something went wrong on our side', true),
  unavailable: error(503, 'unavailable', 'A part this needs is not available right now', true),
  stale: error(503, 'stale', 'What is known here is too old to decide who may see this', true),
} as const;

export type ErrorCode = (typeof errors)[keyof typeof errors]['code'];
