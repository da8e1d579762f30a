export { ApiError, NoAnswerError, nullIfAbsent } from './api-error.ts';
export type { Api, CallOptions, InternalApi, Method, RawInput, RawReply } from './api.ts';
export { createClient, type ClientOptions } from './create-client.ts';
export { createInternalClient, type InternalClientOptions } from './create-internal-client.ts';
export { pages } from './pages.ts';
export type { TokenSet } from './session.ts';
export type { Fetch } from './transport.ts';
