import { contract, errors, type Operation, type Operations, type ServiceName } from '@concord/contracts';
import type { Context, Next, Peers } from '@concord/platform';
import type { GatewayState } from '../state.ts';
import { forward } from './forward.ts';

type Serve = (context: Context & { state: GatewayState }, next: Next) => Promise<unknown>;

const owners = new Map<Operation, ServiceName>(
  Object.entries<Operations>(contract).flatMap(([service, operations]) =>
    Object.values(operations).map((operation) => [operation, service as ServiceName] as const),
  ),
);

/** Hands each request to the service that owns its operation: without a socket where it shares this process. */
export const toServices = (peers: Peers, urls: Readonly<Record<ServiceName, string>>, secret: string): Serve => {
  const serve = new Map<ServiceName, Serve>(
    Object.entries(urls).map(([name, url]) => {
      const local = peers.get(name)?.routes;
      return [name as ServiceName, local ? (local.routes() as unknown as Serve) : forward(url, secret)];
    }),
  );
  return async (context, next) => {
    const { matched } = context.state;
    const service = matched && owners.get(matched);
    if (!service) throw errors.notFound();
    context.state.operation = matched.id;
    await serve.get(service)?.(context, next);
  };
};
