import { contract, type Operation, type Operations, type ServiceName } from '@concord/contracts';
import { ApiError } from './api-error.ts';
import type { CallOptions, RawInput } from './api.ts';
import { withKey } from './sent-headers.ts';
import type { Send } from './transport.ts';

type AnyMethod = (input?: RawInput, options?: CallOptions) => Promise<unknown>;

const services: readonly (readonly [ServiceName, Operations])[] = Object.entries(contract) as [
  ServiceName,
  Operations,
][];

/** The service that owns an operation. */
export const ownerOf = (operation: Operation): ServiceName => {
  const found = services.find(([, operations]) => operations[operation.id]?.path === operation.path);
  if (found === undefined) throw new TypeError(`no service owns ${operation.id}`);
  return found[0];
};

/** One method per operation that `offered` picks, by operation id. */
export const methods = (send: Send, offered: (operation: Operation) => boolean): Record<string, AnyMethod> =>
  Object.fromEntries(
    services.flatMap(([service, operations]) =>
      Object.values(operations)
        .filter(offered)
        .map((operation) => [operation.id, method(send, service, operation)] as const),
    ),
  );

const method =
  (send: Send, service: ServiceName, operation: Operation): AnyMethod =>
  async (input = {}, options = {}) => {
    const { status, headers, body } = await send(service, operation, input, withKey(operation, options));
    if (status in operation.replies) return body;
    throw new ApiError(operation.id, status, headers, body);
  };
