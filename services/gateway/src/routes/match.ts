import { contract, errors, type Operation, type Operations } from '@concord/contracts';
import type { Context, Next } from '@concord/platform';
import type { GatewayState } from '../state.ts';

interface Route {
  readonly operation: Operation;
  readonly pattern: RegExp;
}

/** One path segment per parameter; everything else is literal. */
const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);

const routes: readonly Route[] = Object.values<Operations>(contract)
  .flatMap((operations) => Object.values(operations))
  .filter(({ access }) => access !== 'internal')
  .map((operation) => ({ operation, pattern: patternOf(operation.path) }));

/** Encoded separators, dots and backslashes have no place in our paths; refused before anything interprets them. */
const devious = /%2f|%5c|%2e|%00|\\|\/\/|(^|\/)\.\.?(\/|$)/i;

/** The public operations that share a path, whatever their method. Internal ones do not exist here. */
export const operationsAt = (path: string): Operation[] =>
  devious.test(path) ? [] : routes.filter(({ pattern }) => pattern.test(path)).map(({ operation }) => operation);

/** Finds the operation of the contract that a request names. */
export const matching = async (context: Context & { state: GatewayState }, next: Next): Promise<void> => {
  context.state.matched = operationsAt(context.path).find(({ method }) => method === context.method) ?? null;
  await next();
};

/** 404 for a path, 405 with `Allow` for a method, that the contract does not know. */
export const onlyContract = async (context: Context & { state: GatewayState }, next: Next): Promise<void> => {
  if (context.state.matched) return next() as Promise<void>;
  const allowed = operationsAt(context.path).map(({ method }) => method);
  if (allowed.length === 0) throw errors.notFound();
  throw errors.methodNotAllowed(undefined, { headers: { Allow: [...new Set(allowed)].join(', ') } });
};
