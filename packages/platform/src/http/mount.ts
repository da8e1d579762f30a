import Router from '@koa/router';
import { errors, headerNames, isPermitted, type Operation, type Operations } from '@concord/contracts';
import { idempotencyOf } from '../idempotency/idempotency.ts';
import { ifMatchOf } from './entity-tags.ts';
import { answer } from './answer.ts';
import { cookieIn } from './cookie.ts';
import { decode } from './decode.ts';
import { readJson } from './body.ts';
import type { Call, Handler } from './handler.ts';
import type { Context, RequestState } from './state.ts';
import { waitForWrites, type Holds } from './wait.ts';

export type Handlers<Ops extends Operations, D> = { readonly [K in keyof Ops]: Handler<Ops[K], D> };
type AnyHandlers<D> = Readonly<Record<string, Handler<Operation, D> | undefined>>;
export type ServiceRouter = Router<RequestState>;

/** `/v1/posts/{id}` as the router writes it. */
export const routerPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const assertAccess = ({ access, permission }: Operation, { actor, internal }: RequestState['identity']): void => {
  if (access === 'user' && !actor) throw errors.unauthenticated();
  if (access === 'internal' && !internal) throw errors.notFound();
  if (permission !== undefined && !isPermitted(actor?.roles ?? [], permission)) throw errors.forbidden();
};

/** A header as it was sent; undefined where it was not, which an empty one is not. */
const headerOf = (context: Context, name: string): string | undefined =>
  context.req.headers[name] as string | undefined;

const callOf = async (operation: Operation, context: Context, params: unknown): Promise<Call<Operation>> => {
  const { identity, requestId, traceparent } = context.state;
  const input = {
    params: decode('params', operation.params, params),
    query: decode('query', operation.query, { ...context.query }),
    body: operation.body ? decode('body', operation.body, await readJson(context.req)) : undefined,
  };
  return {
    ...input,
    operation,
    ifMatch: ifMatchOf(operation, context.req.headers['if-match']),
    idempotency: idempotencyOf(
      operation,
      identity.actor?.id,
      headerOf(context, headerNames.idempotencyKey),
      Object.values(input),
    ),
    cookie: operation.cookie === undefined ? null : cookieIn(headerOf(context, 'cookie'), operation.cookie),
    actor: identity.actor,
    viewer: identity.actor?.id ?? null,
    request: {
      id: requestId,
      address: identity.address,
      userAgent: context.get('user-agent').slice(0, 300) || null,
      traceparent,
    },
  } as Call<Operation>;
};

/** Lets a read wait for the caller's own writes, and tells how that went. */
const caughtUp = async (operation: Operation, context: Context, holds: Holds): Promise<void> => {
  if (operation.waits !== true) return;
  const waited = await waitForWrites(headerOf(context, headerNames.wait), holds);
  if (waited !== null) context.set(headerNames.wait, waited);
};

/**
 * Routes for a service's operations: access checked, input decoded, output encoded by the contract.
 * A missing or surplus handler does not compile. `holds` are the service's copies, for reads that wait for a write elsewhere.
 */
export const mount = <Ops extends Operations, D, H extends Handlers<Ops, NoInfer<D>>>(
  operations: Ops,
  handlers: H & Readonly<Record<Exclude<keyof H, keyof Ops>, never>>,
  deps: D,
  holds: Holds = {},
): ServiceRouter => {
  const router: ServiceRouter = new Router<RequestState>();
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    const run = (handlers as unknown as AnyHandlers<D>)[name]?.make(deps);
    if (!run) throw new Error(`${name} has no handler`);
    router.register(routerPath(operation.path), [operation.method], async (context) => {
      context.state.operation = operation.id;
      assertAccess(operation, context.state.identity);
      const call = await callOf(operation, context, context.params);
      await caughtUp(operation, context, holds);
      answer(operation, context, await run(call));
    });
  }
  return router;
};
