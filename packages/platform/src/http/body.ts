import type { IncomingMessage } from 'node:http';
import { errors } from '@concord/contracts';
import readRaw from 'raw-body';

const jsonTypes = new Set(['application/json', 'application/merge-patch+json']);
const utf8 = new TextDecoder('utf-8', { fatal: true });

export interface BodyLimits {
  readonly bytes: number;
  /** How deep objects and lists may nest. */
  readonly depth: number;
  /** How many properties and items there may be in all. */
  readonly nodes: number;
}
export const bodyLimits: BodyLimits = { bytes: 65_536, depth: 16, nodes: 2_000 };

const assertModest = (root: unknown, limits: BodyLimits): void => {
  let nodes = 0;
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null) return;
    if (depth > limits.depth) throw errors.invalid('The body is nested too deeply');
    for (const child of Object.values(value)) {
      nodes += 1;
      if (nodes > limits.nodes) throw errors.invalid('The body has too many values');
      visit(child, depth + 1);
    }
  };
  visit(root, 1);
};

const parse = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw errors.malformed(cause instanceof SyntaxError ? cause.message : 'The body is not UTF-8', { cause });
  }
};

const received = async (request: IncomingMessage, limits: BodyLimits): Promise<Buffer> => {
  try {
    const length = request.headers['content-length'];
    return await readRaw(request, { limit: limits.bytes, ...(length !== undefined && { length }) });
  } catch (cause) {
    if ((cause as { type?: string }).type === 'entity.too.large')
      throw errors.tooLarge(`At most ${limits.bytes} bytes are taken`, { cause });
    throw errors.malformed('The body did not arrive whole', { cause });
  }
};

/** Reads a JSON body within the limits. Throws the catalogue's errors for what cannot be read. */
export const readJson = async (request: IncomingMessage, limits = bodyLimits): Promise<unknown> => {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!jsonTypes.has(type)) throw errors.unsupportedMediaType(`Send application/json, not ${type || 'nothing'}`);
  if (request.headers['content-encoding'])
    throw errors.unsupportedMediaType('Send the body without a content encoding');
  const value = parse(await received(request, limits));
  assertModest(value, limits);
  return value;
};
